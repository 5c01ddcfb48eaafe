from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.core.errors import ParseError
from reelbridge.formats.safe_area import HORIZONTAL
from reelbridge.formats.vtt import parse_vtt, render_vtt
from reelbridge.model.cue import Cue, CueKind, CueList
from support.cue_strategies import cue_lists


def read(text: str) -> CueList:
    return parse_vtt(text, language="en", origin="file")


def list_of(*cues: Cue, language: str = "en") -> CueList:
    return CueList(language=language, origin="file", cues=cues)


def cue_of(text: str, kind: CueKind = CueKind.DIALOGUE) -> Cue:
    return Cue(id="c0001", start_ms=0, end_ms=1000, text=text, kind=kind)


def test_a_header_alone_is_a_valid_file_without_cues() -> None:
    assert read("WEBVTT\n").cues == ()
    assert read(render_vtt(list_of())) == list_of()


def test_other_text_is_refused_and_the_message_shows_what_was_expected() -> None:
    with pytest.raises(ParseError, match="no subtitles found; expected WEBVTT and lines of times"):
        read("Dear viewer,\nsubtitles are out today.\n")


def test_a_missing_header_is_mended_and_noted() -> None:
    cues = read("00:01.000 --> 00:02.000\nHello\n")
    assert cues.cues[0].text == "Hello"
    assert cues.notes == ("line 1: WEBVTT is missing",)


def test_times_that_cannot_be_read_lose_their_own_text_only() -> None:
    cues = read("WEBVTT\n\n00:01.000 --> 00:0x.000\nLost\n\n00:03.000 --> 00:04.000\nKept\n")
    assert [cue.text for cue in cues.cues] == ["Kept"]
    assert cues.notes == ("line 3: times cannot be read, left out",)


def test_the_map_to_the_clock_of_the_video_is_written_for_hls_only() -> None:
    assert render_vtt(list_of(), for_hls=True).split("\n")[:2] == [
        "WEBVTT",
        "X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000",
    ]
    assert "X-TIMESTAMP-MAP" not in render_vtt(list_of())


@pytest.mark.parametrize("text", ["One line", "Two\nlines", "Three\nlines\nhere"])
def test_dialogue_ends_above_the_buttons_of_an_app(text: str) -> None:
    written = render_vtt(list_of(cue_of(text)))
    top = int(re.findall(r"line:(\d+)%", written)[0])
    assert top + 5.33 * len(text.split("\n")) <= 82
    assert "size:76%" in written


def test_a_wide_picture_has_more_room() -> None:
    assert "line:89% size:90%" in render_vtt(list_of(cue_of("Hello")), area=HORIZONTAL)


def test_a_sign_stands_at_the_top() -> None:
    assert "line:8%" in render_vtt(list_of(cue_of("Noodles", CueKind.SIGN)))


def test_an_arabic_line_that_begins_with_a_latin_name_is_marked_as_right_to_left() -> None:
    written = render_vtt(list_of(cue_of("Lin Wei، أين كنت؟\nOK"), language="ar"))
    assert "\n\u200fLin Wei" in written
    assert "\nOK" in written


@given(cue_lists(speakers=True))
def test_what_is_written_is_read_back_speakers_too(cues: CueList) -> None:
    assert parse_vtt(render_vtt(cues), language=cues.language, origin="file") == cues


@given(cue_lists())
def test_no_cue_holds_an_arrow_or_a_blank_line(cues: CueList) -> None:
    _, *blocks = render_vtt(cues).rstrip("\n").split("\n\n")
    assert len(blocks) == len(cues.cues)
    assert all(block.count("-->") == 1 for block in blocks)


@given(
    st.lists(
        st.sampled_from(["WEBVTT", "NOTE x", "STYLE", "7", "00:01.000 --> 00:02.000 line:5%", "-1:0:0 --> 0:0:0x", ""])
        | st.sampled_from(["<v A", "<ruby>a<rt>b", "&#0;&#xD800;&lt", "&#13;"])
        | st.text(max_size=20)
    ).map("\n".join)
)
def test_any_text_is_cues_in_order_or_a_parse_error(text: str) -> None:
    try:
        cues = read(text).cues
    except ParseError:
        return
    assert [cue.start_ms for cue in cues] == sorted(cue.start_ms for cue in cues)
    assert all(cue.text.strip() for cue in cues)
