"""TMX 1.4b, translation memories: https://www.gala-global.org/tmx-14b

Tolerant of what other tools write: no `tuid`, `lang` for `xml:lang`, language tags in any letters, inline codes
(left out, `<hi>` keeps its text), units without the source language (passed over). The same `tuid` twice with the same
source is one segment, the later translation of a locale wins; with another source it is another segment.
"""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree as ET

from reelbridge import __version__
from reelbridge.core.errors import ParseError, UsageError
from reelbridge.core.lang import parse_tag
from reelbridge.formats.assembling import clean_text
from reelbridge.formats.xml_reading import children, flatten, local_name, locale_of, parse_xml, serialize, set_locale
from reelbridge.model.memory import Memory, Rendering, RenderingList, Segment, SegmentList

_EXPECTED = "a TMX file: <tmx> with <body> and <tu>"

#: elements whose content is the markup of another file format
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})


def parse_tmx(data: bytes) -> Memory:
    """Read a memory.

    Raises:
        ParseError: not TMX, or not one unit with a source text.
    """
    root = parse_xml(data, expected=_EXPECTED)
    if local_name(root) != "tmx":
        raise ParseError(f"the root is <{local_name(root)}>; expected {_EXPECTED}")
    units = [unit for body in children(root, "body") for unit in children(body, "tu")]
    texts = [_texts_of(unit) for unit in units]
    source_locale = _source_locale(root, texts)
    segments: dict[str, Segment] = {}
    renderings: dict[str, dict[str, str]] = {}
    given_ids = {unit.get("tuid", "") for unit in units}
    for number, (unit, by_locale) in enumerate(zip(units, texts, strict=True), 1):
        source = by_locale.get(source_locale)
        if not source:
            continue
        identifier = _identifier(unit, number, source, segments, given_ids)
        segments.setdefault(identifier, _read_segment(unit, identifier, source))
        for locale, text in by_locale.items():
            if locale != source_locale and text:
                renderings.setdefault(locale, {})[identifier] = text
    if not segments and units:
        raise ParseError(f"no unit has a text in the source language {source_locale!r}; expected {_EXPECTED}")
    return Memory(
        sources=SegmentList(source_locale=source_locale, segments=tuple(segments.values())),
        targets=tuple(
            RenderingList(
                locale=locale,
                renderings=tuple(Rendering(segment_id=key, text=found[key]) for key in segments if key in found),
            )
            for locale, found in renderings.items()
        ),
    )


def _texts_of(unit: ET.Element) -> dict[str, str]:
    """locale -> text; the last one of a locale."""
    texts: dict[str, str] = {}
    for variant in children(unit, "tuv"):
        locale = locale_of(variant)
        segment = next(children(variant, "seg"), None)
        if locale and segment is not None:
            texts[locale] = clean_text(flatten(segment, dropped=_CODES))
    return texts


def _source_locale(root: ET.Element, texts: list[dict[str, str]]) -> str:
    """What the header says; `*all*` or nothing: the language most units begin with."""
    header = next(children(root, "header"), None)
    try:
        return parse_tag(header.get("srclang", "") if header is not None else "")
    except UsageError:
        first = Counter(next(iter(by_locale)) for by_locale in texts if by_locale)
        if not first:
            raise ParseError(f"no source language and no unit with a text; expected {_EXPECTED}") from None
        return first.most_common(1)[0][0]


def _identifier(unit: ET.Element, number: int, source: str, segments: dict[str, Segment], given_ids: set[str]) -> str:
    given = clean_text(unit.get("tuid", ""))
    if given and (given not in segments or segments[given].source == source):
        return given
    base = f"{given}-" if given else "s"
    while (made := f"{base}{number:04d}") in segments or made in given_ids:
        base += "x"
    return made


def _read_segment(unit: ET.Element, identifier: str, source: str) -> Segment:
    props = {prop.get("type"): clean_text(flatten(prop)) for prop in children(unit, "prop")}
    note = props.get("x-note") or next((clean_text(flatten(note)) for note in children(unit, "note")), "")
    return Segment(
        id=identifier,
        source=source,
        previous_id=props.get("x-previous") or None,
        speaker=props.get("x-speaker") or None,
        note=note or None,
    )


def render_tmx(memory: Memory) -> bytes:
    """Write a memory, one unit a segment, its translations in the order of the memory's locales."""
    root = ET.Element("tmx", version="1.4")
    ET.SubElement(
        root,
        "header",
        {
            "creationtool": "reelbridge",
            "creationtoolversion": __version__,
            "segtype": "block",
            "o-tmf": "reelbridge",
            "adminlang": "en",
            "srclang": memory.sources.source_locale,
            "datatype": "plaintext",
        },
    )
    body = ET.SubElement(root, "body")
    texts = {
        target.locale: {rendering.segment_id: rendering.text for rendering in target.renderings}
        for target in memory.targets
    }
    for segment in memory.sources.segments:
        unit = ET.SubElement(body, "tu", tuid=segment.id)
        props = (("x-previous", segment.previous_id), ("x-speaker", segment.speaker), ("x-note", segment.note))
        for kind, value in props:
            if value:
                ET.SubElement(unit, "prop", type=kind).text = value
        _add_variant(unit, memory.sources.source_locale, segment.source)
        for locale, found in texts.items():
            if segment.id in found:
                _add_variant(unit, locale, found[segment.id])
    return serialize(root)


def _add_variant(unit: ET.Element, locale: str, text: str) -> None:
    variant = ET.SubElement(unit, "tuv")
    set_locale(variant, locale)
    ET.SubElement(variant, "seg").text = text
