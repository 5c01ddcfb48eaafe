"""XLIFF 1.2, what translators' tools open and save: https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html

Written: one `<file>` an episode, one unit a line with the cue's id, one `<note>` a unit (some tools keep only the last
one), and as `<alt-trans>` the translation that was handed out, so that a change can be told from what was there.

Read: what tools make of it. Segments (`<mrk>`) and inline codes are joined to the plain text of the unit, groups,
namespaces and attributes of other tools are passed over, a unit may have lost anything but its id and its target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from reelbridge import __version__
from reelbridge.core.errors import ParseError
from reelbridge.core.time import format_stamp
from reelbridge.formats.assembling import clean_text
from reelbridge.formats.xml_reading import children, flatten, local_name, parse_xml, serialize
from reelbridge.model.handout import HandedLine, Handout, LineState, Returned, ReturnedLine

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"

_EXPECTED = "an XLIFF 1.2 file: <xliff> with <file>, <body> and <trans-unit>"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

#: `signed-off` is a person's word of before; `final` is what a tool writes for one of now
_STATES = {
    LineState.UNTRANSLATED: "needs-translation",
    LineState.REVIEW: "needs-review-translation",
    LineState.TRANSLATED: "translated",
    LineState.DECIDED: "signed-off",
}

#: what a person's approval looks like, besides `approved="yes"`
_APPROVED = frozenset({"final", "signed-off"})

#: elements whose content is code of another format, not text
_CODES = frozenset({"bpt", "ept", "ph", "it"})

#: how `original` names an episode
_ORIGINAL = re.compile(r"^e(\d{3,5})$")


def render_xliff(handout: Handout, *, targets: Sequence[str] = ()) -> bytes:
    """Write one episode in one locale.

    Args:
        handout: the lines.
        targets: what stands in the place of their translations, for a tool that wants something else there.
    """
    root = ET.Element("xliff", {"version": "1.2", "xmlns": NAMESPACE})
    file = ET.SubElement(
        root,
        "file",
        {
            "original": f"e{handout.episode:03d}",
            "source-language": handout.source_locale,
            "target-language": handout.locale,
            "datatype": "plaintext",
            "product-name": handout.series,
        },
    )
    header = ET.SubElement(file, "header")
    ET.SubElement(header, "tool", {"tool-id": "reelbridge", "tool-name": "Reelbridge", "tool-version": __version__})
    for note in handout.notes:
        ET.SubElement(header, "note").text = note
    body = ET.SubElement(file, "body")
    for line, target in zip(handout.lines, targets or [line.text for line in handout.lines], strict=True):
        _add_unit(body, line, target)
    return serialize(root)


def _add_unit(body: ET.Element, line: HandedLine, target: str) -> None:
    unit = ET.SubElement(
        body,
        "trans-unit",
        {
            "id": line.cue_id,
            "maxwidth": str(line.max_chars),
            "size-unit": "char",
            "extradata": line.check,
            _XML_SPACE: "preserve",
        },
    )
    ET.SubElement(unit, "source").text = line.source
    ET.SubElement(unit, "target", state=_STATES[line.state]).text = target
    place = ET.SubElement(unit, "context-group", purpose="location")
    for kind, ms in (("x-start", line.start_ms), ("x-end", line.end_ms)):
        ET.SubElement(place, "context", {"context-type": kind}).text = format_stamp(ms)
    ET.SubElement(unit, "note", {"from": "reelbridge"}).text = "\n".join(line.notes)
    given = ET.SubElement(unit, "alt-trans", origin="reelbridge", alttranstype="previous-version")
    ET.SubElement(given, "target").text = line.text


def parse_xliff(data: bytes) -> tuple[Returned, ...]:
    """Read what came back, one `Returned` for each `<file>`.

    Raises:
        ParseError: not XLIFF 1.2, or not one that was handed out here.
    """
    root = parse_xml(data, expected=_EXPECTED)
    if local_name(root) != "xliff":
        raise ParseError(f"the root is <{local_name(root)}>; expected {_EXPECTED}")
    version = root.get("version", "")
    if not version.startswith("1."):
        raise ParseError(f"XLIFF version {version or '?'}; 1.2 is read", hint="let your tool save XLIFF 1.2")
    files = tuple(_parse_file(file) for file in children(root, "file"))
    if not files:
        raise ParseError(f"no <file> in it; expected {_EXPECTED}")
    return files


def _parse_file(file: ET.Element) -> Returned:
    original = _ORIGINAL.match(file.get("original", ""))
    if not original:
        raise ParseError(
            f"<file> is of {file.get('original', '')!r}; expected an episode of a series, such as e001",
            hint="is it a file that `reelbridge hand-out` made?",
        )
    return Returned(
        episode=int(original[1]),
        locale=file.get("target-language", ""),
        via="xliff",
        lines=tuple(_parse_unit(unit) for unit in _units(file)),
    )


def _units(file: ET.Element) -> Iterator[ET.Element]:
    """Units in any depth of groups."""
    return (element for element in file.iter() if isinstance(element.tag, str) and local_name(element) == "trans-unit")


def _parse_unit(unit: ET.Element) -> ReturnedLine:
    target = next(children(unit, "target"), None)
    given = next(
        (
            alternative
            for alternative in children(unit, "alt-trans")
            if alternative.get("origin") == "reelbridge" and alternative.get("alttranstype") == "previous-version"
        ),
        None,
    )
    state = target.get("state", "") if target is not None else ""
    return ReturnedLine(
        cue_id=unit.get("id", ""),
        text=_text_of(target) or "",
        source=_text_of(next(children(unit, "source"), None)),
        given=_text_of(next(children(given, "target"), None)) if given is not None else None,
        check=unit.get("extradata", ""),
        is_approved=unit.get("approved", "").lower() == "yes" or state in _APPROVED,
    )


def _text_of(element: ET.Element | None) -> str | None:
    """The plain text; a code that stands for a line break becomes one."""
    if element is None:
        return None
    for code in element.iter():
        if isinstance(code.tag, str) and local_name(code) in ("x", "ph") and code.get("ctype") == "lb":
            code.tail = "\n" + (code.tail or "")
    return clean_text(flatten(element, dropped=_CODES))
