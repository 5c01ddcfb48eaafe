"""TBX, termbases: ISO 30042:2019 in the TBX-Basic dialect, DCA style. https://www.tbxinfo.net/

`<conceptEntry>` holds a `<langSec>` per language with a `<termSec>` per word. What the word names stands in
`<descrip type="subjectField">` of the entry: `name`, `address` or `term`; anything else is a term.
TBX version 2 is read too: `<martif>`, `<termEntry>`, `<langSet>`, `<tig>` or `<ntig>`.

What `administrativeStatus` says of a word is kept: of several allowed words in a language the preferred ones come first
and any will do; deprecated and superseded ones are forbidden. A language in which every word is forbidden has no term.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from reelbridge.core.errors import ParseError
from reelbridge.formats.assembling import clean_text
from reelbridge.formats.xml_reading import flatten, local_name, locale_of, parse_xml, serialize, set_locale
from reelbridge.model.term import Term, TermBase, TermKind, TermList

_EXPECTED = "a TBX file: <tbx> with <conceptEntry>, or the older <martif> with <termEntry>"
_NAMESPACE = "urn:iso:std:iso:30042:ed-2"

#: the rank of a word that must not be used
_FORBIDDEN = 2


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
            if locale == source or source not in words:
                continue
            for word in words[source].allowed:
                for target in targets.allowed:
                    term = Term(source=word, target=target, kind=kind, forbidden=targets.forbidden_ones)
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


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language: allowed ones, preferred ones first, and forbidden ones."""

    allowed: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)

    @property
    def forbidden_ones(self) -> tuple[str, ...]:
        """Each once; what is allowed in one place and forbidden in another is allowed."""
        return tuple(word for word in dict.fromkeys(self.forbidden) if word not in self.allowed)


def _words_of(entry: ET.Element) -> dict[str, _Words]:
    """locale -> its words; no locale without an allowed one."""
    words: dict[str, _Words] = {}
    for section in _inside(entry, "langSec", "langSet"):
        if (locale := locale_of(section)) is None:
            continue
        ranked = sorted(
            (_rank(word), position, text)
            for position, word in enumerate(_inside(section, "termSec", "tig", "ntig"))
            for text in (clean_text(flatten(term)) for term in _inside(word, "term"))
            if text
        )
        found = words.setdefault(locale, _Words())
        found.allowed.extend(text for rank, _, text in ranked if rank != _FORBIDDEN)
        found.forbidden.extend(text for rank, _, text in ranked if rank == _FORBIDDEN)
    return {locale: found for locale, found in words.items() if found.allowed}


def _rank(word: ET.Element) -> int:
    """0 preferred, 1 not said or admitted, 2 forbidden."""
    status = next(
        (note.text or "" for note in _inside(word, "termNote") if note.get("type") == "administrativeStatus"), ""
    )
    if status.startswith(("deprecated", "superseded")):
        return _FORBIDDEN
    return 0 if status.startswith("preferred") else 1


def _guess_source(root: ET.Element, entries: list[dict[str, _Words]]) -> str:
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
    for number, ((source, kind, _), sections) in enumerate(_gather_entries(terms).items(), 1):
        entry = ET.SubElement(body, "conceptEntry", id=f"c{number}")
        ET.SubElement(entry, "descrip", type="subjectField").text = kind.value
        _add_section(entry, terms.source_locale, [source], ())
        for locale, targets, forbidden in sections:
            _add_section(entry, locale, targets, forbidden)
    return serialize(root)


_Section = tuple[str, list[str], tuple[str, ...]]


def _gather_entries(terms: TermBase) -> dict[tuple[str, TermKind, int], list[_Section]]:
    """(source, kind, n) -> per locale its targets and what is forbidden. Targets of one locale for which other words
    are forbidden make another entry."""
    entries: dict[tuple[str, TermKind, int], list[_Section]] = {}
    for term_list in terms.lists:
        groups: dict[tuple[str, TermKind], dict[tuple[str, ...], list[str]]] = {}
        for term in term_list.terms:
            groups.setdefault((term.source, term.kind), {}).setdefault(term.forbidden, []).append(term.target)
        for (source, kind), by_forbidden in groups.items():
            for number, (forbidden, targets) in enumerate(by_forbidden.items()):
                entries.setdefault((source, kind, number), []).append((term_list.locale, targets, forbidden))
    return entries


def _add_section(entry: ET.Element, locale: str, words: Sequence[str], forbidden: Sequence[str]) -> None:
    section = ET.SubElement(entry, "langSec")
    set_locale(section, locale)
    for position, word in enumerate(words):
        status = "preferred" if position == 0 else "admitted"
        _add_word(section, word, status if len(words) > 1 else "")
    for word in forbidden:
        _add_word(section, word, "deprecated")


def _add_word(section: ET.Element, text: str, status: str) -> None:
    word = ET.SubElement(section, "termSec")
    ET.SubElement(word, "term").text = text
    if status:
        ET.SubElement(word, "termNote", type="administrativeStatus").text = f"{status}Term-admn-sts"
