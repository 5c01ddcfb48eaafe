from __future__ import annotations

from datetime import UTC
from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.core.errors import ParseError
from reelbridge.formats.assembling import clean_text
from reelbridge.formats.tmx import parse_tmx, render_tmx
from reelbridge.model.market import DEFAULT_LOCALES
from reelbridge.model.memory import Memory, Rendering, RenderingList, Segment, SegmentList

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"]), max_size=20).map(clean_text).filter(bool)
IDS = st.from_regex(r"\A[a-z0-9.:-]{1,8}\Z")


def renderings_of(name: str) -> st.SearchStrategy[Rendering]:
    times = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0"))
    return st.builds(Rendering, segment_id=st.just(name), text=TEXTS, by=st.just("") | TEXTS, at=st.just("") | times)


@st.composite
def memories(draw: st.DrawFn) -> Memory:
    ids = draw(st.lists(IDS, unique=True, max_size=4))
    segments = tuple(
        Segment(
            id=identifier,
            source=draw(TEXTS),
            previous_id=draw(st.none() | st.sampled_from(ids)),
            speaker=draw(st.none() | TEXTS),
            note=draw(st.none() | TEXTS),
            series=draw(st.none() | TEXTS),
            episode=draw(st.none() | st.integers(0, 999_999)),
        )
        for identifier in ids
    )
    targets = tuple(
        RenderingList(locale=locale, renderings=tuple(draw(renderings_of(name)) for name in ids))
        for locale in ("en", "pt-BR", "ar")
        if ids
    )
    return Memory(sources=SegmentList(source_locale="zh-Hans", segments=segments), targets=targets)


def tmx(body: str, header: str = '<header srclang="zh"/>') -> bytes:
    return f'<tmx version="1.4">{header}<body>{body}</body></tmx>'.encode()


def unit(**texts: str) -> str:
    return "<tu>" + "".join(f'<tuv xml:lang="{key}"><seg>{text}</seg></tuv>' for key, text in texts.items()) + "</tu>"


def test_units_without_an_id_get_one() -> None:
    memory = parse_tmx(tmx(unit(zh="一", en="one") + unit(zh="二", en="two")))
    assert [segment.id for segment in memory.sources.segments] == ["s0001", "s0002"]
    assert [rendering.text for rendering in memory.in_locale("en").renderings] == ["one", "two"]


def test_a_made_id_never_meets_a_given_one() -> None:
    memory = parse_tmx(tmx(unit(zh="一") + unit(zh="二").replace("<tu>", '<tu tuid="s0001">')))
    assert len({segment.id for segment in memory.sources.segments}) == 2


def test_who_approved_a_translation_and_when_is_read_as_other_tools_write_it() -> None:
    signed = unit(zh="一", en="one").replace(
        '"en"', '"en" creationid="Jo" changeid="Mei" changedate="20261124T150000Z"'
    )
    (rendering,) = parse_tmx(tmx(signed)).in_locale("en").renderings
    assert (rendering.by, rendering.at) == ("Mei", "2026-11-24T15:00:00Z")


def test_a_time_in_another_form_is_passed_over() -> None:
    (rendering,) = (
        parse_tmx(tmx(unit(zh="一", en="one").replace('"en"', '"en" changedate="soon"'))).targets[0].renderings
    )
    assert rendering.at == ""


def test_a_memory_for_all_languages_is_read_from_the_language_it_begins_with() -> None:
    memory = parse_tmx(tmx(unit(zh="一", en="one"), header='<header srclang="*all*"/>'))
    assert memory.sources.source_locale == "zh-Hans"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not XML"),
        (b"hello", "not XML: .*; expected a TMX file"),
        (b"<tbx/>", "the root is <tbx>; expected a TMX file"),
        (tmx("", header=""), "no source language"),
        (tmx(unit(en="one")), "no unit has a text in the source language 'zh-Hans'"),
        (b'<?xml version="1.0" encoding="gb18030"?><tmx/>', "not XML"),
        (b'<?xml version="1.0" encoding="no-such"?><tmx/>', "not XML"),
    ],
)
def test_what_is_no_memory_is_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(ParseError, match=message):
        parse_tmx(data)


def test_billion_laughs_are_refused() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    data = f'<!DOCTYPE tmx [<!ENTITY a0 "ha">{laughs}]><tmx><body>&a9;</body></tmx>'.encode()
    with pytest.raises(ParseError, match="the file defines entities"):
        parse_tmx(data)


def test_a_file_of_the_machine_is_not_read_into_a_memory() -> None:
    data = b'<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx><body>&a;</body></tmx>'
    with pytest.raises(ParseError, match="the file defines entities"):
        parse_tmx(data)


def test_inline_codes_nested_without_end_are_read() -> None:
    deep = "<hi>" * 20_000 + "x" + "</hi>" * 20_000
    assert parse_tmx(tmx(unit(zh=deep))).sources.segments[0].source == "x"


def test_a_unit_without_end_and_a_body_of_something_else_do_no_harm() -> None:
    with pytest.raises(ParseError, match="a <tu> of more than 100,000 elements"):
        parse_tmx(tmx("<tu>" + "<hi/>" * 100_001 + "</tu>"))
    assert len(parse_tmx(tmx("<x><tu/></x>" * 1000 + unit(zh="一", en="one"))).sources.segments) == 1


def test_what_is_written_is_what_the_standard_asks_for() -> None:
    memory = parse_tmx(tmx(unit(zh="一", en="one")))
    root = ET.fromstring(render_tmx(memory))
    header = root.find("header")
    assert header is not None
    assert {*header.keys()} == {
        "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype",
    }  # fmt: skip
    assert [element.tag for element in root.iter()] == ["tmx", "header", "body", "tu", "tuv", "seg", "tuv", "seg"]


@given(memories())
def test_what_is_written_is_read_back(memory: Memory) -> None:
    assert parse_tmx(render_tmx(memory)) == memory


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_memory_or_a_parse_error(data: bytes) -> None:
    for candidate in (data, b'<tmx><header srclang="zh"/><body>' + data + b"</body></tmx>"):
        try:
            parse_tmx(candidate)
        except ParseError:
            continue


def test_characters_xml_cannot_hold_are_left_out() -> None:
    segment = Segment(id="a\x00b", source="x\ufffey\x0b")
    memory = Memory(sources=SegmentList(source_locale="zh-Hans", segments=(segment,)), targets=())
    assert parse_tmx(render_tmx(memory)).sources.segments == (Segment(id="ab", source="xy"),)


def test_the_bundled_memory_is_read_in_every_default_locale() -> None:
    path = files("reelbridge").joinpath("data", "sample", "memory.tmx")
    memory = parse_tmx(path.read_bytes())
    ids = {segment.id for segment in memory.sources.segments}
    assert memory.sources.source_locale == "zh-Hans"
    assert {segment.previous_id for segment in memory.sources.segments if segment.previous_id} <= ids
    for locale in DEFAULT_LOCALES:
        assert {rendering.segment_id for rendering in memory.in_locale(locale).renderings} == ids
