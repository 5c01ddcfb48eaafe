"""Memories as files, for tests that ask them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from reelbridge.core.codec import digest_of
from reelbridge.graph.step import NoParams
from reelbridge.model.cue import CueList
from reelbridge.model.memory import CueMatches, Memory, MemoryRef, MemorySet, Recall, RenderingList, SegmentList
from reelbridge.translate.memory.recall import recall
from reelbridge.translate.memory.selecting import select_renderings
from reelbridge.translate.memory.steps import RenderingParams
from reelbridge.translate.memory.store import MemoryStore
from reelbridge.translate.memory.writing import MemoryWriter

#: removed when the tests end
_FOLDER = tempfile.TemporaryDirectory(prefix="reelbridge-memories-")


def write_memory(path: Path, memory: Memory) -> None:
    """Add to a memory file."""
    with MemoryWriter(path, source_locale=memory.sources.source_locale) as writer:
        writer.add(memory.units())


def memory_set(sources: SegmentList, *targets: RenderingList, name: str = "memory.tmx") -> MemorySet:
    """One memory; equal ones are one file."""
    memory = Memory(sources=sources, targets=targets)
    path = Path(_FOLDER.name) / f"{digest_of(memory)}.tmdb"
    if not path.exists():
        write_memory(path, memory)
    with MemoryStore(path) as store:
        return MemorySet(refs=(MemoryRef(name=name, path=str(path), digest=store.digest),))


def recall_from(cues: CueList, memories: MemorySet) -> Recall:
    """The step, through its door."""
    return recall(None, NoParams(), cues=cues, memories=memories)  # type: ignore[arg-type]


def renderings_from(found: Recall, memories: MemorySet, locale: str) -> RenderingList:
    """The step, through its door."""
    return select_renderings(None, RenderingParams(locale=locale), recall=found, memories=memories)  # type: ignore[arg-type]


def short_id(segment_id: str) -> str:
    """A segment's id in its own memory."""
    return segment_id.rpartition("\n")[2]


def best(found: CueMatches) -> str | None:
    """The best match's segment, by its id in its own memory."""
    return short_id(found.matches[0].segment_id) if found.matches else None
