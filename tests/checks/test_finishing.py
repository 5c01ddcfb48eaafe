"""One episode in one locale: from the engine's draft to what goes out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from reelbridge.checks.finishing import finish, join
from reelbridge.core.errors import AnswerError
from reelbridge.graph.step import NoParams
from reelbridge.model.cue import Cue, CueKind, CueList
from reelbridge.model.draft import Draft, DraftLine, LineOrigin
from reelbridge.model.finding import Severity
from reelbridge.model.market import load_market
from reelbridge.model.media import MediaInfo, SourceFile
from reelbridge.model.term import Term, TermList
from support.work import FolderWork

SOURCES = CueList(
    language="zh-Hans",
    origin="burned-in",
    cues=(
        Cue(id="a", start_ms=1000, end_ms=2500, text="三千万，今晚就签字！"),
        Cue(id="b", start_ms=2600, end_ms=3000, text="少废话，签还是不签？"),
        Cue(id="c", start_ms=2800, end_ms=6000, text="云记面馆", kind=CueKind.SIGN),
        Cue(id="d", start_ms=7000, end_ms=9000, text="二叔，这家店我要了"),
        Cue(id="e", start_ms=9100, end_ms=9800, text="不签"),
    ),
)
TARGETS = {
    "a": "3 million.  Sign tonight!",
    "b": "Cut the crap! Are you signing or not?",
    "c": "Yun's Noodle House",
    "d": "This shop is mine, old man.",
}


def make_media(*, is_vertical: bool = True) -> MediaInfo:
    width, height = (720, 1280) if is_vertical else (1280, 720)
    return MediaInfo(
        source=SourceFile(path="第1集.mp4", digest="0" * 64, size=1),
        duration_ms=10_000,
        width=width,
        height=height,
        rotation=0,
        frame_rate=Fraction(25),
        is_variable_rate=False,
        video_codec="h264",
        audio=(),
        text=(),
    )


def make_draft(*ids: str) -> Draft:
    lines = tuple(
        DraftLine(cue_id=cue_id, text=TARGETS[cue_id], origin=LineOrigin.MACHINE, score=100.0)
        if cue_id in TARGETS
        else DraftLine(cue_id=cue_id, text="", origin=LineOrigin.UNTRANSLATED, score=0.0, reason="nothing like it")
        for cue_id in ids
    )
    return Draft(locale="en", engine="openai", lines=lines)


def run_finish(tmp_path, draft: Draft, *, is_vertical: bool = True):
    return finish(
        FolderWork(tmp_path / "work"),
        NoParams(),
        media=make_media(is_vertical=is_vertical),
        cues=SOURCES,
        draft=draft,
        terms=TermList(locale="en", terms=(Term(source="二叔", target="Uncle"),)),
        market=load_market("en"),
    )


def test_an_episode_is_joined_repaired_and_checked(tmp_path):
    done = run_finish(tmp_path, make_draft("a", "b", "c", "d", "e"))
    assert [(line.cue.id, line.cue.text, line.cue.start_ms, line.cue.end_ms) for line in done.lines] == [
        ("a", "3 million. Sign tonight!", 1000, 2500),
        ("b", "Cut the crap!\nAre you signing or not?", 2600, 4400),
        ("c", "Yun's Noodle House", 2800, 6000),
        ("d", "This shop is mine,\nold man.", 7000, 9000),
        ("e", "不签", 9100, 9800),
    ]
    assert [line.source for line in done.lines] == list(SOURCES.cues)
    assert [(repair.cue_id, repair.repair_id) for repair in done.repairs] == [
        ("a", "clean-text"),
        ("b", "break-lines"),
        ("d", "break-lines"),
        ("b", "extend"),
    ]
    assert [(each.cue_id, each.check_id, each.severity) for each in done.findings] == [
        ("a", "numbers-kept", Severity.ERROR),
        ("d", "names-kept", Severity.WARNING),
        ("e", "untranslated", Severity.ERROR),
    ]
    assert done.lines_for_review == ("a", "e")
    assert (done.locale, done.engine) == ("en", "openai")


def test_a_landscape_picture_has_the_wider_limits(tmp_path):
    done = run_finish(tmp_path, make_draft("a", "b", "c", "d", "e"), is_vertical=False)
    assert done.lines[1].cue.text == "Cut the crap! Are you signing or not?"


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        (("a", "b", "c", "d"), "missing ['e']"),
        (("a", "b", "b", "c", "d", "e"), "twice ['b']"),
        (("a", "b", "c", "d", "e", "x"), "unknown ['x']"),
        (("a", "b", "c", "d", "x"), "missing ['e'], unknown ['x']"),
        ((), "missing"),
    ],
)
def test_a_draft_that_loses_or_invents_a_line_is_refused_as_a_whole(tmp_path, ids, told):
    with pytest.raises(AnswerError) as caught:
        run_finish(tmp_path, make_draft(*ids))
    assert told in caught.value.message
    assert "openai" in caught.value.message
    assert caught.value.hint


def test_a_draft_in_another_order_is_put_in_order(tmp_path):
    done = run_finish(tmp_path, make_draft("e", "d", "c", "b", "a"))
    assert [line.cue.id for line in done.lines] == ["a", "b", "c", "d", "e"]
    assert done.lines[1].cue.text.startswith("Cut the crap!")


def test_a_line_without_a_translation_keeps_its_source_and_says_why(tmp_path):
    done = run_finish(tmp_path, make_draft("a", "b", "c", "d", "e"))
    left = done.lines[4]
    assert not left.is_translated
    assert left.cue == left.source
    assert [each.message for each in done.findings if each.cue_id == "e"] == ["nothing like it"]


def test_a_translation_of_an_unsure_reading_needs_a_person_whoever_made_it(tmp_path):
    sources = replace(SOURCES, cues=tuple(replace(cue, is_unsure=cue.id in ("b", "e")) for cue in SOURCES.cues))
    lines = join(sources, make_draft("a", "b", "c", "d", "e"))
    assert [line.reason for line in lines] == [
        None,
        "the reading of the original is unsure",
        None,
        None,
        "nothing like it; the reading of the original is unsure",
    ]
