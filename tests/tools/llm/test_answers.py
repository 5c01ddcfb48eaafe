"""The store of answers: what was answered, what was accepted, and what was paid."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from reelbridge.core.errors import StoreError
from reelbridge.model.draft import Usage
from reelbridge.tools.llm.answers import AnswerStore, StoredLine, TopicUsage
from reelbridge.tools.llm.request import LlmAnswer


def line_of(answers: AnswerStore, key: str) -> StoredLine | None:
    return next(iter(answers.lines((key,))), None)


def answer(key: str = "k1", **more: Any) -> LlmAnswer:
    values: dict[str, Any] = {
        "key": key,
        "text": '{"lines": ["1|三千|30 Millionen"]}',
        "is_cut": False,
        "refusal": "",
        "tokens_in": 100,
        "tokens_out": 20,
        "tokens_cached": 64,
        "cost_usd": 0.25,
    }
    return LlmAnswer(**values | more)


def test_what_is_put_in_comes_out_even_after_it_was_closed(tmp_path: Path) -> None:
    odd = answer("k2", text="\x00 ' \U0001f600", is_cut=True, refusal="no", cost_usd=None)
    with AnswerStore(tmp_path / "new" / "answers") as answers:
        answers.put(answer(), topic="e001/de", model="m")
        answers.put(odd, topic="e001/de", model="m")
    with AnswerStore(tmp_path / "new" / "answers") as answers:
        assert answers.get("k1") == answer()
        assert answers.get("k2") == odd
        assert answers.get("k3") is None


def test_what_is_forgotten_stays_paid(tmp_path: Path) -> None:
    with AnswerStore(tmp_path / "answers") as answers:
        answers.put(answer("k1"), topic="e001/de", model="m")
        answers.put(answer("k2"), topic="e001/de", model="m")
        answers.forget(["k1", "never there"])
        assert answers.get("k1") is None
        assert answers.get("k2") is not None
        answers.put(answer("k1"), topic="e001/ja", model="m")
        two = Usage(requests=2, tokens_in=200, tokens_out=40, tokens_cached=128, cost_usd=0.5)
        one = Usage(requests=1, tokens_in=100, tokens_out=20, tokens_cached=64, cost_usd=0.25)
        assert answers.usage() == (
            TopicUsage(topic="e001/de", usage=two),
            TopicUsage(topic="e001/ja", usage=one),
        )


def test_requests_without_a_price_have_no_cost(tmp_path: Path) -> None:
    with AnswerStore(tmp_path / "answers") as answers:
        answers.put(answer(cost_usd=None), topic="e001/de", model="m")
        assert answers.usage()[0].usage.cost_usd is None


def test_accepted_lines_are_found_by_their_keys(tmp_path: Path) -> None:
    shortened = StoredLine(key="b", text="Kurz", full="Etwas länger", second="Anders", reason="too long")
    with AnswerStore(tmp_path / "answers") as answers:
        answers.put_lines([StoredLine(key="a", text="Ja"), shortened])
        assert line_of(answers, "b") == shortened
        assert line_of(answers, "c") is None
        assert answers.lines(["a", "c"]) == (StoredLine(key="a", text="Ja"),)
        assert answers.lines([]) == ()
        answers.put_lines([StoredLine(key="a", text="Jawohl")])
        assert line_of(answers, "a") == StoredLine(key="a", text="Jawohl")


def test_thousands_of_lines_are_found_at_once(tmp_path: Path) -> None:
    keys = [f"{number:064x}" for number in range(20_000)]
    with AnswerStore(tmp_path / "answers") as answers:
        answers.put_lines(StoredLine(key=key, text=key[-4:]) for key in keys)
        assert {line.key for line in answers.lines([*keys, "not there"])} == set(keys)


def test_lines_are_kept_all_or_none(tmp_path: Path) -> None:
    def broken() -> Any:
        yield StoredLine(key="a", text="Ja")
        raise ValueError("nothing more")

    with AnswerStore(tmp_path / "answers") as answers:
        with pytest.raises(ValueError, match="nothing more"):
            answers.put_lines(broken())
        assert line_of(answers, "a") is None
        answers.put_lines([StoredLine(key="a", text="Ja")])


def test_a_file_that_is_no_database_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("dear diary, " * 1000)
    with pytest.raises(StoreError, match="cannot be used: file is not a database"):
        AnswerStore(tmp_path / "answers")
    assert (tmp_path / "answers").read_text().startswith("dear diary")


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "answers") as other:
        other.execute("CREATE TABLE customers (name)")
    other.close()
    with pytest.raises(StoreError, match="is no store of answers"):
        AnswerStore(tmp_path / "answers")


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    AnswerStore(tmp_path / "answers").close()
    newer = sqlite3.connect(tmp_path / "answers")
    newer.execute("PRAGMA user_version=99")
    newer.close()
    with pytest.raises(StoreError, match="has version 99; this Reelbridge reads version 1"):
        AnswerStore(tmp_path / "answers")


def test_a_store_that_is_damaged_in_the_middle_is_told_in_one_sentence(tmp_path: Path) -> None:
    with AnswerStore(tmp_path / "answers") as answers:
        answers.put_lines(StoredLine(key=f"{number:064x}", text="x" * 200) for number in range(2000))
    whole = (tmp_path / "answers").read_bytes()
    (tmp_path / "answers").write_bytes(whole[: 4096 * 8] + b"\xff" * (len(whole) - 4096 * 8))
    with AnswerStore(tmp_path / "answers") as answers, pytest.raises(StoreError, match="cannot be used"):
        answers.lines(f"{number:064x}" for number in range(2000))


def test_a_folder_where_the_file_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    with pytest.raises(StoreError, match="cannot be used"):
        AnswerStore(tmp_path / "answers")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be used"):
        AnswerStore(tmp_path / "file" / "answers")
