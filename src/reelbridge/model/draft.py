"""Translations before and after the checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from reelbridge.model.cue import Cue
from reelbridge.model.finding import Finding, Repair, Severity


class LineOrigin(StrEnum):
    """Where a translation came from."""

    CONTEXT = "context"  # the memory knew this line after the same line
    EXACT = "exact"  # the memory knew this line
    FUZZY = "fuzzy"  # the memory knew a line like it
    MACHINE = "machine"  # a model wrote it
    DECIDED = "decided"  # a person wrote or approved it
    UNTRANSLATED = "untranslated"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """The translation of one cue. `score` is 0 to 100: how well the memory's line matches, 100 for an exact one.

    Attributes:
        text: empty when `origin` is untranslated.
        reason: why a person should look, or None.
        full: the translation before it was shortened to be read in time; empty where it was not.
        second: what the model wrote when it was asked a second time; empty where it was not, or wrote the same.
    """

    cue_id: str
    text: str
    origin: LineOrigin
    score: float
    reason: str | None = None
    full: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What an engine used. `tokens_cached` are those of `tokens_in` that the provider had read before.

    `cost_usd` is None where the price is not known.
    """

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    cost_usd: float | None = None

    def __add__(self, other: Usage) -> Usage:
        costs = [each for each in (self.cost_usd, other.cost_usd) if each is not None]
        return Usage(
            requests=self.requests + other.requests,
            tokens_in=self.tokens_in + other.tokens_in,
            tokens_out=self.tokens_out + other.tokens_out,
            tokens_cached=self.tokens_cached + other.tokens_cached,
            cost_usd=sum(costs) if costs else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One episode in one locale as the engines left it: exactly one line per source cue, in the same order.

    Not `is_final`: lines are left out that an engine may translate when it is asked in another run.
    """

    SCHEMA: ClassVar[str] = "draft.2"
    #: version 2 added fields that have a value of their own where they are missing
    UPGRADES: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: dict}

    locale: str
    engine: str
    lines: tuple[DraftLine, ...]
    is_final: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalizedLine:
    """One line as it goes out: the source cue, its translation as a cue (repairs may move its times), its origin.

    `full` and `second` are as in a draft line. `risk` is 0 to 100: how much the line asks for a person's eyes;
    `risks` says why, the weightiest first.
    """

    source: Cue
    cue: Cue
    origin: LineOrigin
    score: float
    reason: str | None = None
    full: str = ""
    second: str = ""
    risk: float = 0.0
    risks: tuple[str, ...] = ()

    @property
    def is_translated(self) -> bool:
        """Whether there is a translation at all."""
        return self.origin is not LineOrigin.UNTRANSLATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Localized:
    """One episode in one locale, checked. One line per source cue; untranslated ones keep the source text."""

    SCHEMA: ClassVar[str] = "localized.2"
    #: version 2 added fields that have a value of their own where they are missing
    UPGRADES: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: dict}

    locale: str
    engine: str
    lines: tuple[LocalizedLine, ...]
    findings: tuple[Finding, ...]
    repairs: tuple[Repair, ...]

    @property
    def lines_for_review(self) -> tuple[str, ...]:
        """Ids of the lines that need a person: no translation, an uncertain one, or an error found."""
        errors = {finding.cue_id for finding in self.findings if finding.severity is Severity.ERROR}
        return tuple(
            line.cue.id for line in self.lines if line.reason or not line.is_translated or line.cue.id in errors
        )
