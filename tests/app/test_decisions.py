"""`decisions.jsonl` is the people's own: only ever added to, and never silently misread."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from reelbridge.app.decisions import (
    append_conflicts,
    append_decisions,
    decisions_lock,
    read_conflicts,
    read_decisions,
)
from reelbridge.core.errors import InputError, ParseError, StoreError
from reelbridge.model.decision import Conflict, Decision, Side


def decision(text: str, *, episode: int = 1, locale: str = "ja") -> Decision:
    return Decision(episode=episode, locale=locale, cue_id="c0001", source="我信", before="", text=text, by="Mei")


def test_a_series_without_decisions_has_none(tmp_path: Path) -> None:
    assert read_decisions(tmp_path).decisions == ()
    assert read_conflicts(tmp_path) == ()


def test_decisions_come_back_in_order_each_on_a_line_of_its_own(tmp_path: Path) -> None:
    append_decisions(tmp_path, [decision("信じる\n本当だ"), decision("\u2028信じます")])
    append_decisions(tmp_path, [decision("سأصدق", locale="ar"), decision("もう", episode=2)])
    log = read_decisions(tmp_path)
    assert [each.text for each in log.decisions] == ["信じる\n本当だ", "\u2028信じます", "سأصدق", "もう"]
    assert [each.text for each in log.about(1, "ja").decisions] == ["信じる\n本当だ", "\u2028信じます"]
    assert log.about(3, "ja").decisions == ()
    assert len((tmp_path / "decisions.jsonl").read_bytes().splitlines()) == 4


def test_adding_leaves_what_is_there_byte_for_byte(tmp_path: Path) -> None:
    append_decisions(tmp_path, [decision("a")])
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(path.read_bytes().rstrip(b"\n"))  # as some editors save it
    before = path.read_bytes()
    append_decisions(tmp_path, [decision("b")])
    assert path.read_bytes().startswith(before + b"\n")
    assert [each.text for each in read_decisions(tmp_path).decisions] == ["a", "b"]


@pytest.mark.parametrize("damage", [b'{"schema":"decision.1","epis', b"\xff\xfe", b'{"schema":"decision.9"}', b"[]"])
def test_a_damaged_line_is_named(tmp_path: Path, damage: bytes) -> None:
    append_decisions(tmp_path, [decision("a")])
    with (tmp_path / "decisions.jsonl").open("ab") as stream:
        stream.write(damage)
    with pytest.raises(ParseError, match=r"decisions\.jsonl, line 2 is damaged"):
        read_decisions(tmp_path)


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "decisions.jsonl").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        read_decisions(tmp_path)


def test_a_full_disk_leaves_no_half_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append_decisions(tmp_path, [decision("a")])
    before = (tmp_path / "decisions.jsonl").read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="full"):
        append_decisions(tmp_path, [decision("b")])
    assert (tmp_path / "decisions.jsonl").read_bytes() == before


def test_a_conflict_is_open_until_it_is_settled(tmp_path: Path) -> None:
    conflict = Conflict(decision=decision("信じる"), source_now="我信", text_now="そうだ")
    append_conflicts(tmp_path, [conflict])
    assert [each.settled for each in read_conflicts(tmp_path)] == [None]
    settled = Conflict(decision=conflict.decision, source_now="我信", text_now="そうだ", settled=Side.FILE)
    append_conflicts(tmp_path, [settled])
    assert read_conflicts(tmp_path) == (settled,)


def test_two_people_do_not_write_at_the_same_time(tmp_path: Path) -> None:
    with decisions_lock(tmp_path, lambda holder: None):
        assert (tmp_path / ".reelbridge/decisions.lock").exists()
