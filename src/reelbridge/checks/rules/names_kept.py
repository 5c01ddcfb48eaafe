"""Names and terms."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.model.finding import Finding, Severity
from reelbridge.model.term import Term


class NamesKept:
    """What it checks: a line whose source holds a term of the term base has that term's rendering.

    Why: a name that changes between episodes makes two people of one. It is a warning: a pronoun may be better.
    Source: the series' own term base.
    """

    id: ClassVar[str] = "names-kept"
    needs_source: ClassVar[bool] = True

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every translated line."""
        longest_first = sorted(context.terms, key=lambda term: -len(term.source))
        for line in context.translated:
            target = _plain(line.cue.text)
            for term in _terms_in(line.source.text, longest_first):
                if _plain(term.target) not in target:
                    yield finding(
                        self, line, Severity.WARNING, f"{term.source} is {term.target!r}; it is not in the line"
                    )


def _terms_in(source: str, longest_first: list[Term]) -> Iterator[Term]:
    """The terms of a line; a longer one hides the shorter ones inside it: 沈小满 is no 小满."""
    rest = source.replace("\n", "")
    for term in longest_first:
        if term.source in rest:
            rest = rest.replace(term.source, "\n")
            yield term


def _plain(text: str) -> str:
    """One spelling, without the spaces and row breaks that may stand inside a name."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
