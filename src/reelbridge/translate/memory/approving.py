"""What people decided about an episode as units of a memory. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reelbridge.model.cue import CueKind, CueList
from reelbridge.model.decision import DecisionList
from reelbridge.model.memory import Rendering, Segment, Unit
from reelbridge.translate.decisions.placing import place_decisions


def approved_units(cues: CueList, decided: DecisionList, *, series: str) -> Iterator[Unit]:
    """Each decision as a segment with its translation, after the line that came before it in the episode.

    That line goes in too, without a translation if nobody decided about it: it is what tells later that this one is in
    context. A decision about words that the episode does not have any more goes in without context.
    """
    placed = place_decisions(cues, decided).decided
    cue_ids = {id(decision): cue_id for cue_id, decision in placed.items()}
    spoken = [cue for cue in cues.cues if cue.kind is CueKind.DIALOGUE]
    before = {cue.id: previous for previous, cue in pairwise(spoken)}
    speakers = {cue.id: cue.speaker for cue in cues.cues}
    for decision in decided.decisions:
        cue_id = cue_ids.get(id(decision), "")
        previous = before.get(cue_id)
        if previous:
            yield Unit(
                segment=Segment(
                    id=_segment_id(series, decision.episode, previous.id),
                    source=previous.text,
                    speaker=previous.speaker,
                    series=series,
                    episode=decision.episode,
                )
            )
        segment = Segment(
            id=_segment_id(series, decision.episode, cue_id or decision.cue_id),
            source=decision.source,
            previous_id=_segment_id(series, decision.episode, previous.id) if previous else None,
            speaker=speakers.get(cue_id),
            series=series,
            episode=decision.episode,
        )
        rendering = Rendering(segment_id=segment.id, text=decision.text, by=decision.by, at=decision.at)
        yield Unit(segment=segment, renderings=((decided.locale, rendering),))


def _segment_id(series: str, episode: int, cue_id: str) -> str:
    return f"{series}/e{episode:03d}/{cue_id}"
