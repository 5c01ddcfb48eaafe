"""What of a bible has no form in a locale yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reelbridge.model.bible import Address, Bible, Character, Entry, LocalForm

#: forms asked for at once: an answer of about 5,000 tokens
MAX_FORMS = 120


#: names with a form that are shown along: those of one family should show that they are
MAX_SETTLED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """People, entries and addresses without a form, numbered from 1 in this order.

    `parties` are the people whom the addresses are between; `settled` are names that have a form, with it.
    """

    characters: tuple[Character, ...] = ()
    entries: tuple[Entry, ...] = ()
    addresses: tuple[Address, ...] = ()
    parties: tuple[Character, ...] = ()
    settled: tuple[tuple[str, str], ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.characters) + len(self.entries) + len(self.addresses)


def find_lacking(bible: Bible, locale: str) -> Lacking:
    """Everything that has no form in a locale."""
    return Lacking(
        characters=tuple(each for each in bible.characters if not form_in(each.forms, locale)),
        entries=tuple(each for each in bible.entries if not form_in(each.forms, locale)),
        addresses=tuple(each for each in bible.addresses if not form_in(each.forms, locale)),
    )


def next_lacking(bible: Bible, locale: str, *, skip: int) -> Lacking:
    """As much of it as one answer has room for, with what a model should know of it.

    Args:
        bible: where to look.
        locale: of the forms.
        skip: how many at the start were asked for and not given.
    """
    whole = find_lacking(bible, locale)
    part = (*whole.characters, *whole.entries, *whole.addresses)[skip : skip + MAX_FORMS]
    addresses = tuple(each for each in part if isinstance(each, Address))
    names = {name for each in addresses for name in (each.speaker, each.listener)}
    known = [(each.name, form_in(each.forms, locale)) for each in bible.characters]
    known += [(each.source, form_in(each.forms, locale)) for each in bible.entries]
    return Lacking(
        characters=tuple(each for each in part if isinstance(each, Character)),
        entries=tuple(each for each in part if isinstance(each, Entry)),
        addresses=addresses,
        parties=tuple(each for each in bible.characters if each.name in names),
        settled=tuple((name, form.text) for name, form in known if form)[:MAX_SETTLED],
    )


def form_in(forms: Iterable[LocalForm], locale: str) -> LocalForm | None:
    """The form in a locale, or None."""
    return next((form for form in forms if form.locale == locale), None)


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
