"""What the memory knows of an episode, in any locale."""

from __future__ import annotations

from reelbridge.graph.step import NoParams, Work
from reelbridge.model.cue import CueKind, CueList
from reelbridge.model.memory import CueMatches, Recall, SegmentList
from reelbridge.translate.memory_index import MemoryIndex, leading


def recall(work: Work, params: NoParams, *, cues: CueList, sources: SegmentList) -> Recall:  # noqa: ARG001
    """The matches of every cue, exactly one entry per cue in order."""
    return recall_cues(cues, MemoryIndex(sources))


def recall_cues(cues: CueList, index: MemoryIndex) -> Recall:
    """See `recall`. A sign stands between lines without parting them: context is the dialogue line before."""
    found: list[CueMatches] = []
    before: frozenset[str] = frozenset()
    for cue in cues.cues:
        matches = index.find(cue.text, before)
        found.append(CueMatches(cue_id=cue.id, matches=matches))
        if cue.kind is CueKind.DIALOGUE:
            before = frozenset(match.segment_id for match in leading(matches))
    return Recall(cues=tuple(found))
