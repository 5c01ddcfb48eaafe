"""TBX, termbases: ISO 30042:2019 in the TBX-Basic dialect, DCA style. https://www.tbxinfo.net/

`<conceptEntry>` holds a `<langSec>` per language with a `<termSec>` per word. What the word names stands in
`<descrip type="subjectField">` of the entry: `name`, `address` or `term`; anything else is a term.
TBX version 2 is read too: `<martif>`, `<termEntry>`, `<langSet>`, `<tig>` or `<ntig>`.

Where a language has several words, every source word gets the preferred target word, else the first; words marked as
deprecated are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from reelbridge.core.errors import ParseError
from reelbridge.formats.assembling import clean_text
from reelbridge.formats.xml_reading import flatten, local_name, locale_of, parse_xml, serialize, set_locale
from reelbridge.model.term import Term, TermBase, TermKind, TermList

_EXPECTED = "a TBX file: <tbx> with <conceptEntry>, or the older <martif> with <termEntry>"
_NAMESPACE = "urn:iso:std:iso:30042:ed-2"


def parse_tbx(data: bytes, *, source_locale: str | None = None) -> TermBase:
    """Read a termbase.

    Args:
        data: the whole file.
        source_locale: the language to translate from, in canonical letters. A termbase does not say it (`xml:lang` of
            the document is the language of its remarks); None stands for the one most entries begin with.

    Raises:
        ParseError: not TBX, or no entry in the source language.
    """
    root = parse_xml(data, expected=_EXPECTED)
    if local_name(root) not in ("tbx", "martif"):
        raise ParseError(f"the root is <{local_name(root)}>; expected {_EXPECTED}")
    entries = [(_kind_of(entry), _words_of(entry)) for entry in _inside(root, "conceptEntry", "termEntry")]
    source = source_locale or _guess_source(root, [words for _, words in entries])
    if entries and not any(source in words for _, words in entries):
        raise ParseError(f"no entry has a term in the source language {source!r}; expected {_EXPECTED}")
    lists: dict[str, dict[Term, None]] = {}  # a dict keeps the order and takes the same term once
    for kind, words in entries:
        for locale, targets in words.items():
            if locale == source:
                continue
            for word in words.get(source, ()):
                term = Term(source=word, target=targets[0], kind=kind)
                lists.setdefault(locale, {})[term] = None
    return TermBase(
        source_locale=source,
        lists=tuple(TermList(locale=locale, terms=tuple(terms)) for locale, terms in lists.items()),
    )


def _inside(element: ET.Element, *names: str) -> Iterator[ET.Element]:
    return (found for found in element.iter() if local_name(found) in names)


def _kind_of(entry: ET.Element) -> TermKind:
    for descrip in _inside(entry, "descrip"):
        if descrip.get("type") == "subjectField":
            value = clean_text(flatten(descrip)).lower()
            return TermKind(value) if value in set(TermKind) else TermKind.TERM
    return TermKind.TERM


def _words_of(entry: ET.Element) -> dict[str, list[str]]:
    """locale -> its words, preferred ones first; no locale without a word."""
    words: dict[str, list[str]] = {}
    for section in _inside(entry, "langSec", "langSet"):
        ranked = sorted(
            (rank, position, text)
            for position, word in enumerate(_inside(section, "termSec", "tig", "ntig"))
            for text in (clean_text(flatten(term)) for term in _inside(word, "term"))
            if text and (rank := _rank(word)) is not None
        )
        if (locale := locale_of(section)) and ranked:
            words.setdefault(locale, []).extend(text for _, _, text in ranked)
    return words


def _rank(word: ET.Element) -> int | None:
    """0 preferred, 1 not said or admitted, None deprecated."""
    status = next(
        (note.text or "" for note in _inside(word, "termNote") if note.get("type") == "administrativeStatus"), ""
    )
    if status.startswith(("deprecated", "superseded")):
        return None
    return 0 if status.startswith("preferred") else 1


def _guess_source(root: ET.Element, entries: list[dict[str, list[str]]]) -> str:
    first = Counter(next(iter(words)) for words in entries if words)
    locale = first.most_common(1)[0][0] if first else locale_of(root)
    if locale is None:
        raise ParseError(f"no entry with a language and a term; expected {_EXPECTED}")
    return locale


def render_tbx(terms: TermBase) -> bytes:
    """Write a termbase, one entry a source term and kind, its locales in the order of the base."""
    root = ET.Element("tbx", {"type": "TBX-Basic", "style": "dca", "xmlns": _NAMESPACE})
    set_locale(root, terms.source_locale)
    description = ET.SubElement(ET.SubElement(ET.SubElement(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    ET.SubElement(description, "p").text = "Terms of a series"
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for number, ((source, kind, _), targets) in enumerate(_gather_entries(terms).items(), 1):
        entry = ET.SubElement(body, "conceptEntry", id=f"c{number}")
        ET.SubElement(entry, "descrip", type="subjectField").text = kind.value
        _add_section(entry, terms.source_locale, source)
        for locale, target in targets:
            _add_section(entry, locale, target)
    return serialize(root)


def _gather_entries(terms: TermBase) -> dict[tuple[str, TermKind, int], list[tuple[str, str]]]:
    """(source, kind, n) -> its targets by locale; a second target in the same locale makes a second entry."""
    entries: dict[tuple[str, TermKind, int], list[tuple[str, str]]] = {}
    for term_list in terms.lists:
        seen: Counter[tuple[str, TermKind]] = Counter()
        for term in term_list.terms:
            key = (term.source, term.kind)
            seen[key] += 1
            entries.setdefault((*key, seen[key]), []).append((term_list.locale, term.target))
    return entries


def _add_section(entry: ET.Element, locale: str, text: str) -> None:
    section = ET.SubElement(entry, "langSec")
    set_locale(section, locale)
    ET.SubElement(ET.SubElement(section, "termSec"), "term").text = text
