"""Steps that wait for a service run in the planning process, many at a time, over one service."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelbridge.graph.plan import Node
from reelbridge.runtime.events import NodeState
from reelbridge.runtime.pool import Pool
from support.runs import Runner, given, node
from support.steps import CONSULT, Teller


def questions(*values: int) -> tuple[Node, ...]:
    return tuple(node(f"q{value}", CONSULT, {"number": given(value)}) for value in values)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def consult(runner: Runner, teller: Teller, *values: int, scheduler: str | None = None) -> None:
    with Pool(jobs=1, scheduler=scheduler, services={"teller": teller.open}) as pool:
        runner.carry_out(*questions(*values), pool=pool)


def test_steps_wait_side_by_side_however_few_run_at_a_time(runner: Runner) -> None:
    teller = Teller(expected=20)  # it answers nobody until all twenty have asked
    consult(runner, teller, *range(20))
    assert len(runner.states(NodeState.DONE)) == 20


def test_a_service_is_opened_once_and_closed(runner: Runner) -> None:
    teller = Teller()
    consult(runner, teller, 1, 2, 3)
    assert (teller.opened, teller.closed, teller.asked) == (1, 1, 3)


def test_a_run_that_finds_everything_opens_no_service(runner: Runner) -> None:
    consult(runner, Teller(), 1)
    teller = Teller()
    consult(runner, teller, 1)
    assert teller.opened == 0
    assert runner.states(NodeState.CACHED) == ["q1"]


def test_with_a_cluster_too_the_service_is_asked_from_here(runner: Runner) -> None:
    teller = Teller()
    consult(runner, teller, 1, scheduler="tcp://127.0.0.1:1")  # where no cluster is: none is needed
    assert teller.threads == {"waiting-room"}


def test_a_result_that_is_not_final_serves_its_run_and_is_made_again_in_the_next(runner: Runner) -> None:
    unsure = Teller()
    unsure.is_sure = False
    consult(runner, unsure, 1)
    assert runner.states(NodeState.DONE) == ["q1"]
    sure = Teller()
    consult(runner, sure, 1)
    assert sure.asked == 1
    consult(runner, sure, 1)
    assert sure.asked == 1


def test_a_question_that_fails_stops_no_other(runner: Runner) -> None:
    consult(runner, Teller(), -1, 2)
    assert runner.states(NodeState.FAILED) == ["q-1"]
    assert runner.states(NodeState.DONE) == ["q2"]


def test_leaving_the_pool_ends_what_still_waits(runner: Runner) -> None:
    teller = Teller(expected=2)  # the second never comes
    pool = Pool(jobs=1, services={"teller": teller.open})
    with pool:
        pool.submit("q", runner.request(questions(5)[0]))
        while not teller.asked:
            pass
    assert teller.closed == 1
