"""The fixed renderings that the bible holds, as terms."""

from __future__ import annotations

from reelbridge.model.bible import Bible, EntryKind, LocalForm
from reelbridge.model.term import Term, TermBase, TermKind, TermList
from reelbridge.translate.term_finder import normal

_KINDS = {EntryKind.NAME: TermKind.NAME, EntryKind.ADDRESS: TermKind.ADDRESS}


def terms_of(bible: Bible, *, source_locale: str) -> TermBase:
    """The names of people and the entries that have a form, per locale, sorted.

    How one person addresses another is no term: `vous` and `-san` say what to do, not what to write. What people are
    called (师父, 陆总) is one if it has an entry.
    """
    found: dict[str, set[Term]] = {}

    def add(source: str, forms: tuple[LocalForm, ...], kind: TermKind) -> None:
        for form in forms:
            if form.text:
                found.setdefault(form.locale, set()).add(Term(source=source, target=form.text, kind=kind))

    for character in bible.characters:
        add(character.name, character.forms, TermKind.NAME)
    for entry in bible.entries:
        add(entry.source, entry.forms, _KINDS.get(entry.kind, TermKind.TERM))
    return TermBase(
        source_locale=source_locale,
        lists=tuple(
            TermList(
                locale=locale,
                terms=tuple(sorted(found[locale], key=lambda term: (term.source, term.target, term.kind))),
            )
            for locale in sorted(found)
        ),
    )


def merge_terms(bible_terms: TermBase, termbase: TermBase) -> TermBase:
    """Both together; of a source text that both have in a locale, the termbase's terms."""
    locales = dict.fromkeys(each.locale for base in (termbase, bible_terms) for each in base.lists)
    lists = []
    for locale in locales:
        settled = termbase.in_locale(locale).terms
        sources = {normal(term.source) for term in settled}
        added = tuple(term for term in bible_terms.in_locale(locale).terms if normal(term.source) not in sources)
        lists.append(TermList(locale=locale, terms=settled + added))
    return TermBase(source_locale=termbase.source_locale, lists=tuple(lists))
