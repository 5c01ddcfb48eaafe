"""Lines too wide for the picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from reelbridge.checks.breaking import break_lines, fits
from reelbridge.checks.check import CheckContext, finding
from reelbridge.core.text import count_characters
from reelbridge.model.finding import Finding, Severity


class LineLength:
    """What it checks: characters in each row of a line against the market's limit for the shape of the picture.

    Why: a 9:16 picture is narrow; a row that is too long is broken by the player in the wrong place, or cut off.
    Source: the limits of each market file.
    """

    id: ClassVar[str] = "line-length"
    needs_source: ClassVar[bool] = False

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every translated line."""
        for line in context.translated:
            text = line.cue.text
            longest = max(count_characters(row) for row in text.split("\n"))
            if longest > context.limits.max_line_chars:
                message = f"{longest} characters in a row; at most {context.limits.max_line_chars}"
                broken = break_lines(text, context.market.locale, context.limits)
                hint = f"break it: {broken!r}" if fits(broken, context.limits) else "shorten it"
                yield finding(self, line, Severity.WARNING, message, hint)
