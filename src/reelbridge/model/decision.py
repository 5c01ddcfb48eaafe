"""What people decided about lines. A decision is written once and never changed; a later one may stand over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word on one line in one locale.

    Attributes:
        source: the source text that the person saw.
        before: the translation that the person was given; empty for none.
        text: what the line is to say; equal to `before` where it was only approved.
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
