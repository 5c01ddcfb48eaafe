"""Source text in the translation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.checks.scripts import uses_han
from reelbridge.core.text import HAN, fold
from reelbridge.model.finding import Finding, Severity

#: shorter Japanese lines may be written in the same characters by right: 社長, 乾杯
MIN_ECHO_CHARS = 4


class SourceLeft:
    """What it checks: Chinese characters in a language that has none, or a whole line that was only repeated.

    Why: engines echo what they cannot translate, in part or as a whole.
    Source: echoes are the second most reported fault of translating engines in open trackers, read 2026-11.
    """

    id: ClassVar[str] = "source-left"
    needs_source: ClassVar[bool] = True

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every translated line."""
        for line in context.translated:
            if not uses_han(context.market.script):
                left = "".join(dict.fromkeys(HAN.findall(line.cue.text)))
                if left:
                    yield finding(self, line, Severity.ERROR, f"Chinese characters are left: {left}")
            elif context.market.script == "Jpan" and self._is_echo(line.source.text, line.cue.text):
                yield finding(self, line, Severity.ERROR, "the line repeats the source")

    @staticmethod
    def _is_echo(source: str, target: str) -> bool:
        return len(fold(source)) >= MIN_ECHO_CHARS and fold(source) == fold(target)
