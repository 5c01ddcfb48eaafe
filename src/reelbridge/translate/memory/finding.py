"""The memories of a series, asked as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reelbridge.model.memory import Match
from reelbridge.translate.memory.lookup import MAX_SEGMENTS_PER_TEXT, MAX_TEXTS, Found, Lookup
from reelbridge.translate.memory.opening import full_name, names_in
from reelbridge.translate.memory.store import MemoryStore


def leading(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """The matches that are as good as the first: the same score, and in context if it is."""
    return tuple(
        match for match in matches if (match.score, match.in_context) == (matches[0].score, matches[0].in_context)
    )


class MemoryFinder:
    """Asked for every line.

    Args:
        stores: the memories with their names. Where two are equally good the earlier one comes first.
    """

    def __init__(self, stores: Sequence[tuple[str, MemoryStore]]) -> None:
        self._lookups = tuple((name, Lookup(store)) for name, store in stores)

    def find(self, text: str, before: frozenset[str]) -> tuple[Match, ...]:
        """The segments like a text, best first: by score, then those in context, then in the order of the memories.

        Args:
            text: a source line.
            before: ids of the segments that the line before is.
        """
        ranked = [
            (-found.score, not found.in_context, position, found.order, name, found)
            for position, (name, lookup) in enumerate(self._lookups)
            for found in lookup.find(text, names_in(name, before))
        ]
        ranked.sort(key=lambda each: each[:4])
        return tuple(_limited([(name, found) for *_, name, found in ranked]))


def _limited(ranked: list[tuple[str, Found]]) -> Iterator[Match]:
    counts: dict[str, int] = {}
    for memory, found in ranked:
        if found.key not in counts and len(counts) == MAX_TEXTS:
            continue
        counts[found.key] = counts.get(found.key, 0) + 1
        if counts[found.key] <= MAX_SEGMENTS_PER_TEXT:
            yield Match(
                segment_id=full_name(memory, found.name),
                score=found.score,
                in_context=found.in_context,
                source=found.source,
            )
