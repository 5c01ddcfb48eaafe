"""Questions that lost their mark, and sentences that lost their end."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.core.lang import language_of
from reelbridge.model.cue import CueKind
from reelbridge.model.finding import Finding, Severity

_QUESTION_MARKS = frozenset("?？؟")

#: Thai writes no question mark, and Japanese needs none: their particles and question words ask
_WITHOUT_QUESTION_MARK = frozenset({"th", "ja"})

#: scripts whose subtitles close a sentence with a mark
_CLOSED_SCRIPTS = frozenset({"Latn", "Cyrl", "Arab", "Deva"})


class EndPunctuation:
    """What it checks: a question stays a question; Spanish opens what it closes; a spoken line in a script that closes
    its sentences ends with a mark.

    Why: without the mark a question reads as a statement, which turns a scene around.
    Source: after Weblate's checks of mismatched question marks and full stops; Thai and Japanese are our exceptions.
    """

    id: ClassVar[str] = "end-punctuation"
    needs_source: ClassVar[bool] = True

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every translated line."""
        language = language_of(context.market.locale)
        for line in context.translated:
            text = line.cue.text.rstrip()
            if language not in _WITHOUT_QUESTION_MARK and _asks(line.source.text) and not _asks(text):
                yield finding(self, line, Severity.WARNING, "the source asks; the line has no question mark")
            if language == "es" and _misses_opening(text):
                yield finding(self, line, Severity.WARNING, "an opening ¿ or ¡ is missing")
            if line.cue.kind is CueKind.DIALOGUE and context.market.script in _CLOSED_SCRIPTS and _is_open(text):
                yield finding(self, line, Severity.NOTE, "the line ends without a mark")


def _asks(text: str) -> bool:
    return any(char in _QUESTION_MARKS for char in text)


def _misses_opening(text: str) -> bool:
    return ("?" in text and "¿" not in text) or ("!" in text and "¡" not in text)


def _is_open(text: str) -> bool:
    return bool(text) and unicodedata.category(text[-1])[0] in "LMN"
