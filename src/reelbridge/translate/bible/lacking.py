"""What of a bible has no form in a locale yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reelbridge.model.bible import Address, Bible, Character, Entry, LocalForm

#: forms asked for at once: an answer of about 5,000 tokens
MAX_FORMS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """People, entries and addresses without a form, numbered from 1 in this order. `parties` are the people whom the
    addresses are between."""

    characters: tuple[Character, ...] = ()
    entries: tuple[Entry, ...] = ()
    addresses: tuple[Address, ...] = ()
    parties: tuple[Character, ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.characters) + len(self.entries) + len(self.addresses)


def find_lacking(bible: Bible, locale: str) -> Lacking:
    """Everything that has no form in a locale."""
    addresses = tuple(each for each in bible.addresses if not _has(each.forms, locale))
    return Lacking(
        characters=tuple(each for each in bible.characters if not _has(each.forms, locale)),
        entries=tuple(each for each in bible.entries if not _has(each.forms, locale)),
        addresses=addresses,
        parties=_parties(bible, addresses),
    )


def lacking_parts(bible: Bible, locale: str) -> Iterator[Lacking]:
    """The same in parts that one answer has room for."""
    whole = find_lacking(bible, locale)
    items: tuple[Character | Entry | Address, ...] = (*whole.characters, *whole.entries, *whole.addresses)
    for start in range(0, len(items), MAX_FORMS):
        part = items[start : start + MAX_FORMS]
        addresses = tuple(each for each in part if isinstance(each, Address))
        yield Lacking(
            characters=tuple(each for each in part if isinstance(each, Character)),
            entries=tuple(each for each in part if isinstance(each, Entry)),
            addresses=addresses,
            parties=_parties(bible, addresses),
        )


def with_forms(lacking: Lacking, forms: Sequence[tuple[int, LocalForm]]) -> Bible:
    """A bible of nothing but these forms, by the numbers of what they are of."""
    by_id = dict(forms)
    ids = iter(range(1, lacking.count + 1))

    def found() -> tuple[LocalForm, ...]:
        form = by_id.get(next(ids))
        return (form,) if form else ()

    return Bible(
        characters=tuple(replace(each, forms=found()) for each in lacking.characters),
        entries=tuple(replace(each, forms=found()) for each in lacking.entries),
        addresses=tuple(replace(each, forms=found()) for each in lacking.addresses),
    )


def _has(forms: Iterable[LocalForm], locale: str) -> bool:
    return any(form.locale == locale for form in forms)


def _parties(bible: Bible, addresses: Iterable[Address]) -> tuple[Character, ...]:
    names = {name for each in addresses for name in (each.speaker, each.listener)}
    return tuple(each for each in bible.characters if each.name in names)
