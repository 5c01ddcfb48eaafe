"""The part of the memories that one episode touches: a change elsewhere does not run it again."""

from __future__ import annotations

from reelbridge.graph.step import Work
from reelbridge.model.memory import MemorySet, Recall, Rendering, RenderingList
from reelbridge.translate.memory.opening import full_name, names_in, open_memories
from reelbridge.translate.memory.steps import RenderingParams


def select_renderings(work: Work, params: RenderingParams, *, recall: Recall, memories: MemorySet) -> RenderingList:  # noqa: ARG001
    """The translations of the segments that the recall names, by segment. Who approved them is left out: the same
    translation approved once more changes nothing that follows."""
    wanted = frozenset(match.segment_id for cue in recall.cues for match in cue.matches)
    with open_memories(memories) as stores:
        chosen = [
            Rendering(segment_id=full_name(memory, rendering.segment_id), text=rendering.text)
            for memory, store in stores
            for rendering in store.renderings(names_in(memory, wanted), params.locale)
        ]
    return RenderingList(
        locale=params.locale, renderings=tuple(sorted(chosen, key=lambda rendering: rendering.segment_id))
    )
