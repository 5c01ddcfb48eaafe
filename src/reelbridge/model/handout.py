"""What is handed to a translator or reviewer, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class LineState(StrEnum):
    """How far a line is."""

    UNTRANSLATED = "untranslated"
    REVIEW = "review"  # there is a translation, and a reason for a person to look
    TRANSLATED = "translated"
    DECIDED = "decided"  # a person wrote or approved it


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedLine:
    """One line as a person gets it.

    Attributes:
        text: the translation; empty for none.
        max_chars: how many characters can be read while it is on screen.
        risk: 0 to 100, how much it asks for a person's eyes.
        notes: what the person should know of it, each a sentence or a line.
        check: a digest of what is handed out; it shows whether that came back unchanged.
    """

    cue_id: str
    start_ms: int
    end_ms: int
    source: str
    text: str
    state: LineState
    max_chars: int
    risk: float = 0.0
    speaker: str = ""
    notes: tuple[str, ...] = ()
    check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """One episode in one locale, for people. `notes` are about all of it: the story so far, what happens here."""

    SCHEMA: ClassVar[str] = "handout.1"

    series: str
    episode: int
    source_locale: str
    locale: str
    lines: tuple[HandedLine, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedLine:
    """One line as it came back.

    Attributes:
        text: the translation in the file; empty for none.
        source: the original as it stands in the file; None where the file holds none.
        given: the translation that had been handed out, as it stands in the file; None where it holds none.
        check: the digest that was handed out; empty where the file lost it.
        problem: why its text cannot be used; empty where it can.
    """

    cue_id: str
    text: str
    source: str | None = None
    given: str | None = None
    check: str = ""
    is_approved: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One episode in one locale as it came back. `via` is the kind of file; `locale` is as the file has it."""

    episode: int
    locale: str
    via: str
    lines: tuple[ReturnedLine, ...]
