"""Which terms stand in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from reelbridge.model.term import Term


def normal(text: str) -> str:
    """Width and case folded; punctuation stays, so that no term is found across a comma (老师，父亲 has no 师父)."""
    return unicodedata.normalize("NFKC", text).casefold()


class TermFinder:
    """Finds terms from left to right, the longest first: 沈小满 is not also 小满.

    Args:
        terms: a source may have several renderings, of which any will do; the first one is preferred.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_source: dict[str, list[Term]] = {}
        for term in terms:
            if source := normal(term.source).strip():
                self._by_source.setdefault(source, []).append(term)
        longest_first = sorted(self._by_source, key=lambda source: (-len(source), source))
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def find(self, text: str) -> tuple[Term, ...]:
        """The terms of a text, sorted by source, each once; renderings of one source as they were given."""
        if self._pattern is None:
            return ()
        found = {match.group() for match in self._pattern.finditer(normal(text))}
        terms = [term for source in found for term in self._by_source[source]]
        return tuple(sorted(dict.fromkeys(terms), key=lambda term: term.source))
