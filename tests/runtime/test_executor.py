"""A plan is carried out once; what is done is not done again, and a failure stops only what needs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelbridge.core.errors import MediaError, ReelbridgeError
from reelbridge.graph.plan import From, FromEach, Node, Plan
from reelbridge.runtime.events import NodeState
from reelbridge.runtime.pool import DryPool
from support.runs import Runner, given, node
from support.steps import ADD, PARITY, TOTAL, AddParams


def series(log: Path, first: int = 1) -> tuple[Node, ...]:
    """Two numbers, each raised by ten, and their sum."""
    raised = AddParams(amount=10, log=str(log))
    return (
        node("one", ADD, {"number": given(first)}, raised),
        node("two", ADD, {"number": given(2)}, raised),
        node("sum", TOTAL, {"numbers": FromEach(node_ids=("one", "two"))}),
    )


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_results_flow_from_step_to_step(runner: Runner, tmp_path: Path) -> None:
    assert runner.run(*series(tmp_path / "log")) == {"one": 11, "two": 12, "sum": 23}


def test_a_second_run_makes_nothing(runner: Runner, tmp_path: Path) -> None:
    runner.run(*series(tmp_path / "log"))
    assert runner.run(*series(tmp_path / "log"))["sum"] == 23
    assert runner.states(NodeState.CACHED) == ["one", "sum", "two"]
    assert len((tmp_path / "log").read_text().splitlines()) == 2


def test_a_changed_input_remakes_only_what_it_touches(runner: Runner, tmp_path: Path) -> None:
    runner.run(*series(tmp_path / "log"))
    assert runner.run(*series(tmp_path / "log", first=5))["sum"] == 27
    assert runner.states(NodeState.CACHED) == ["two"]
    assert runner.states(NodeState.DONE) == ["one", "sum"]


def test_an_inline_step_that_comes_out_the_same_stops_the_change(runner: Runner, tmp_path: Path) -> None:
    def plan(value: int) -> tuple[Node, ...]:
        return (
            node("parity", PARITY, {"number": given(value)}),
            node("next", ADD, {"number": From(node_id="parity")}, AddParams(amount=1, log=str(tmp_path / "log"))),
        )

    assert runner.run(*plan(3))["next"] == 2
    assert runner.run(*plan(5))["next"] == 2
    assert len((tmp_path / "log").read_text().splitlines()) == 1


def test_a_failure_stops_only_what_needs_it(runner: Runner) -> None:
    values = runner.run(
        node("bad", ADD, {"number": given(1)}, AddParams(amount=1, breaks="media")),
        node("good", ADD, {"number": given(1)}, AddParams(amount=1)),
        node("after", ADD, {"number": From(node_id="bad")}, AddParams(amount=1)),
        node("sum", TOTAL, {"numbers": FromEach(node_ids=("bad", "good"))}),
    )
    assert values == {"good": 2, "sum": 2}
    assert runner.result is not None
    assert isinstance(runner.result.failures["bad"], MediaError)
    assert runner.result.skipped["after"] == "needs the bad: number 1 is no film"


def test_an_unforeseen_error_becomes_a_sentence_and_keeps_its_story(runner: Runner) -> None:
    runner.run(node("bad", ADD, {"number": given(1)}, AddParams(amount=1, breaks="unforeseen")))
    assert runner.result is not None
    error = runner.result.failures["bad"]
    assert "step test.add met something unforeseen: ZeroDivisionError: division by zero" in str(error)
    assert "Traceback" in error.__dict__["story"]


def test_a_failed_step_is_tried_again_in_the_next_run(runner: Runner) -> None:
    runner.run(node("it", ADD, {"number": given(1)}, AddParams(amount=1, breaks="media")))
    assert runner.run(node("it", ADD, {"number": given(1)}, AddParams(amount=1))) == {"it": 2}


def test_a_result_someone_deleted_is_made_again(runner: Runner, tmp_path: Path) -> None:
    runner.run(*series(tmp_path / "log"))
    for blob in (tmp_path / "store").rglob("*"):
        if blob.is_file() and blob.read_bytes() == b"11":
            blob.unlink()
    assert runner.run(*series(tmp_path / "log"))["sum"] == 23
    assert runner.states(NodeState.DONE) == ["one"]


def test_what_is_not_asked_for_is_used_if_it_is_there_and_not_made_otherwise(runner: Runner) -> None:
    wanted = node("one", ADD, {"number": given(1)}, AddParams(amount=10))
    other = node("two", ADD, {"number": given(2)}, AddParams(amount=10), is_wanted=False)
    both = node("sum", TOTAL, {"numbers": FromEach(node_ids=("one", "two"))})
    assert runner.run(wanted, other, both) == {"one": 11, "sum": 11}
    runner.run(node("two", ADD, {"number": given(2)}, AddParams(amount=10)))
    assert runner.run(wanted, other, both) == {"one": 11, "two": 12, "sum": 23}


def test_a_dry_run_makes_nothing_and_tells_what_is_there(runner: Runner, tmp_path: Path) -> None:
    assert runner.run(*series(tmp_path / "log"), pool=DryPool()) == {}
    assert not (tmp_path / "log").exists()
    runner.run(*series(tmp_path / "log"))
    assert runner.run(*series(tmp_path / "log"), pool=DryPool())["sum"] == 23


def test_the_index_remembers_how_every_node_ended(runner: Runner) -> None:
    from reelbridge.runtime.index import Index

    runner.run(
        node("bad", ADD, {"number": given(1)}, AddParams(amount=1, breaks="media")),
        node("good", ADD, {"number": given(1)}, AddParams(amount=1)),
        node("after", ADD, {"number": From(node_id="bad")}, AddParams(amount=1)),
    )
    with Index(runner.folder / "index.sqlite") as index:
        assert {record.id: record.state for record in index.nodes()} == {
            "bad": "failed",
            "good": "done",
            "after": "skipped",
        }


def test_a_plan_that_makes_no_sense_is_refused() -> None:
    one = node("one", ADD, {"number": given(1)}, AddParams(amount=1))
    with pytest.raises(ReelbridgeError, match="stands twice"):
        Plan((one, one))
    with pytest.raises(ReelbridgeError, match="needs 'nobody'"):
        Plan((node("one", ADD, {"number": From(node_id="nobody")}, AddParams(amount=1)),))
    with pytest.raises(ReelbridgeError, match="takes \\['number'\\]"):
        Plan((node("one", ADD, {}, AddParams(amount=1)),))


def test_two_nodes_with_the_same_content_are_made_once(runner: Runner, tmp_path: Path) -> None:
    params = AddParams(amount=10, log=str(tmp_path / "log"))
    values = runner.run(
        node("one", ADD, {"number": given(1)}, params),
        node("other", ADD, {"number": given(1)}, params),
        node("sum", TOTAL, {"numbers": FromEach(node_ids=("one", "other"))}),
    )
    assert values["sum"] == 22
    assert len((tmp_path / "log").read_text().splitlines()) == 1
