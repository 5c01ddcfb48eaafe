"""Names and terms."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.checks.terms_in import terms_in
from reelbridge.model.finding import Finding, Severity


class NamesKept:
    """What it checks: a line whose source holds a term of the term base has that term's rendering, or one of
    them if it has several.

    Why: a name that changes between episodes makes two people of one. It is a warning: a pronoun may be better.
    Source: the series' own term base.
    """

    id: ClassVar[str] = "names-kept"
    needs_source: ClassVar[bool] = True

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every translated line."""
        for line in context.translated:
            target = _plain(line.cue.text)
            for terms in terms_in(line.source.text, context.terms):
                if not any(_plain(term.target) in target for term in terms):
                    renderings = " or ".join(repr(term.target) for term in terms)
                    yield finding(
                        self, line, Severity.WARNING, f"{terms[0].source} is {renderings}; it is not in the line"
                    )


def _plain(text: str) -> str:
    """One spelling, without the spaces and row breaks that may stand inside a name."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
