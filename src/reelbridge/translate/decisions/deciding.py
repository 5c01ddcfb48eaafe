"""The step that lays what people decided over what an engine wrote."""

from __future__ import annotations

from dataclasses import replace

from reelbridge.graph.step import NoParams, Work
from reelbridge.model.cue import CueList
from reelbridge.model.decision import Decision, DecisionList
from reelbridge.model.draft import Draft, DraftLine, LineOrigin
from reelbridge.translate.decisions.placing import place_decisions


def decide(work: Work, params: NoParams, *, cues: CueList, draft: Draft, decisions: DecisionList) -> Draft:  # noqa: ARG001
    """The draft with the words of people in it; the other lines stay as they are."""
    placed = place_decisions(cues, decisions)
    lines: list[DraftLine] = []
    for line in draft.lines:
        if line.cue_id in placed.decided:
            lines.append(_decided_line(line.cue_id, placed.decided[line.cue_id]))
        elif line.cue_id in placed.aside:
            lines.append(_with_reason(line, placed.aside[line.cue_id]))
        else:
            lines.append(line)
    return replace(draft, lines=tuple(lines))


def decided_lines(cues: CueList, decisions: DecisionList) -> tuple[DraftLine, ...]:
    """The lines that people decided about, in the episode's order: no engine needs to be asked for them."""
    decided = place_decisions(cues, decisions).decided
    return tuple(_decided_line(cue.id, decided[cue.id]) for cue in cues.cues if cue.id in decided)


def _decided_line(cue_id: str, decision: Decision) -> DraftLine:
    return DraftLine(cue_id=cue_id, text=decision.text, origin=LineOrigin.DECIDED, score=100.0)


def _with_reason(line: DraftLine, aside: Decision) -> DraftLine:
    source, text = (part.replace("\n", " ") for part in (aside.source, aside.text))
    reason = f"a person's translation of another source text is kept aside: {source}: {text}"
    return replace(line, reason=f"{line.reason}; {reason}" if line.reason else reason)
