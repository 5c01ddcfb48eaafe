"""XML from outside, read without its traps."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.etree import ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from reelbridge.core.errors import ParseError, UsageError
from reelbridge.core.lang import parse_tag

#: a memory of 200,000 lines is about 60 MB, and the tree takes ten times that in memory
MAX_XML_BYTES = 64 << 20

#: elements within one that is read by itself, as a memory's unit is; real ones have less than a hundred
MAX_ELEMENTS = 100_000

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_xml(data: bytes, *, expected: str) -> ET.Element:
    """The root of a document. Entities and references to other files are refused.

    Raises:
        ParseError: too big, not well-formed, or with entities; the message names what was expected.
    """
    if len(data) > MAX_XML_BYTES:
        raise ParseError(f"{len(data):,} bytes of XML; at most {MAX_XML_BYTES:,}", hint="split the file")
    with _xml_errors(expected):
        root: ET.Element = fromstring(data)
    return root


def iterate_xml(data: bytes, *paths: tuple[str, ...], expected: str) -> Iterator[ET.Element]:
    """The root as soon as it begins, then each element that lies at one of some paths, as soon as it ends. What has
    been given is forgotten, so that a file of any size takes the memory of one element.

    Args:
        paths: local names from the root down.

    Raises:
        ParseError: not well-formed, with entities, or with an element of no end; the message names what was expected.
    """
    open_elements: list[ET.Element] = []
    wanted_depth = inside = 0  # how deep the element that is being gathered lies, and the elements in it so far
    with _xml_errors(expected):
        for event, element in iterparse(BytesIO(data), events=("start", "end")):
            if event == "start":
                open_elements.append(element)
                if len(open_elements) == 1:
                    yield element
                if wanted_depth:
                    inside += 1
                    if inside > MAX_ELEMENTS:
                        raise ParseError(
                            f"a <{local_name(open_elements[wanted_depth - 1])}> of more than"
                            f" {MAX_ELEMENTS:,} elements; expected {expected}"
                        )
                elif any(_is_at(open_elements, path) for path in paths):
                    wanted_depth, inside = len(open_elements), 0
                continue
            if len(open_elements) == wanted_depth:
                yield element
                wanted_depth = 0
            open_elements.pop()
            if open_elements and not wanted_depth:
                open_elements[-1].remove(element)


def _is_at(open_elements: list[ET.Element], path: tuple[str, ...]) -> bool:
    return len(open_elements) == len(path) and all(
        local_name(element) == name for element, name in zip(open_elements, path, strict=True)
    )


@contextmanager
def _xml_errors(expected: str) -> Iterator[None]:
    try:
        yield
    except DefusedXmlException as error:
        raise ParseError(f"the file defines entities, which {expected} has no use for", hint="remove them") from error
    except (ET.ParseError, ValueError, LookupError) as error:  # the last two: an encoding expat does not know
        raise ParseError(f"not XML: {error}; expected {expected}") from error


def local_name(element: ET.Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: ET.Element, name: str) -> Iterator[ET.Element]:
    """The direct children of a name, in any namespace."""
    return (child for child in element if local_name(child) == name)


def locale_of(element: ET.Element) -> str | None:
    """What `xml:lang` (or the older `lang`) says, in canonical letters.

    None where it says nothing, or what no locale can be called: nobody could ask for that text, so it is passed over.
    """
    try:
        return parse_tag(element.get(_XML_LANG) or element.get("lang") or "")
    except UsageError:
        return None


def set_locale(element: ET.Element, locale: str) -> None:
    """Write `xml:lang`."""
    element.set(_XML_LANG, locale)


def flatten(element: ET.Element, *, dropped: Collection[str] = ()) -> str:
    """The text of an element and of all inside it, in order.

    Args:
        element: where to begin.
        dropped: names of elements whose content is code, not text. What follows them stays.
    """
    parts: list[str] = []
    todo: list[ET.Element | str] = [element]  # a list instead of recursion: the file decides how deep it goes
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        parts.append(item.text or "")
        for child in reversed(item):
            todo.append(child.tail or "")
            if local_name(child) not in dropped:
                todo.append(child)
    return "".join(parts)


def serialize(root: ET.Element) -> bytes:
    """A document in UTF-8, indented, with its declaration. Characters XML cannot hold are left out."""
    for element in root.iter():
        element.text = _legal(element.text)
        for name, value in element.items():
            element.set(name, _legal(value) or "")
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def serialize_part(element: ET.Element, *, depth: int) -> bytes:
    """One element as `serialize` writes it within a document.

    Args:
        depth: how many elements it stands in.
    """
    for each in element.iter():
        each.text = _legal(each.text)
        for name, value in each.items():
            each.set(name, _legal(value) or "")
    ET.indent(element, level=depth)
    return f"{'  ' * depth}{ET.tostring(element, encoding='unicode')}\n".encode()


def _legal(text: str | None) -> str | None:
    """https://www.w3.org/TR/xml/#charsets; a carriage return would come back as a line feed."""
    if text is None:
        return None
    return "".join(
        char
        for char in text
        if char in "\t\n" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char > "\uffff"
    )
