"""The memories of a series, asked as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from reelbridge.model.memory import Match, MemorySet
from reelbridge.translate.memory.store import MAX_SEGMENTS_PER_TEXT, MAX_TEXTS, Found, MemoryStore

#: parts the name of a memory from that of a segment; no file can be called so
_MARK = "\n"


def leading(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """The matches that are as good as the first: the same score, and in context if it is."""
    return tuple(
        match for match in matches if (match.score, match.in_context) == (matches[0].score, matches[0].in_context)
    )


@contextmanager
def open_memories(memories: MemorySet) -> Iterator[tuple[tuple[str, MemoryStore], ...]]:
    """The memories with their names, each at the moment that its digest stands for.

    Raises:
        InputError: one is not there, is no memory, or is damaged.
        StoreError: one has been changed.
    """
    with ExitStack() as stack:
        yield tuple(
            (ref.name, stack.enter_context(MemoryStore(Path(ref.path), digest=ref.digest))) for ref in memories.refs
        )


def full_name(memory: str, segment: str) -> str:
    """A segment's id among those of several memories."""
    return f"{memory}{_MARK}{segment}"


def names_in(memory: str, names: frozenset[str]) -> frozenset[str]:
    """The segments of one memory out of full names."""
    start = full_name(memory, "")
    return frozenset(name.removeprefix(start) for name in names if name.startswith(start))


class MemoryFinder:
    """Asked for every line.

    Args:
        stores: the memories with their names. Where two are equally good the earlier one comes first.
    """

    def __init__(self, stores: Sequence[tuple[str, MemoryStore]]) -> None:
        self._stores = tuple(stores)

    def find(self, text: str, before: frozenset[str]) -> tuple[Match, ...]:
        """The segments like a text, best first: by score, then those in context, then in the order of the memories.

        Args:
            text: a source line.
            before: ids of the segments that the line before is.
        """
        ranked = [
            (-found.score, not found.in_context, position, found.order, name, found)
            for position, (name, store) in enumerate(self._stores)
            for found in store.find(text, names_in(name, before))
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
