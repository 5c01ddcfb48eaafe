"""Named things in explicit tables, loaded when they are first used.

An entry is a value or a string `"package.module:attribute"`, so that listing what exists imports nothing heavy.
Third parties add entries through Python entry points in the group `reelbridge.<kind>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Generic, TypeVar, cast

from reelbridge.core.errors import ReelbridgeError, UnknownNameError

T = TypeVar("T")


def load_target(target: str) -> Any:
    """Import `"package.module:attribute"` and return the attribute."""
    module, _, attribute = target.partition(":")
    return getattr(import_module(module), attribute)


class Registry(Generic[T]):
    """A table name -> thing.

    Args:
        kind: what the things are, in the singular, as it stands in messages: "translator".
        entries: the built-in ones.
    """

    def __init__(self, kind: str, entries: Mapping[str, T | str]) -> None:
        self.kind = kind
        self._entries: dict[str, T | str] = dict(entries)
        self._is_complete = False

    def __iter__(self) -> Iterator[str]:
        self._add_entry_points()
        return iter(sorted(self._entries))

    def check(self, name: str) -> None:
        """Refuse a name that is not there, without loading anything; the message lists the known ones."""
        if name not in self._entries:
            self._add_entry_points()
        if name not in self._entries:
            raise UnknownNameError(self.kind, name, self._entries)

    def __getitem__(self, name: str) -> T:
        """The thing of that name; an unknown name lists the known ones."""
        self.check(name)
        entry = self._entries[name]
        if isinstance(entry, str):
            entry = self._entries[name] = cast(T, load_target(entry))
        return entry

    def add(self, name: str, entry: T | str) -> None:
        """Add one; a name that is taken is an error."""
        if name in self._entries:
            raise ReelbridgeError(f"{self.kind} {name!r} is there twice", hint="rename one of the two plug-ins")
        self._entries[name] = entry

    def _add_entry_points(self) -> None:
        if self._is_complete:
            return
        self._is_complete = True
        for point in entry_points(group=f"reelbridge.{self.kind.replace(' ', '_')}"):
            self.add(point.name, point.value)
