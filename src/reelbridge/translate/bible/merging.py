"""Two bibles into one. Nothing that is in the first is ever lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from reelbridge.model.bible import Address, Bible, Character, Entry, EpisodeNote, Knowing, LocalForm, Secret

K = TypeVar("K")
T = TypeVar("T", Character, Address, Entry, EpisodeNote, Secret)

#: how a change names what came to a list
_WORDS = {"also": "also called", "says": "also says"}

#: characters of a text that a change names
_SHOWN_CHARS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The bible that came of it, and what it has that the first one had not, in words."""

    bible: Bible
    changes: tuple[str, ...]


def merge_bibles(base: Bible, added: Bible, *, prefers_added: bool) -> Merged:
    """Both together, in the order of the first, with what only the second has at the end of each section.

    People are the same by name, else by another name that only one of them has, unless one is a man and the other a
    woman; entries likewise. Other names and what people say are gathered from both.

    Args:
        base: the bible that there is.
        added: what is to go in; what is empty there says nothing.
        prefers_added: which one is right where both say something else about the same.
    """
    merging = _Merging(prefers_added)
    known = {each.name: each for each in base.characters}
    people = _Names((each.name, each.also) for each in base.characters)
    characters = merging.section(
        known,
        ((name := _owner(each, people, known), name, _under(name, each)) for each in added.characters),
    )
    everyone = _Names((each.name, each.also) for each in characters)
    things = _Names((each.source, each.also) for each in base.entries)
    moved = tuple(
        replace(each, speaker=everyone.owner(each.speaker), listener=everyone.owner(each.listener))
        for each in added.addresses
    )
    return Merged(
        bible=Bible(
            synopsis=merging.one_of("synopsis", "", base.synopsis, added.synopsis),
            characters=characters,
            addresses=merging.section(
                {(each.speaker, each.listener): each for each in base.addresses},
                (((each.speaker, each.listener), f"{each.speaker} to {each.listener}", each) for each in moved),
            ),
            entries=merging.section(
                {each.source: each for each in base.entries},
                ((source := things.owner(each.source), source, _entry_under(source, each)) for each in added.entries),
            ),
            episodes=_in_order(
                merging.section(
                    {each.number: each for each in base.episodes},
                    ((each.number, f"episode {each.number}", each) for each in added.episodes),
                )
            ),
            secrets=merging.section(
                {each.what: each for each in base.secrets},
                ((each.what, f"secret: {_shown(each.what)}", _known_by_name(each, everyone)) for each in added.secrets),
            ),
        ),
        changes=tuple(merging.changes),
    )


def _in_order(notes: tuple[EpisodeNote, ...]) -> tuple[EpisodeNote, ...]:
    return tuple(sorted(notes, key=lambda note: note.number))


class _Names:
    """Who is meant by a name."""

    def __init__(self, named: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self._names: set[str] = set()
        self._owners: dict[str, set[str]] = {}
        for name, also in named:
            self._names.add(name)
            for other in also:
                self._owners.setdefault(other, set()).add(name)

    def owner(self, name: str, also: tuple[str, ...] = ()) -> str:
        """The first name of the one who is called so; the name itself where that is nobody known, or not one alone."""
        if name in self._names:
            return name
        owners = self._owners.get(name, set()) | self._names.intersection(also)
        return next(iter(owners)) if len(owners) == 1 else name


class _Merging:
    """Gathers what changes on the way."""

    def __init__(self, prefers_added: bool) -> None:
        self._prefers_added = prefers_added
        self.changes: list[str] = []

    def section(self, old: Mapping[K, T], new: Iterable[tuple[K, str, T]]) -> tuple[T, ...]:
        """Old items by what they are known by, with the new ones (and what messages call them) worked in."""
        kept = dict(old)
        for key, label, item in new:
            if key in kept:
                kept[key] = self.both(label, kept[key], item)
            else:
                kept[key] = item
                self.changes.append(f"new: {label}")
        return tuple(kept.values())

    def one_of(self, label: str, key: str, old: Any, new: Any) -> Any:
        """The value that stays."""
        if not new or new == old or (old and not self._prefers_added):
            return old
        what = f"{label}: {key}" if key else label
        self.changes.append(
            f"{what} is now {_shown(new)}, was {_shown(old)}" if old else f"{what} is now {_shown(new)}"
        )
        return new

    def both(self, label: str, old: T, new: T) -> T:
        """Two descriptions of the same thing as one; what it is known by stays as it was."""
        values = {field.name: self._joined(label, field.name, old, new) for field in fields(old)}
        return type(old)(**values)

    def _joined(self, label: str, key: str, old: T, new: T) -> Any:
        before, after = getattr(old, key), getattr(new, key)
        if key == "forms":
            return self._forms(label, before, after)
        if key == "known_by":
            return _first_knowing(before, after)
        if isinstance(before, tuple):
            more = tuple(name for name in after if name not in before)
            if more:
                self.changes.append(f"{label}: {_WORDS.get(key, key)} {_shown(', '.join(more))}")
            return before + more
        return self.one_of(label, key, before, after)

    def _forms(self, label: str, old: tuple[LocalForm, ...], new: tuple[LocalForm, ...]) -> tuple[LocalForm, ...]:
        forms = {form.locale: form for form in old}
        for form in new:
            known = forms.get(form.locale)
            if known is None or self.one_of(label, form.locale, known.text, form.text) != known.text:
                # how a form was made is not known of one that was put in its place
                forms[form.locale] = replace(form, note=form.note or (known.note if known else ""))
            elif form.text == known.text:
                forms[form.locale] = replace(known, way=known.way or form.way, note=known.note or form.note)
            if known is None:
                self.changes.append(f"{label}: {form.locale} is now {_shown(form.text)}")
        return tuple(forms.values())


def _owner(character: Character, people: _Names, known: Mapping[str, Character]) -> str:
    """The name of the one in the first bible who is this one; their own where nobody is."""
    name = people.owner(character.name, character.also)
    genders = {each.gender for each in (character, known.get(name, character)) if each.gender}
    return name if len(genders) < 2 else character.name


def _under(name: str, character: Character) -> Character:
    """Somebody under the name that the first bible has; the other name is one of theirs."""
    also = tuple(other for other in dict.fromkeys((*character.also, character.name)) if other != name)
    return replace(character, name=name, also=also)


def _entry_under(source: str, entry: Entry) -> Entry:
    also = tuple(other for other in dict.fromkeys((*entry.also, entry.source)) if other != source)
    return replace(entry, source=source, also=also)


def _first_knowing(old: tuple[Knowing, ...], new: tuple[Knowing, ...]) -> tuple[Knowing, ...]:
    """Those of the first, and whoever else the second says to know."""
    return old + tuple(each for each in new if each.who not in {known.who for known in old})


def _known_by_name(secret: Secret, people: _Names) -> Secret:
    known = tuple(replace(each, who=people.owner(each.who)) for each in secret.known_by)
    return replace(secret, known_by=known)


def _shown(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN_CHARS else text[:_SHOWN_CHARS] + "..."
