"""Words written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.core.lang import language_of
from reelbridge.model.finding import Finding, Severity

_DOUBLED = re.compile(r"\b(\w+)(?:[ \n]+\1\b)+", re.IGNORECASE)

#: languages in which saying a word twice is grammar: yavaş yavaş, mãi mãi, 빨리 빨리
_REDUPLICATING = frozenset({"id", "ja", "ko", "ms", "th", "tr", "vi", "zh", "hi"})

#: words that stand twice in good sentences
_ALLOWED = {
    "en": {"had", "that", "very", "really", "bye", "ha", "no", "so", "is", "you", "her"},
    "fr": {"nous", "vous", "très", "bla"},
    "de": {"die", "der", "das", "sie", "sehr"},
    "ar": {"جدا", "جدًا", "رويدا", "رويدًا", "قليلا", "قليلًا"},
    "it": {"piano", "via", "molto", "così", "quasi", "mano"},
    "es": {"muy", "ja", "casi"},
    "pt": {"muito", "que", "quase", "logo"},
}


class DoubledWords:
    """What it checks: the same word twice in a row, without a mark between.

    Why: it is a slip of an engine or of a hand. Languages that form words by doubling are left out.
    Source: Weblate's check "consecutive duplicated words", read 2026-11.
    """

    id: ClassVar[str] = "doubled-words"
    needs_source: ClassVar[bool] = False

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every translated line."""
        language = language_of(context.market.locale)
        if language in _REDUPLICATING:
            return
        allowed = _ALLOWED.get(language, set())
        for line in context.translated:
            for match in _DOUBLED.finditer(line.cue.text):
                if match[1].casefold() not in allowed and not match[1].isdigit():
                    yield finding(self, line, Severity.WARNING, f"{match[1]!r} stands twice in a row")
