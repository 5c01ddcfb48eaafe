"""A subtitle file by itself, without its source."""

from __future__ import annotations

from fractions import Fraction

from reelbridge.checks.standalone import check_cues
from reelbridge.model.cue import Cue, CueList
from reelbridge.model.market import load_market


def checked(locale: str, *cues: tuple[int, int, str], is_vertical: bool = True):
    made = tuple(
        Cue(id=f"c{number}", start_ms=start, end_ms=end, text=text)
        for number, (start, end, text) in enumerate(cues, start=1)
    )
    found = check_cues(
        CueList(language=locale, origin="file", cues=made),
        load_market(locale),
        is_vertical=is_vertical,
        frame_rate=Fraction(25),
    )
    return [(each.cue_id, each.check_id) for each in found]


def test_a_good_file_is_quiet():
    assert checked("en", (0, 2000, "30 million.\nSign tonight!"), (2080, 4000, "No.")) == []


def test_what_a_translation_alone_tells_is_found():
    assert checked("en", (0, 500, "Sign sign it 吧"), (480, 4000, "...")) == [
        ("c1", "doubled-words"),
        ("c1", "duration"),
        ("c1", "overlap"),
        ("c1", "reading-speed"),
        ("c1", "source-left"),
        ("c2", "empty"),
    ]


def test_a_file_under_the_wrong_language_is_noticed():
    assert checked("th", (0, 4000, "Where are you going?")) == [("c1", "wrong-script")]
    assert checked("en", (0, 4000, "คุณหาใครเนี่ย")) == [("c1", "wrong-script")]


def test_the_shape_of_the_picture_matters():
    wide = (0, 4000, "This row has thirty letters ok")
    assert checked("en", wide) == [("c1", "line-length")]
    assert checked("en", wide, is_vertical=False) == []


def test_a_file_without_lines_is_no_fault():
    assert checked("en") == []
