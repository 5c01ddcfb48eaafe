"""Lines that nothing knew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.model.finding import Finding, Severity


class Untranslated:
    """What it checks: a source line for which no engine had a translation.

    Why: it is left out of what is delivered, so a person has to write it; a silent hole is the worst fault there is.
    Source: ours; lost lines are the most reported fault of open subtitle translators, 2026-11.
    """

    id: ClassVar[str] = "untranslated"
    needs_source: ClassVar[bool] = True

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every line."""
        for line in context.lines:
            if not line.is_translated:
                why = line.reason or "no engine had a translation"
                yield finding(self, line, Severity.ERROR, why, "translate it, or add it to the memory and run again")
