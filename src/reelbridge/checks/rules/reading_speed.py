"""Lines too fast to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.core.text import count_characters
from reelbridge.model.finding import Finding, Severity


class ReadingSpeed:
    """What it checks: characters per second on screen against the market's limit.

    Why: a viewer who cannot finish a line misses the picture too.
    Source: the limits of each market file, after the Netflix Timed Text Style Guides.
    """

    id: ClassVar[str] = "reading-speed"
    needs_source: ClassVar[bool] = False

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every translated line."""
        for line in context.translated:
            characters = count_characters(line.cue.text)
            speed = 1000 * characters / line.cue.duration_ms
            if speed > context.limits.max_cps + 0.05:
                fitting = int(context.limits.max_cps * line.cue.duration_ms / 1000)
                yield finding(
                    self,
                    line,
                    Severity.WARNING,
                    f"{speed:.1f} characters/s; at most {context.limits.max_cps:g}",
                    f"shorten it from {characters} to {fitting} characters, or show it longer",
                )
