"""Translations far longer or shorter than their source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.core.lang import language_of
from reelbridge.core.text import count_characters
from reelbridge.model.finding import Finding, Severity

#: characters of a translation per character of Chinese, by language: medians of the 48 spoken lines of the bundled
#: series. For en the same is 3.7 there and 3.1 in 840 lines of television dialogue (the TVSub corpus).
TYPICAL_RATIO = {"ja": 1.0, "ko": 1.7, "zh": 1.0, "th": 2.1, "ar": 2.7}
#: de, en, es, fr, id, it, pt, tr and vi lie between 3.1 and 3.7
OTHER_RATIO = 3.3

#: how far from typical is strange: wide, for a finding that is often wrong is soon not read any more
TOO_LONG = 3.0
TOO_SHORT = 0.2

#: short lines may be anything: 说人话 is "Talk like a normal person"
MIN_SOURCE_CHARS = 6


class LengthRatio:
    """What it checks: a translation more than three times, or less than a fifth, as long as is usual in its language.

    Why: two lines run together, a remark of the model's, or half a line lost: a shift often shows here first.
    Source: ratios measured on the bundled series; the bounds are ours.
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
