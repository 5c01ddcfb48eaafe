"""Words that must be rendered the same way everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class TermKind(StrEnum):
    """What a term names."""

    NAME = "name"
    ADDRESS = "address"  # how one person calls another: 师父, 二叔
    TERM = "term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One source term and its rendering in one locale."""

    source: str
    target: str
    kind: TermKind = TermKind.TERM


@dataclass(frozen=True, slots=True, kw_only=True)
class TermList:
    """The terms of one locale."""

    SCHEMA: ClassVar[str] = "term_list.1"

    locale: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermBase:
    """The terms of all locales."""

    SCHEMA: ClassVar[str] = "term_base.1"

    source_locale: str
    lists: tuple[TermList, ...]

    def in_locale(self, locale: str) -> TermList:
        """The terms of one locale; an empty list where there are none."""
        return next((found for found in self.lists if found.locale == locale), TermList(locale=locale, terms=()))
