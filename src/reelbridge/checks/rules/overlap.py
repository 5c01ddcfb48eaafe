"""Two spoken lines at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.model.finding import Finding, Severity


class Overlap:
    """What it checks: a spoken line that begins before the one before it has ended. Signs may stand beside speech.

    Why: players show one over the other, or drop one. Where the original shows both at a time it is a warning: two
    people speak at once.
    Source: ours; WebVTT players stack cues that overlap, SRT players differ.
    """

    id: ClassVar[str] = "overlap"
    needs_source: ClassVar[bool] = False

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every pair of spoken lines."""
        for before, after in pairwise(context.dialogue):
            over = before.cue.end_ms - after.cue.start_ms
            if over > 0:
                is_as_before = context.has_source and before.source.end_ms - after.source.start_ms >= over
                severity = Severity.WARNING if is_as_before else Severity.ERROR
                yield finding(self, before, severity, f"it ends {over} ms after the next line has begun")
