"""What a check is, and what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Protocol

from reelbridge.model.cue import CueKind
from reelbridge.model.draft import LocalizedLine
from reelbridge.model.finding import Finding, Severity
from reelbridge.model.market import Limits, Market
from reelbridge.model.term import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext:
    """The lines of one episode in one locale, by start time, and what they are measured by.

    Without `has_source` the translation alone is known, and stands in for its source.
    """

    lines: tuple[LocalizedLine, ...]
    market: Market
    limits: Limits
    terms: tuple[Term, ...]
    frame_rate: Fraction
    has_source: bool

    @property
    def translated(self) -> tuple[LocalizedLine, ...]:
        """The lines that have a translation."""
        return tuple(line for line in self.lines if line.is_translated)

    @property
    def dialogue(self) -> tuple[LocalizedLine, ...]:
        """The translated lines that are spoken; signs may stand on screen at the same time as they."""
        return tuple(line for line in self.translated if line.cue.kind is CueKind.DIALOGUE)

    @property
    def min_gap_ms(self) -> Fraction:
        """The smallest gap between two lines, exactly."""
        return self.limits.min_gap_frames * 1000 / self.frame_rate


class Check(Protocol):
    """Looks at every line and tells what is wrong. `needs_source`: a translation alone is not enough for it."""

    id: ClassVar[str]
    needs_source: ClassVar[bool]

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """The findings, in the order of the lines."""


def finding(
    check: type[Check] | Check, line: LocalizedLine, severity: Severity, message: str, hint: str | None = None
) -> Finding:
    """A finding of a check about a line."""
    return Finding(check_id=check.id, severity=severity, cue_id=line.cue.id, message=message, hint=hint)
