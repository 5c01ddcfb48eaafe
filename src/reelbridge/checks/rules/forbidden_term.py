"""Renderings that somebody has forbidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.checks.terms_in import terms_in
from reelbridge.language.word_finding import find_word, plain_text
from reelbridge.model.finding import Finding, Severity
from reelbridge.model.term import Term


class ForbiddenTerm:
    """What it checks: a line whose source holds a term has none of the renderings that the term base forbids for it.
    A forbidden word inside an allowed rendering, or inside a longer word, is none.

    Why: somebody took the trouble to write down that this word must not be used: an old name, a rival's brand, a word
    that offends. So it is an error.
    Source: the series' own term base: words marked deprecated or superseded in TBX.
    """

    id: ClassVar[str] = "forbidden-term"
    needs_source: ClassVar[bool] = True

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every translated line."""
        for line in context.translated:
            said = plain_text(line.cue.text)
            for terms in terms_in(line.source.text, context.terms):
                for word in _forbidden_in(said, terms):
                    allowed = " or ".join(repr(term.target) for term in terms)
                    yield finding(
                        self,
                        line,
                        Severity.ERROR,
                        f"{terms[0].source} must not be {word!r}",
                        hint=f"write {allowed}",
                    )


def _forbidden_in(said: str, terms: Sequence[Term]) -> Iterator[str]:
    """The forbidden words that stand in a text once its allowed ones are taken out."""
    for target in sorted((plain_text(term.target) for term in terms), key=len, reverse=True):
        while target and (found := find_word(target, said)):
            said = f"{said[: found[0]]}\n{said[found[1] :]}"
    for word in dict.fromkeys(word for term in terms for word in term.forbidden):
        plain = plain_text(word)
        if plain and find_word(plain, said):
            yield word
