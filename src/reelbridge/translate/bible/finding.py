"""Who and what is named in a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from reelbridge.model.term import Term
from reelbridge.translate.term_finder import TermFinder, normal

#: they stand in every other line, and name nobody
PRONOUNS = frozenset({"你", "您", "你们", "您们", "他", "她", "它", "他们", "她们", "我", "我们", "咱", "咱们"})

#: a longer entry is a saying: the names inside it are still named. The longest names of places and institutions
#: (江城第一人民医院) have about eight characters.
_MAX_NAME_CHARS = 8


class Named(Protocol):
    """A character of the bible or a person of a brief."""

    @property
    def name(self) -> str: ...
    @property
    def also(self) -> tuple[str, ...]: ...


class Addressing(Protocol):
    """How one addresses another, in the bible or in a brief."""

    @property
    def speaker(self) -> str: ...
    @property
    def listener(self) -> str: ...
    @property
    def says(self) -> tuple[str, ...]: ...


class Described(Protocol):
    """An entry of the bible or a thing of a brief."""

    @property
    def source(self) -> str: ...
    @property
    def also(self) -> tuple[str, ...]: ...


class MentionFinder:
    """Finds names, forms of address and things; the longest first: in 沈家村 nobody called 沈家 is named.

    Args:
        people: who there is.
        addresses: how they address one another.
        things: what else has a name.
    """

    def __init__(self, people: Iterable[Named], addresses: Iterable[Addressing], things: Iterable[Described]) -> None:
        self._people: dict[str, set[str]] = defaultdict(set)
        for person in people:
            for name in (person.name, *person.also):
                self._people[normal(name).strip()].add(person.name)
        self._says: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for address in addresses:
            for says in address.says:
                self._says[normal(says).strip()].add((address.speaker, address.listener))
        self._things: dict[str, set[str]] = defaultdict(set)
        for thing in things:
            for source in (thing.source, *thing.also):
                self._things[normal(source).strip()].add(thing.source)
        sayings = {source for source in self._things if len(source) > _MAX_NAME_CHARS}
        words = {*self._people, *self._says, *self._things}
        self._finders = tuple(map(_finder_of, (words - sayings - PRONOUNS, sayings, self._says.keys() & PRONOUNS)))

    def find(self, text: str) -> frozenset[str]:
        """The words of a text, as `people_called` and the others take them. Pronouns are among them where an address
        has one."""
        return frozenset(normal(term.source).strip() for finder in self._finders for term in finder.find(text))

    def people_called(self, word: str | None) -> frozenset[str]:
        """Names of the people whom a word names, or whom a cue has as its speaker; several may share one."""
        return frozenset(self._people.get(normal(word or "").strip(), ()))

    def addresses_with(self, word: str) -> frozenset[tuple[str, str]]:
        """Speaker and listener of the addresses that a word is of."""
        return frozenset(self._says.get(word, ()))

    def things_called(self, word: str) -> frozenset[str]:
        """Sources of the things that a word names."""
        return frozenset(self._things.get(word, ()))


def _finder_of(words: Iterable[str]) -> TermFinder:
    return TermFinder(Term(source=word, target="") for word in words)
