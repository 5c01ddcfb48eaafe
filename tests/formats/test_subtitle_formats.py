from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.core.errors import ParseError, UnknownNameError
from reelbridge.formats.subtitle_formats import SUBTITLE_FORMATS, parse_subtitles, render_subtitles
from reelbridge.model.cue import CueList
from support.cue_strategies import cue_lists

EXTENSIONS = ("srt", "vtt", "ass", "ssa")


def read(data: bytes, name: str) -> CueList:
    return parse_subtitles(data, name=name, language="en", origin="file")


def test_the_table_knows_these_formats() -> None:
    assert {*EXTENSIONS} <= {*SUBTITLE_FORMATS}


def test_the_extension_decides_in_any_letters() -> None:
    assert read(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n", "第1集.zh.VTT").cues[0].text == "Hi"


@pytest.mark.parametrize("name", ["a.doc", "a", ".srt"])
def test_an_unknown_extension_lists_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownNameError, match="known: ass, srt, ssa, vtt"):
        read(b"", name)


@pytest.mark.parametrize("extension", ["srt", ".srt", "SRT"])
def test_an_extension_is_taken_with_and_without_its_point(extension: str) -> None:
    assert render_subtitles(read(b"", "a.srt"), extension) == ""


def test_a_file_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ParseError, match=r"^episode 1\.srt: no subtitles found"):
        read(b"hello", "episode 1.srt")


@given(st.sampled_from(EXTENSIONS), st.binary(max_size=300))
def test_any_bytes_are_cues_or_a_parse_error(extension: str, data: bytes) -> None:
    try:
        read(data, f"a.{extension}")
    except ParseError:
        return


@given(cue_lists(), st.sampled_from(EXTENSIONS), st.sampled_from(EXTENSIONS))
def test_converting_there_and_back_changes_nothing(cues: CueList, first: str, second: str) -> None:
    for extension in (first, second):
        data = render_subtitles(cues, extension).encode()
        assert parse_subtitles(data, name=f"a.{extension}", language=cues.language, origin="file") == cues


def hostile(extension: str) -> str:
    """Text that a careless pattern takes hours to give up on."""
    times = {
        "srt": "00:00:01,000 --> 00:00:02,000\n",
        "vtt": "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n",
        "ass": "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,",
    }
    return times[extension]


@pytest.mark.parametrize("extension", ["srt", "vtt", "ass"])
@pytest.mark.parametrize(
    "unit",
    ["<", "<i ", "< ", "{\\", "{\\an8", "\\p1", "{\\p1\\an8", "<v ", "<rt>", "&", "- ", "1:", " ", "-->", "\u200f "],
)
@pytest.mark.timeout(20)
def test_long_hostile_text_is_read_at_once(extension: str, unit: str) -> None:
    text = hostile(extension) + "{\\x" + unit * 100_000 + "end"
    assert len(parse_subtitles(text.encode(), name=f"a.{extension}", language="en", origin="file").cues) <= 1
