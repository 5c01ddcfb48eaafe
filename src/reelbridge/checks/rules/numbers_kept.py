"""Numbers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.language.number_words import find_numbers, load_lexicon
from reelbridge.language.quantities import find_quantities
from reelbridge.model.finding import Finding, Severity


class NumbersKept:
    """What it checks: every quantity of the source stands in the translation with the same value, in digits or words:
    三千万 is 30 million, 3000万, 30 triệu.

    Why: 万 and 亿 have no word in most languages, and engines are off by a factor of ten there; a wrong amount is a
    wrong story. A small number spelled out may be left out by a good translator, so that is a warning only.
    Source: the number words of each language in data/lexicon, written for this check.
    """

    id: ClassVar[str] = "numbers-kept"
    needs_source: ClassVar[bool] = True

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every translated line."""
        lexicon = load_lexicon(context.market.locale)
        if lexicon is None:
            return
        for line in context.translated:
            quantities = find_quantities(line.source.text)
            if not quantities:
                continue
            kept = find_numbers(line.cue.text, lexicon)
            for quantity in quantities:
                if quantity.value not in kept:
                    severity = Severity.ERROR if quantity.is_certain else Severity.WARNING
                    message = f"{quantity.text} is {_plain(quantity.value)}; no such number is in the line"
                    yield finding(self, line, severity, message)


def _plain(value: Fraction) -> str:
    return f"{int(value):,}" if value.denominator == 1 else f"{float(value):g}"
