"""What people decided stands over what an engine wrote, at the line they decided about and at no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.graph.step import NoParams
from reelbridge.model.cue import Cue, CueList
from reelbridge.model.decision import Decision, DecisionList
from reelbridge.model.draft import Draft, DraftLine, LineOrigin
from reelbridge.translate.decisions.deciding import decide, decided_lines
from reelbridge.translate.decisions.steps import DECIDE
from support.work import FolderWork


def cues_of(*texts: str, first_id: int = 1) -> CueList:
    """One line a second."""
    cues = tuple(
        Cue(id=f"c{number + first_id:04d}", start_ms=1000 * number, end_ms=1000 * number + 900, text=text)
        for number, text in enumerate(texts)
    )
    return CueList(language="zh-Hans", origin="sidecar", cues=cues)


def draft_of(cues: CueList) -> Draft:
    lines = tuple(
        DraftLine(cue_id=cue.id, text=f"machine {cue.id}", origin=LineOrigin.MACHINE, score=50.0, reason="unsure")
        for cue in cues.cues
    )
    return Draft(locale="en", engine="openai", lines=lines)


def decision(cue_id: str, source: str, text: str, *, start_ms: int | None = None) -> Decision:
    return Decision(
        episode=1, locale="en", cue_id=cue_id, source=source, before="", text=text, start_ms=start_ms, via="xliff"
    )


@pytest.fixture
def apply(tmp_path: Path):
    """Cues and decisions in, the texts of the lines out."""

    def run(cues: CueList, *decisions: Decision) -> tuple[DraftLine, ...]:
        listed = DecisionList(locale="en", decisions=decisions)
        work = FolderWork(tmp_path)
        return DECIDE.load()(work, NoParams(), cues=cues, draft=draft_of(cues), decisions=listed).lines

    return run


def test_a_decided_line_says_what_the_person_wrote_and_needs_nobody_any_more(apply) -> None:
    lines = apply(cues_of("你好", "我信"), decision("c0002", "我信", "I do."))
    assert lines[0].text == "machine c0001"
    assert lines[1] == DraftLine(cue_id="c0002", text="I do.", origin=LineOrigin.DECIDED, score=100.0)


def test_of_two_decisions_about_a_line_the_later_one_holds(apply) -> None:
    lines = apply(cues_of("我信"), decision("c0001", "我信", "I do."), decision("c0001", "我信", "I believe you."))
    assert lines[0].text == "I believe you."


def test_without_decisions_the_draft_is_the_same(apply) -> None:
    cues = cues_of("你好", "我信")
    assert apply(cues) == draft_of(cues).lines


def test_a_line_that_got_another_id_is_found_by_its_text(apply) -> None:
    lines = apply(cues_of("新的一句", "你好", "我信"), decision("c0002", "我信", "I do."))
    assert [line.text for line in lines] == ["machine c0001", "machine c0002", "I do."]


def test_repeated_lines_are_told_apart_by_their_times(apply) -> None:
    cues = cues_of("走", "走", "快", "走", first_id=2)
    decided = (
        decision("c0001", "走", "Go.", start_ms=0),
        decision("c0002", "走", "Come on.", start_ms=1000),
        decision("c0004", "走", "Let's go.", start_ms=2980),
    )
    assert [line.text for line in apply(cues, *decided)] == ["Go.", "Come on.", "machine c0004", "Let's go."]


def test_a_newer_decision_about_a_line_that_moved_is_not_undone_by_the_older_one(apply) -> None:
    cues = cues_of("新", "我信", "别", "我信")
    older = decision("c0001", "我信", "old", start_ms=990)
    newer = decision("c0002", "我信", "new", start_ms=1000)
    assert [line.text for line in apply(cues, older, newer)] == [
        "machine c0001",
        "new",
        "machine c0003",
        "machine c0004",
    ]


def test_of_several_lines_alike_none_is_taken_for_a_decision_without_a_time(apply) -> None:
    lines = apply(cues_of("新", "我信", "我信"), decision("c0001", "我信", "I do."))
    assert [line.text for line in lines] == ["machine c0001", "machine c0002", "machine c0003"]


def test_a_translation_of_other_words_is_shown_and_not_used(apply) -> None:
    lines = apply(cues_of("三百万"), decision("c0001", "三千万", "30 million"))
    assert lines[0].text == "machine c0001"
    assert lines[0].reason == (
        "unsure; a person's translation of another source text is kept aside: 三千万: 30 million"
    )


def test_a_new_decision_about_the_new_words_ends_that(apply) -> None:
    decided = (decision("c0001", "三千万", "30 million"), decision("c0001", "三百万", "3 million"))
    line = apply(cues_of("三百万"), *decided)[0]
    assert (line.text, line.reason) == ("3 million", None)


def test_an_empty_decision_is_none(apply) -> None:
    assert apply(cues_of("我信"), decision("c0001", "我信", " "))[0].text == "machine c0001"


def test_the_lines_nobody_has_to_be_asked_for(tmp_path: Path) -> None:
    cues = cues_of("你好", "我信")
    listed = DecisionList(
        locale="en", decisions=(decision("c0002", "我信", "I do."), decision("c0001", "别的", "other words"))
    )
    lines = decided_lines(cues, listed)
    assert [(line.cue_id, line.text) for line in lines] == [("c0002", "I do.")]
    assert lines[0] in decide(FolderWork(tmp_path), NoParams(), cues=cues, draft=draft_of(cues), decisions=listed).lines


_SOURCES = st.sampled_from(["我信", "走吧", "好", "你好"])
_DECIDED = st.tuples(st.integers(1, 8), _SOURCES, st.sampled_from(["", "A", "B"]), st.none() | st.integers(0, 8000))


@given(st.lists(_SOURCES, max_size=6), st.lists(_DECIDED, max_size=8))
def test_no_line_is_lost_or_moved_whatever_was_decided(sources: list[str], found: list[Any]) -> None:
    cues = cues_of(*sources)
    decided = tuple(
        decision(f"c{number:04d}", source, text, start_ms=start_ms) for number, source, text, start_ms in found
    )
    lines = decide(
        Mock(), NoParams(), cues=cues, draft=draft_of(cues), decisions=DecisionList(locale="en", decisions=decided)
    ).lines
    assert [line.cue_id for line in lines] == [cue.id for cue in cues.cues]
    for cue, line in zip(cues.cues, lines, strict=True):
        if line.origin is LineOrigin.DECIDED:
            assert (cue.text, line.text) in {(each.source, each.text) for each in decided}
        else:
            assert line.text == f"machine {cue.id}"


def test_a_decision_about_a_word_far_off_never_takes_anothers_place(apply) -> None:
    cues = cues_of("好的", "走", "好")
    about_the_last = decision("c0003", "好", "Good.", start_ms=cues.cues[2].start_ms)
    far = decision("c0001", "好", "Okay, I will.", start_ms=cues.cues[2].start_ms + 60_000)
    assert apply(cues, about_the_last, far)[2].text == "Good."
