"""Source text in the translation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.core.text import HAN, fold
from reelbridge.language.letters import uses_han
from reelbridge.model.draft import LocalizedLine
from reelbridge.model.finding import Finding, Severity

#: shorter Japanese lines may be written in the same characters by right: 社長, 乾杯
MIN_ECHO_CHARS = 4


class SourceLeft:
    """What it checks: Chinese characters in a language that has none, or a whole line that was only repeated.

    Why: engines echo what they cannot translate, in part or as a whole.
    Source: open subtitle translators put the source in as the translation when a request fails, and none of five
    noticed an echo; measured 2026-11.
    """

    id: ClassVar[str] = "source-left"
    needs_source: ClassVar[bool] = False

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every translated line."""
        for line in context.translated:
            if not uses_han(context.market.script):
                left = "".join(dict.fromkeys(HAN.findall(line.cue.text)))
                if left:
                    yield finding(self, line, Severity.ERROR, f"Chinese characters are left: {left}")
            elif context.has_source and context.market.script == "Jpan" and _is_echo(line):
                yield finding(self, line, Severity.ERROR, "the line repeats the source")


def _is_echo(line: LocalizedLine) -> bool:
    source = fold(line.source.text)
    words = [char for char in source if not char.isnumeric()]  # 3000万 is written the same in both languages
    return len(source) >= MIN_ECHO_CHARS and bool(words) and source == fold(line.cue.text)
