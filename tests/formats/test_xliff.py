"""XLIFF 1.2: what translators' tools open, and what they make of it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from reelbridge.core.errors import ParseError
from reelbridge.formats.xliff import NAMESPACE, parse_xliff, render_xliff
from reelbridge.model.handout import Handout, LineState, ReturnedLine
from support.handouts import awkward_handout, handed_line, handout_of, handouts, untouched

TAG = f"{{{NAMESPACE}}}"


def parse_units(units: str, *, head: str = 'original="e001" target-language="ja"') -> tuple[ReturnedLine, ...]:
    """Units as a tool wrote them."""
    text = f'<xliff version="1.2" xmlns="{NAMESPACE}"><file {head}><body>{units}</body></file></xliff>'
    (returned,) = parse_xliff(text.encode())
    return returned.lines


def test_a_file_says_everything_a_translator_needs() -> None:
    handout = handout_of(
        handed_line("c0001", "三千万，今晚就签字！", "", state=LineState.UNTRANSLATED),
        handed_line("c0002", "我信", "信じる", state=LineState.REVIEW, notes=("please look: unsure", "before: 你好")),
        handed_line("c0003", "走", "行こう", state=LineState.TRANSLATED),
        handed_line("c0004", "好", "はい", state=LineState.DECIDED),
    )
    root = ET.fromstring(render_xliff(handout))
    file = root.find(f"{TAG}file")
    assert root.get("version") == "1.2"
    assert {name: file.get(name) for name in ("original", "source-language", "target-language", "datatype")} == {
        "original": "e001",
        "source-language": "zh-Hans",
        "target-language": "ja",
        "datatype": "plaintext",
    }
    assert file.find(f"{TAG}header/{TAG}note").text == "synopsis: A noodle shop & its owner."
    units = file.findall(f"{TAG}body/{TAG}trans-unit")
    assert [unit.get("id") for unit in units] == ["c0001", "c0002", "c0003", "c0004"]
    assert [unit.find(f"{TAG}target").get("state") for unit in units] == [
        "needs-translation",
        "needs-review-translation",
        "translated",
        "signed-off",
    ]
    assert units[1].get("maxwidth") == "24"
    assert [context.text for context in units[1].iter(f"{TAG}context")] == ["00:00:01.000", "00:00:01.900"]
    # some tools show the last note only, so there is one
    assert [note.text for note in units[1].findall(f"{TAG}note")] == ["please look: unsure\nbefore: 你好"]


def test_the_parts_of_a_unit_stand_in_the_order_of_the_standard() -> None:
    root = ET.fromstring(render_xliff(handout_of(handed_line("c0001", "我信", "信じる"))))
    unit = next(root.iter(f"{TAG}trans-unit"))
    assert [child.tag.removeprefix(TAG) for child in unit] == [
        "source",
        "target",
        "context-group",
        "note",
        "alt-trans",
    ]


@pytest.mark.parametrize("locale", ["ja", "ar"])
def test_what_nobody_touched_comes_back_as_it_was(locale: str) -> None:
    handout = awkward_handout(locale)
    assert parse_xliff(render_xliff(handout)) == (untouched(handout, via="xliff"),)


@given(handouts())
@settings(max_examples=60)
def test_any_text_comes_back_as_it_was(handout: Handout) -> None:
    assert parse_xliff(render_xliff(handout)) == (untouched(handout, via="xliff"),)


def test_characters_that_xml_cannot_hold_do_not_break_the_file() -> None:
    handout = handout_of(handed_line("c0001", "我\ufffe信\x00", "a\x0bb\uffff", notes=("\x1b[31m",)))
    (returned,) = parse_xliff(render_xliff(handout))
    assert returned.lines[0].source == "我信"


def test_segments_of_a_tool_are_joined() -> None:
    (line,) = parse_units(
        '<trans-unit id="c0001"><source>我信。走吧。</source>'
        '<seg-source><mrk mtype="seg" mid="0">我信。</mrk><mrk mtype="seg" mid="1">走吧。</mrk></seg-source>'
        '<target><mrk mtype="seg" mid="0">I do.</mrk> <mrk mtype="seg" mid="1">Let us go.</mrk></target></trans-unit>'
    )
    assert line.text == "I do. Let us go."


def test_inline_codes_leave_their_text_and_breaks_stay_breaks() -> None:
    (line,) = parse_units(
        '<trans-unit id="c0001"><source>我信</source><target>I <g id="1">do</g>'
        '<x id="2" ctype="lb"/>be<bpt id="3">{b}</bpt>lie<ept id="3">{/b}</ept>ve'
        '<ph id="4">%s</ph>.</target></trans-unit>'
    )
    assert line.text == "I do\nbelieve."


def test_units_in_groups_foreign_names_and_comments_are_read() -> None:
    (line,) = parse_units(
        '<group id="g"><!-- by a tool --><group><trans-unit id="c0001" xmlns:m="urn:memo" m:locked="yes">'
        "<source>我信</source><m:info>x</m:info><target>信じる</target></trans-unit></group></group>"
    )
    assert (line.cue_id, line.text) == ("c0001", "信じる")


@pytest.mark.parametrize(
    ("unit", "target", "is_approved"),
    [
        ("", "", False),
        ("", 'state="translated"', False),
        ("", 'state="final"', True),
        ("", 'state="signed-off"', True),
        ('approved="yes"', 'state="translated"', True),
        ('approved="no"', "", False),
    ],
)
def test_how_a_tool_says_that_somebody_approved(unit: str, target: str, is_approved: bool) -> None:
    (line,) = parse_units(
        f'<trans-unit id="c0001" {unit}><source>我信</source><target {target}>信じる</target></trans-unit>'
    )
    assert line.is_approved is is_approved


def test_a_unit_that_lost_all_but_its_id_is_still_read() -> None:
    (line,) = parse_units('<trans-unit id="c0001"/>')
    assert line == ReturnedLine(cue_id="c0001", text="")


def test_a_match_from_a_tools_memory_is_not_what_was_given() -> None:
    (line,) = parse_units(
        '<trans-unit id="c0001"><source>我信</source><target>信じる</target>'
        '<alt-trans match-quality="80" origin="memory"><target>信用する</target></alt-trans></trans-unit>'
    )
    assert line.given is None


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not XML"),
        ("hello", "not XML"),
        ("<xliff", "not XML"),
        ("<tmx/>", "the root is <tmx>"),
        ('<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>', "XLIFF version 2.0; 1.2 is read"),
        ('<xliff version="1.2"/>', "no <file>"),
        (f'{BOMB}<xliff version="1.2"><file original="&b;"/></xliff>', "defines entities"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><xliff/>', "XLIFF version"),
        ('<xliff version="1.2"><file original="../../etc/passwd"/></xliff>', "expected an episode"),
        ('<xliff version="1.2"><file original="messages.properties"/></xliff>', "expected an episode"),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ParseError, match=says):
        parse_xliff(text.encode())
