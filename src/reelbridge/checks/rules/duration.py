"""Lines that flash by or stay too long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.model.finding import Finding, Severity


class Duration:
    """What it checks: time on screen against the market's shortest and longest.

    Why: what is shorter is not noticed, what is longer is read twice. Where the original shows its line just as short
    there was no room to extend it, so that is only noted.
    Source: the limits of each market file: 5/6 s to 7 s in the Netflix Timed Text Style Guides.
    """

    id: ClassVar[str] = "duration"
    needs_source: ClassVar[bool] = False

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every translated line."""
        shortest, longest = context.limits.min_duration_ms, context.limits.max_duration_ms
        for line in context.translated:
            here = line.cue.duration_ms
            if here < shortest:
                message = f"{here / 1000:.2f} s on screen; at least {shortest / 1000:.2f}"
                is_as_before = context.has_source and line.source.duration_ms < shortest
                yield finding(self, line, Severity.NOTE if is_as_before else Severity.WARNING, message)
            elif here > longest:
                message = f"{here / 1000:.1f} s on screen; at most {longest / 1000:.1f}"
                yield finding(self, line, Severity.WARNING, message, "end it earlier, or make it two lines")
