"""Terms of somebody else's termbase, as what a bible would call them."""

from __future__ import annotations

from reelbridge.model.bible import Bible, Character, Entry, EntryKind, LocalForm
from reelbridge.model.term import TermBase, TermKind

_KINDS = {TermKind.NAME: EntryKind.NAME, TermKind.ADDRESS: EntryKind.ADDRESS, TermKind.TERM: EntryKind.TERM}


def bible_of_terms(terms: TermBase, bible: Bible) -> Bible:
    """A bible of the forms alone, to be merged with the one there is.

    A name that the bible knows as another name of somebody is an entry, as it needs a form of its own; one that it does
    not know at all is somebody new. What the bible has as an entry keeps its kind.
    """
    kinds: dict[str, TermKind] = {}
    forms: dict[str, dict[str, LocalForm]] = {}
    for listed in terms.lists:
        for term in listed.terms:
            kinds.setdefault(term.source, term.kind)
            of_source = forms.setdefault(term.source, {})
            if term.target:
                of_source.setdefault(listed.locale, LocalForm(locale=listed.locale, text=term.target))
    known = {each.source: each.kind for each in bible.entries}
    names = {each.name for each in bible.characters}
    second_names = {name for each in bible.characters for name in each.also}
    characters: list[Character] = []
    entries: list[Entry] = []
    for source, kind in kinds.items():
        found = tuple(forms[source].values())
        is_person = kind is TermKind.NAME and source not in known and source not in second_names
        if source in names or is_person:
            characters.append(Character(name=source, forms=found))
        else:
            entries.append(Entry(kind=known.get(source, _KINDS[kind]), source=source, forms=found))
    return Bible(characters=tuple(characters), entries=tuple(entries))
