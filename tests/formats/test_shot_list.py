"""The shot list that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from fractions import Fraction

import pytest

from reelbridge.formats.edl import render_edl
from reelbridge.formats.shot_list import render_shot_list
from reelbridge.model.cue import Cue
from reelbridge.model.study import EpisodeStudy
from support.cut import delayed, make_cut, make_note
from support.studies import make_episode


def read(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def with_line(text: str) -> EpisodeStudy:
    return replace(make_episode(), cues=(Cue(id="c1", start_ms=0, end_ms=900, text=text),))


def test_every_shot_is_a_row_with_all_that_is_known_of_it() -> None:
    rows = read(render_shot_list(make_episode(), (make_note(),)))
    assert [row["shot"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    row = rows[3]
    assert (row["start timecode"], row["end timecode"]) == ("00:00:06:00", "00:00:16:00")
    assert (row["start ms"], row["end ms"], row["start frame"], row["end frame"]) == ("6000", "16000", "150", "400")
    assert (row["length s"], row["transition"], row["transition frames"]) == ("10.00", "dissolve", "12")
    assert (row["size"], row["faces"], row["camera"], row["beat"]) == ("wide", "1", "locked off", "build")
    assert (row["intensity"], row["brightness"], row["motion"]) == ("50", "40", "5.0")
    assert row["notes"] == "shot 4: 10.0 s of a locked-off wide - cut to her hands"


@pytest.mark.parametrize("delay_ms", [0, 23, 500])
def test_timecodes_are_those_of_the_edit_list(delay_ms: int) -> None:
    episode = delayed(make_cut(Fraction(30), (0, 33, 61, 2000)), delay_ms)
    rows = read(render_shot_list(episode))
    assert [row["start timecode"] for row in rows] == ["00:00:00:00", "00:00:01:03", "00:00:02:01"]
    assert [row["start ms"] for row in rows] == [str(delay_ms), str(1100 + delay_ms), str(2033 + delay_ms)]
    edl = render_edl(episode)
    for row in rows:
        assert f" {row['start timecode']} {row['end timecode']}\r\n" in edl


def test_a_line_stands_at_the_shot_it_begins_in() -> None:
    rows = read(render_shot_list(make_episode()))
    assert [row["lines"] for row in rows] == [
        "二叔: 三千万，今晚就签字！",
        "",
        "",
        '</script><b>"你"&我</b>',
        "",
        "你到底是谁？",
    ]


def test_a_line_that_looks_like_a_formula_is_no_formula() -> None:
    (row, *_) = read(render_shot_list(with_line("=HYPERLINK(1)\n-2")))
    assert row["lines"] == "'=HYPERLINK(1) -2"


def test_a_video_of_which_little_is_known_has_empty_cells() -> None:
    rows = read(render_shot_list(make_cut(Fraction(30000, 1001), (0, 1800, 1900))))
    assert rows[1]["start timecode"] == "00:01:00;02"
    assert {rows[1][name] for name in ("size", "faces", "camera", "heat", "intensity", "beat", "lines", "notes")} == {
        ""
    }


def test_a_note_that_names_no_shot_stands_where_it_begins() -> None:
    rows = read(render_shot_list(make_episode(), (make_note(shot=None), make_note(episode=3))))
    assert [bool(row["notes"]) for row in rows] == [False, False, False, True, False, False]


def test_a_note_that_names_a_shot_stands_at_it() -> None:
    rows = read(render_shot_list(make_episode(), (make_note(shot=2),)))
    assert [bool(row["notes"]) for row in rows] == [False, True, False, False, False, False]


def test_a_video_without_shots_is_a_head_alone() -> None:
    assert read(render_shot_list(make_cut(Fraction(25), (0,)))) == []
