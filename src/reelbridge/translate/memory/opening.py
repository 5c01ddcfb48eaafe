"""The memories of a series, opened together, and how their segments are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from reelbridge.model.memory import MemorySet
from reelbridge.translate.memory.store import MemoryStore

#: parts the name of a memory from that of a segment; no file can be called so
_MARK = "\n"


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
