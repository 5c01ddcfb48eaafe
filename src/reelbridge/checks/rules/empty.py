"""Lines without words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.model.finding import Finding, Severity


class Empty:
    """What it checks: a translation that holds no letter and no digit.

    Why: the viewer sees speaking lips and no words; an engine's blank answer must not pass as a translation.
    Source: ours; blank lines are among the most reported faults of open subtitle translators, 2026-11.
    """

    id: ClassVar[str] = "empty"
    needs_source: ClassVar[bool] = False

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every translated line."""
        for line in context.translated:
            if not any(char.isalnum() for char in line.cue.text):
                yield finding(self, line, Severity.ERROR, f"the line is {line.cue.text!r}: it has no words")
