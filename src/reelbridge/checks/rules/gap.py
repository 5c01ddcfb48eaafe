"""Lines that follow too closely."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.model.finding import Finding, Severity


class Gap:
    """What it checks: the time between the end of a spoken line and the start of the next.

    Why: without a gap the eye does not see that the line has changed. Where the original has the same gap it is noted
    only: the cut is the director's.
    Source: two frames in the Netflix Timed Text Style Guides.
    """

    id: ClassVar[str] = "gap"
    needs_source: ClassVar[bool] = False

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every pair of spoken lines."""
        for before, after in pairwise(context.dialogue):
            here = after.cue.start_ms - before.cue.end_ms
            # times are whole milliseconds: a gap of two frames at 24 is 83 or 84 ms
            if 0 <= here < int(context.min_gap_ms):
                is_as_before = context.has_source and after.source.start_ms - before.source.end_ms == here
                message = f"{here} ms to the next line; at least {context.limits.min_gap_frames} frames"
                yield finding(self, before, Severity.NOTE if is_as_before else Severity.WARNING, message)
