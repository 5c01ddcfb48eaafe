"""What people decided about lines. A decision is written once and never changed; a later one may stand over it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word on one line in one locale.

    Attributes:
        source: the source text that the person saw.
        before: the translation that the person was given; empty for none.
        text: what the line is to say; equal to `before` where it was only approved.
        start_ms: when the line started as the person saw it; None where that is not known.
        by: who, as the file or the command says; may be empty.
        at: when it was taken in, in UTC: `2026-11-24T15:00:00Z`.
        via: the kind of file it came in: `xliff`, `csv`, `xlsx`, `srt`.
    """

    SCHEMA: ClassVar[str] = "decision.1"

    episode: int
    locale: str
    cue_id: str
    source: str
    before: str
    text: str
    start_ms: int | None = None
    by: str = ""
    at: str = ""
    via: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionList:
    """The decisions about one episode in one locale, oldest first."""

    SCHEMA: ClassVar[str] = "decision_list.1"

    locale: str
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionLog:
    """Everything that was ever decided about a series, oldest first."""

    decisions: tuple[Decision, ...] = ()
    _by_place: dict[tuple[int, str], list[Decision]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_place: dict[tuple[int, str], list[Decision]] = defaultdict(list)
        for decision in self.decisions:
            by_place[decision.episode, decision.locale].append(decision)
        object.__setattr__(self, "_by_place", dict(by_place))

    def about(self, episode: int, locale: str) -> DecisionList:
        """What was decided about one episode in one locale; an empty list where nothing was."""
        return DecisionList(locale=locale, decisions=tuple(self._by_place.get((episode, locale), ())))


class Side(StrEnum):
    """Whose text a conflict was settled for."""

    FILE = "file"  # what the person wrote
    SERIES = "series"  # what stood in the series meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A line that changed in the series while a person worked on it.

    Attributes:
        decision: what the person wrote, and what the person had been given.
        source_now: the source text now; empty where the line is gone.
        text_now: the translation now; empty for none.
        settled: which text was taken in the end; None while nobody has said so.
    """

    SCHEMA: ClassVar[str] = "conflict.1"

    decision: Decision
    source_now: str
    text_now: str
    settled: Side | None = None
