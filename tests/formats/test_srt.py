from __future__ import annotations

import pysubs2
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reelbridge.core.errors import ParseError
from reelbridge.formats.srt import parse_srt, render_srt
from reelbridge.model.cue import Cue, CueKind, CueList
from support.cue_strategies import cue_lists


def read(text: str) -> CueList:
    return parse_srt(text, language="en", origin="file")


def test_an_empty_file_has_no_cues() -> None:
    assert read("").cues == ()
    assert render_srt(read("\n\n")) == ""


def test_text_without_times_is_refused_and_the_message_shows_what_was_expected() -> None:
    with pytest.raises(ParseError, match="no subtitles found; expected lines of times such as 00:00:01,000 -->"):
        read("1\nHello\n")


def test_a_file_in_which_nothing_can_be_shown_says_why() -> None:
    with pytest.raises(ParseError, match="no cue can be shown; line 2: ends before it starts, left out"):
        read("1\n00:00:02,000 --> 00:00:01,000\nHello\n")


@pytest.mark.parametrize(
    "times",
    [
        "00:00:01,500 --> 00:00:02,000",
        "00:00:01.500-->00:00:02.000",
        "0:0:1,5 -> 0:0:2,0",
        "00:01,500 --> 00:02,000",
        "00 : 00 : 01 , 500  -->  00 : 00 : 02 , 000",
        "00:00:01:500 --> 00:00:02:000",
        "00：00：01，500 —> 00：00：02，000",
        "00:00:01,500 --> 00:00:02,000  X1:100 X2:200 Y1:1 Y2:2",
    ],
)
def test_times_are_read_however_they_are_written(times: str) -> None:
    (cue,) = read(f"1\n{times}\nHello\n").cues
    assert (cue.start_ms, cue.end_ms, cue.text) == (1500, 2000, "Hello")


def test_cues_that_overlap_are_both_kept() -> None:
    cues = read("1\n00:00:01,000 --> 00:00:03,000\nA\n\n2\n00:00:02,000 --> 00:00:04,000\nB\n")
    assert [cue.text for cue in cues.cues] == ["A", "B"]
    assert cues.notes == ()


def test_a_thousand_broken_cues_do_not_make_a_thousand_notes() -> None:
    broken = "1\n00:00:02,000 --> 00:00:01,000\nA\n\n" * 1000
    cues = read(f"{broken}1\n00:00:03,000 --> 00:00:04,000\nB\n")
    assert len(cues.notes) == 50
    assert cues.notes[-1] == "and 951 more like these"


def test_text_that_looks_like_markup_comes_back_as_it_was_and_others_see_it_too() -> None:
    text = "a --> b <i>c</i> {\\an8} C:\\New <3"
    cue = Cue(id="c0001", start_ms=0, end_ms=1000, text=text)
    written = render_srt(CueList(language="en", origin="file", cues=(cue,)))
    assert read(written).cues == (cue,)
    (event,) = pysubs2.SSAFile.from_string(written, format_="srt").events
    assert event.text.replace("\u2060", "") == text


def test_a_sign_is_written_to_the_top() -> None:
    cue = Cue(id="c0001", start_ms=0, end_ms=1000, text="Noodles", kind=CueKind.SIGN)
    assert "{\\an8}Noodles" in render_srt(CueList(language="en", origin="file", cues=(cue,)))


@given(cue_lists())
def test_what_is_written_is_read_back(cues: CueList) -> None:
    assert parse_srt(render_srt(cues), language=cues.language, origin="file") == cues


@given(cue_lists())
def test_another_reader_finds_the_same_times(cues: CueList) -> None:
    assume(all(cue.text.count(":") < 4 for cue in cues.cues))  # pysubs2 takes two times in any text for a line of times
    events = pysubs2.SSAFile.from_string(render_srt(cues), format_="srt").events
    assert [(event.start, event.end) for event in events] == [(cue.start_ms, cue.end_ms) for cue in cues.cues]


@given(
    st.lists(
        st.sampled_from(
            [
                "1",
                "00:00:01,000 --> 00:00:02,000",
                "-00:00:09,0 -> 00:00:0x",
                "",
                "text",
                "00:00:05,1 --> 9:9:9,9",
                "<i",
            ]
        )
        | st.text(max_size=20)
    ).map("\n".join)
)
def test_any_text_is_cues_in_order_or_a_parse_error(text: str) -> None:
    try:
        cues = read(text).cues
    except ParseError:
        return
    assert [cue.start_ms for cue in cues] == sorted(cue.start_ms for cue in cues)
    assert [cue.id for cue in cues] == [f"c{number:04d}" for number in range(1, len(cues) + 1)]
