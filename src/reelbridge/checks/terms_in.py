"""Which terms stand in a source line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reelbridge.model.term import Term


def terms_in(source: str, terms: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    """The terms of a line, those of one source text together; a longer one hides the shorter ones inside it: 沈小满 is
    no 小满."""
    by_source: dict[str, list[Term]] = {}
    for term in terms:
        by_source.setdefault(term.source, []).append(term)
    rest = source.replace("\n", "")
    for text in sorted(by_source, key=lambda text: -len(text)):
        if text and text in rest:
            rest = rest.replace(text, "\n")
            yield tuple(by_source[text])
