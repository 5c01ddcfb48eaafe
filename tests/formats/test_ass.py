from __future__ import annotations

from dataclasses import replace

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.core.errors import ParseError
from reelbridge.formats.ass import parse_ass, render_ass, style_for
from reelbridge.model.cue import Cue, CueKind, CueList
from support.cue_strategies import cue_lists


def read(text: str) -> CueList:
    return parse_ass(text, language="en", origin="file")


def list_of(*cues: Cue, language: str = "en") -> CueList:
    return CueList(language=language, origin="file", cues=cues)


def cue_of(text: str, start_ms: int = 0, end_ms: int = 1000, kind: CueKind = CueKind.DIALOGUE) -> Cue:
    return Cue(id="c0001", start_ms=start_ms, end_ms=end_ms, text=text, kind=kind)


def test_other_text_is_refused_and_the_message_shows_what_was_expected() -> None:
    with pytest.raises(ParseError, match=r"no subtitles found; expected an \[Events\] section"):
        read("1\n00:00:01,000 --> 00:00:02,000\nHello\n")


def test_a_script_without_dialogue_is_a_valid_file_without_cues() -> None:
    assert read(render_ass(list_of())) == list_of()


def test_the_order_of_fields_is_taken_from_the_file() -> None:
    cues = read("[Events]\nFormat: Start, End, Name, Text\nDialogue: 0:00:01.00,0:00:02.00,Su Wan,Hello, you\n")
    assert [(cue.start_ms, cue.speaker, cue.text) for cue in cues.cues] == [(1000, "Su Wan", "Hello, you")]


def test_a_format_line_that_makes_no_sense_is_not_followed() -> None:
    cues = read("[Events]\nFormat: nonsense\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Hello\n")
    assert [cue.text for cue in cues.cues] == ["Hello"]


def test_a_drawing_is_no_text_and_no_loss() -> None:
    cues = read("[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\pos(1,2)\\p1}m 0 0 l 9 9{\\p0}\n")
    assert (cues.cues, cues.notes) == ((), ())


@pytest.mark.parametrize(("width", "height", "bottom", "side"), [(720, 1280, 0.18, 0.12), (1920, 1080, 0.05, 0.05)])
def test_text_keeps_out_of_the_buttons_and_the_edges(width: int, height: int, bottom: float, side: float) -> None:
    script = pysubs2.SSAFile.from_string(
        render_ass(list_of(cue_of("Hello")), style=style_for(width, height, font_family="Noto Sans"))
    )
    style = script.styles["Default"]
    assert (script.info["PlayResX"], script.info["PlayResY"]) == (str(width), str(height))
    assert style.marginv == round(bottom * height)
    assert style.marginl == style.marginr == round(side * width)
    assert style.alignment == pysubs2.Alignment.BOTTOM_CENTER


def test_high_scripts_grow_but_not_without_limit() -> None:
    sizes = [style_for(720, 1280, font_family="A", line_ems=ems).font_size for ems in (1.362, 1.511, 2.1, 4)]
    assert sizes == sorted(sizes)
    assert sizes[0] == style_for(720, 1280, font_family="A").font_size < sizes[1] < sizes[2] == sizes[3]


def test_a_single_line_can_stand_higher_than_the_others() -> None:
    cues = list_of(cue_of("Low"), replace(cue_of("High"), id="c0002"))
    high = render_ass(cues, margins={"c0002": 300})
    assert [event.marginv for event in pysubs2.SSAFile.from_string(high).events] == [0, 300]


def test_a_sign_is_written_to_the_top_above_the_reach_of_dialogue() -> None:
    script = pysubs2.SSAFile.from_string(render_ass(list_of(cue_of("Noodles", kind=CueKind.SIGN))))
    (event,) = script.events
    assert event.text == "{\\an8}Noodles"
    assert event.marginv == 102


def test_an_arabic_line_is_embedded_and_the_language_named() -> None:
    written = render_ass(list_of(cue_of("3 ملايين.\n你好"), language="ar"))
    assert "\u202b3 ملايين.\u202c\\N你好" in written
    assert "\nLanguage: ar\n" in written


def test_a_cue_shorter_than_the_format_can_say_stays_visible() -> None:
    (cue,) = read(render_ass(list_of(cue_of("Blink", start_ms=1001, end_ms=1003)))).cues
    assert (cue.start_ms, cue.end_ms) == (1000, 1010)


def test_a_comma_in_a_font_or_a_name_does_not_shift_the_fields() -> None:
    cue = Cue(id="c0001", start_ms=0, end_ms=1000, text="Hello", speaker="Su, Wan")
    written = render_ass(list_of(cue), style=style_for(720, 1280, font_family="A,B"))
    script = pysubs2.SSAFile.from_string(written)
    assert script.events[0].name == "Su  Wan"
    assert script.styles["Default"].fontname == "A B"


@given(cue_lists(speakers=True))
def test_what_is_written_is_read_back_speakers_too(cues: CueList) -> None:
    assert parse_ass(render_ass(cues), language=cues.language, origin="file") == cues


@given(cue_lists())
def test_another_reader_finds_the_same_times(cues: CueList) -> None:
    events = pysubs2.SSAFile.from_string(render_ass(cues)).events
    assert [(event.start, event.end) for event in events] == [(cue.start_ms, cue.end_ms) for cue in cues.cues]


@given(
    st.lists(
        st.sampled_from(
            ["[Events]", "[V4+ Styles]", "[v4 styles]", "Format: Start, End, Text", "Format: ,", "Style: ,8"]
        )
        | st.sampled_from(
            ["Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\an8\\p1}{x}a\\Nb", "Dialogue: 0,-1:0:0,"]
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
