"""Too many rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.model.finding import Finding, Severity


class LineCount:
    """What it checks: rows in a line against the market's limit.

    Why: three rows cover a face in a 9:16 picture.
    Source: the limits of each market file, after the Netflix Timed Text Style Guides (two rows).
    """

    id: ClassVar[str] = "line-count"
    needs_source: ClassVar[bool] = False

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every translated line."""
        for line in context.translated:
            rows = line.cue.text.count("\n") + 1
            if rows > context.limits.max_lines:
                yield finding(self, line, Severity.WARNING, f"{rows} rows; at most {context.limits.max_lines}")
