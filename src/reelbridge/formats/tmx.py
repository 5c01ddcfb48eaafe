"""TMX 1.4b, translation memories: https://www.gala-global.org/tmx-14b

Tolerant of what other tools write: no `tuid`, `lang` for `xml:lang`, language tags in any letters, inline codes
(left out, `<hi>` keeps its text), units without the source language (passed over). The same `tuid` twice with the same
source is one segment, the later translation of a locale wins; with another source it is another segment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from reelbridge import __version__
from reelbridge.core.errors import ParseError, UsageError
from reelbridge.core.lang import parse_tag
from reelbridge.formats.assembling import clean_text
from reelbridge.formats.xml_reading import (
    children,
    flatten,
    iterate_xml,
    local_name,
    locale_of,
    serialize_part,
    set_locale,
)
from reelbridge.model.memory import Memory, Rendering, RenderingList, Segment, SegmentList, Unit

_EXPECTED = "a TMX file: <tmx> with <body> and <tu>"

#: elements whose content is the markup of another file format
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})


@dataclass(frozen=True, slots=True)
class _Said:
    """A text of a unit, by whom and when."""

    text: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class _RawUnit:
    """A unit as it stands in the file; of the texts of one locale the last one."""

    given_id: str
    texts: dict[str, _Said]
    props: dict[str, str]


def parse_tmx(data: bytes) -> Memory:
    """Read a memory.

    Raises:
        ParseError: not TMX, or not one unit with a source text.
    """
    header_says = ""
    units: list[_RawUnit] = []
    for element in iterate_xml(data, ("tmx", "header"), ("tmx", "body", "tu"), expected=_EXPECTED):
        name = local_name(element)
        if name == "header":
            header_says = header_says or element.get("srclang", "")
        elif name == "tu":
            units.append(_read_unit(element))
        elif name != "tmx":
            raise ParseError(f"the root is <{name}>; expected {_EXPECTED}")
    source_locale = _source_locale(header_says, units)
    segments: dict[str, Segment] = {}
    renderings: dict[str, dict[str, Rendering]] = {}
    given_ids = {unit.given_id for unit in units}
    for number, unit in enumerate(units, 1):
        source = unit.texts.get(source_locale)
        if source is None or not source.text:
            continue
        identifier = _identifier(unit.given_id, number, source.text, segments, given_ids)
        segments.setdefault(identifier, _make_segment(unit, identifier, source.text))
        for locale, said in unit.texts.items():
            if locale != source_locale and said.text:
                rendering = Rendering(segment_id=identifier, text=said.text, by=said.by, at=said.at)
                renderings.setdefault(locale, {})[identifier] = rendering
    if not segments and units:
        raise ParseError(f"no unit has a text in the source language {source_locale!r}; expected {_EXPECTED}")
    return Memory(
        sources=SegmentList(source_locale=source_locale, segments=tuple(segments.values())),
        targets=tuple(
            RenderingList(locale=locale, renderings=tuple(found[key] for key in segments if key in found))
            for locale, found in renderings.items()
        ),
    )


def _read_unit(unit: ET.Element) -> _RawUnit:
    texts: dict[str, _Said] = {}
    for variant in children(unit, "tuv"):
        locale = locale_of(variant)
        segment = next(children(variant, "seg"), None)
        if locale and segment is not None:
            texts[locale] = _Said(
                text=clean_text(flatten(segment, dropped=_CODES)),
                by=clean_text(variant.get("changeid") or variant.get("creationid") or ""),
                at=_read_time(variant.get("changedate") or variant.get("creationdate") or ""),
            )
    props = {prop.get("type", ""): clean_text(flatten(prop)) for prop in children(unit, "prop")}
    note = next((clean_text(flatten(note)) for note in children(unit, "note")), "")
    return _RawUnit(clean_text(unit.get("tuid", "")), texts, {"note": note, **props})


def _source_locale(header_says: str, units: list[_RawUnit]) -> str:
    """What the header says; `*all*` or nothing: the language most units begin with."""
    try:
        return parse_tag(header_says)
    except UsageError:
        first = Counter(next(iter(unit.texts)) for unit in units if unit.texts)
        if not first:
            raise ParseError(f"no source language and no unit with a text; expected {_EXPECTED}") from None
        return first.most_common(1)[0][0]


def _identifier(given: str, number: int, source: str, segments: dict[str, Segment], given_ids: set[str]) -> str:
    if given and (given not in segments or segments[given].source == source):
        return given
    base = f"{given}-" if given else "s"
    while (made := f"{base}{number:04d}") in segments or made in given_ids:
        base += "x"
    return made


def _make_segment(unit: _RawUnit, identifier: str, source: str) -> Segment:
    return Segment(
        id=identifier,
        source=source,
        previous_id=unit.props.get("x-previous") or None,
        speaker=unit.props.get("x-speaker") or None,
        note=unit.props.get("x-note") or unit.props["note"] or None,
        series=unit.props.get("x-series") or None,
        episode=_number(unit.props.get("x-episode", "")),
    )


def _read_time(text: str) -> str:
    """`20261124T150000Z` as `2026-11-24T15:00:00Z`; empty for anything else."""
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z", text.strip(), re.ASCII)
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else ""


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None


def render_tmx(memory: Memory) -> bytes:
    """Write a memory, one unit a segment, its translations in the order of the memory's locales."""
    return b"".join(render_tmx_parts(memory.sources.source_locale, memory.units()))


def render_tmx_parts(source_locale: str, units: Iterable[Unit]) -> Iterator[bytes]:
    """The same in pieces: a memory need not fit into the machine's."""
    header = {
        "creationtool": "reelbridge",
        "creationtoolversion": __version__,
        "segtype": "block",
        "o-tmf": "reelbridge",
        "adminlang": "en",
        "srclang": source_locale,
        "datatype": "plaintext",
    }
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield serialize_part(ET.Element("header", header), depth=1)
    yield b"  <body>\n"
    for unit in units:
        yield serialize_part(_unit_element(source_locale, unit), depth=2)
    yield b"  </body>\n</tmx>\n"


def _unit_element(source_locale: str, unit: Unit) -> ET.Element:
    segment = unit.segment
    element = ET.Element("tu", tuid=segment.id)
    props = (
        ("x-previous", segment.previous_id),
        ("x-speaker", segment.speaker),
        ("x-note", segment.note),
        ("x-series", segment.series),
        ("x-episode", None if segment.episode is None else str(segment.episode)),
    )
    for kind, value in props:
        if value:
            ET.SubElement(element, "prop", type=kind).text = value
    _add_variant(element, source_locale, segment.source)
    for locale, rendering in unit.renderings:
        _add_variant(element, locale, rendering.text, by=rendering.by, at=rendering.at)
    return element


def _add_variant(unit: ET.Element, locale: str, text: str, *, by: str = "", at: str = "") -> None:
    variant = ET.SubElement(unit, "tuv")
    set_locale(variant, locale)
    if at:
        variant.set("changedate", at.replace("-", "").replace(":", ""))  # TMX wants ISO 8601 without separators
    if by:
        variant.set("changeid", by)
    ET.SubElement(variant, "seg").text = text
