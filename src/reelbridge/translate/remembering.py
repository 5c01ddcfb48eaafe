"""The step before any engine: lines that people have decided or approved need no engine."""

from __future__ import annotations

from reelbridge.graph.step import Work
from reelbridge.model.cue import CueList
from reelbridge.model.decision import DecisionList
from reelbridge.model.draft import Draft
from reelbridge.model.memory import Recall, RenderingList
from reelbridge.translate.decisions.deciding import decided_lines
from reelbridge.translate.engine import untranslated
from reelbridge.translate.known_lines import exact_line, texts_by_segment
from reelbridge.translate.steps import RememberParams


def remember(
    work: Work,  # noqa: ARG001
    params: RememberParams,
    *,
    cues: CueList,
    recall: Recall,
    renderings: RenderingList,
    decisions: DecisionList,
) -> Draft:
    """What people decided for this line, else what they approved for a line like it; the rest is untranslated."""
    decided = {line.cue_id: line for line in decided_lines(cues, decisions)}
    texts = texts_by_segment(renderings)
    return Draft(
        locale=params.locale,
        engine="memory",
        lines=tuple(
            decided.get(cue.id)
            or exact_line(cue, found, texts)
            or untranslated(cue.id, f"the memory has no such line in {params.locale}")
            for cue, found in zip(cues.cues, recall.cues, strict=True)
        ),
    )
