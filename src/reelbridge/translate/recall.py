"""What the memory knows of an episode, in any locale."""

from __future__ import annotations

from reelbridge.graph.step import NoParams, Work
from reelbridge.model.cue import CueKind, CueList
from reelbridge.model.memory import CueMatches, Match, Recall, SegmentList
from reelbridge.translate.memory_index import MemoryIndex


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


def leading(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """The matches that are as good as the first: the same score, and in context if it is."""
    return tuple(
        match for match in matches if (match.score, match.in_context) == (matches[0].score, matches[0].in_context)
    )
