"""What the memories know of an episode, in any locale."""

from __future__ import annotations

from reelbridge.graph.step import NoParams, Work
from reelbridge.model.cue import CueKind, CueList
from reelbridge.model.memory import CueMatches, MemorySet, Recall
from reelbridge.translate.memory.finding import MemoryFinder, leading
from reelbridge.translate.memory.opening import open_memories


def recall(work: Work, params: NoParams, *, cues: CueList, memories: MemorySet) -> Recall:  # noqa: ARG001
    """The matches of every cue, exactly one entry per cue in order. A sign stands between lines without parting them:
    context is the dialogue line before."""
    found: list[CueMatches] = []
    before: frozenset[str] = frozenset()
    with open_memories(memories) as stores:
        finder = MemoryFinder(stores)
        for cue in cues.cues:
            matches = finder.find(cue.text, before)
            found.append(CueMatches(cue_id=cue.id, matches=matches))
            if cue.kind is CueKind.DIALOGUE:
                before = frozenset(match.segment_id for match in leading(matches))
    return Recall(cues=tuple(found))
