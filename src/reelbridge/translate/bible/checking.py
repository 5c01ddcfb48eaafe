"""What a bible still lacks, in sentences for the person who keeps it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reelbridge.model.bible import Bible
from reelbridge.translate.bible.lacking import find_lacking, form_in
from reelbridge.translate.term_finder import normal

#: names that one sentence lists
_MAX_LISTED = 6


def find_gaps(bible: Bible, *, locales: Sequence[str], lines: str) -> tuple[str, ...]:
    """What is missing, contradicts itself, or stands in no line.

    Args:
        bible: to look at.
        locales: where everything should have a form.
        lines: all lines of the series; empty where none were read yet, and then nothing is looked for in them.
    """
    return tuple(_gaps(bible, locales, normal(lines)))


def _gaps(bible: Bible, locales: Sequence[str], said: str) -> Iterator[str]:
    if genderless := [each.name for each in bible.characters if each.gender is None]:
        yield f"no gender: {_listed(genderless)}"
    for locale in locales:
        lacking = find_lacking(bible, locale)
        names = [each.name for each in lacking.characters]
        names += [each.source for each in lacking.entries]
        names += [f"{each.speaker} to {each.listener}" for each in lacking.addresses]
        if names:
            yield f"no form in {locale}: {_listed(names)}"
        for text, owners in _shared_forms(bible, locale):
            yield f"the same form in {locale}, {text!r}: {_listed(owners)}"
    for name, owners in _shared_names(bible):
        yield f"{name} may be any of these: {_listed(owners)}"
    if said:
        unsaid = [
            each.name for each in bible.characters if not any(normal(name) in said for name in (each.name, *each.also))
        ]
        unsaid += [
            each.source
            for each in bible.entries
            if not any(normal(source) in said for source in (each.source, *each.also))
        ]
        if unsaid:
            yield f"in no line: {_listed(unsaid)}"


def _shared_forms(bible: Bible, locale: str) -> Iterator[tuple[str, list[str]]]:
    """Different characters who are called the same: a viewer takes them for one."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for each in bible.characters:
        if form := form_in(each.forms, locale):
            owners[form.text].append(each.name)
    return ((text, names) for text, names in owners.items() if len(names) > 1)


def _shared_names(bible: Bible) -> Iterator[tuple[str, list[str]]]:
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for each in bible.characters:
        for name in dict.fromkeys((each.name, *each.also)):
            owners[name].append(each.name)
    return ((name, names) for name, names in owners.items() if len(names) > 1)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MAX_LISTED} more" if len(names) > _MAX_LISTED else ""
    return ", ".join(names[:_MAX_LISTED]) + more
