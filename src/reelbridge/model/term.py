"""Words that must be rendered the same way everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar


class TermKind(StrEnum):
    """What a term names."""

    NAME = "name"
    ADDRESS = "address"  # how one person calls another: 师父, 二叔
    TERM = "term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One source term and its rendering in one locale. `forbidden` are renderings that must not be used."""

    source: str
    target: str
    kind: TermKind = TermKind.TERM
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermList:
    """The terms of one locale."""

    SCHEMA: ClassVar[str] = "term_list.2"
    #: version 2 added fields that have a value of their own where they are missing
    UPGRADES: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: dict}

    locale: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermBase:
    """The terms of all locales."""

    SCHEMA: ClassVar[str] = "term_base.2"
    #: version 2 added fields that have a value of their own where they are missing
    UPGRADES: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: dict}

    source_locale: str
    lists: tuple[TermList, ...]

    def in_locale(self, locale: str) -> TermList:
        """The terms of one locale; an empty list where there are none."""
        return next((found for found in self.lists if found.locale == locale), TermList(locale=locale, terms=()))
