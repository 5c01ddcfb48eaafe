"""Translations far longer or shorter than their source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.core.lang import language_of
from reelbridge.core.text import count_characters
from reelbridge.model.finding import Finding, Severity

#: characters of a translation per character of Chinese, by language; measured on the bundled memory (48 lines), and
#: for en on it and the dialogue of a television corpus alike
TYPICAL_RATIO = {"ja": 1.2, "ko": 1.4, "zh": 1.0, "th": 2.3, "ar": 2.3, "vi": 2.6}
OTHER_RATIO = 2.8

#: how far from typical is strange: wide, for a finding that is often wrong is soon not read any more
TOO_LONG = 3.0
TOO_SHORT = 0.2

#: short lines may be anything: 说人话 is "Talk like a normal person"
MIN_SOURCE_CHARS = 6


class LengthRatio:
    """What it checks: a translation more than three times, or less than a fifth, as long as is usual in its language.

    Why: two lines run together, a remark of the model's, or half a line lost: a shift often shows here first.
    Source: typical ratios measured on the bundled memory; the bounds are ours.
    """

    id: ClassVar[str] = "length-ratio"
    needs_source: ClassVar[bool] = True

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every translated line."""
        typical = TYPICAL_RATIO.get(language_of(context.market.locale), OTHER_RATIO)
        for line in context.translated:
            source, target = count_characters(line.source.text), count_characters(line.cue.text)
            if source < MIN_SOURCE_CHARS:
                continue
            if target > TOO_LONG * typical * source:
                yield finding(self, line, Severity.WARNING, f"{target} characters for {source}: far longer than usual")
            elif target < TOO_SHORT * typical * source:
                yield finding(self, line, Severity.WARNING, f"{target} characters for {source}: far shorter than usual")
