"""What the memory says about one line in one locale."""

from __future__ import annotations

from collections.abc import Mapping

from reelbridge.model.cue import Cue
from reelbridge.model.draft import DraftLine, LineOrigin
from reelbridge.model.memory import CueMatches, Match, RenderingList
from reelbridge.translate.difference import describe_difference
from reelbridge.translate.memory.finding import leading
from reelbridge.translate.memory.keys import EXACT_SCORE


def texts_by_segment(renderings: RenderingList) -> dict[str, tuple[str, ...]]:
    """Segment id -> its translations; empty ones are none."""
    texts: dict[str, tuple[str, ...]] = {}
    for rendering in renderings.renderings:
        if rendering.text.strip():
            texts[rendering.segment_id] = (*texts.get(rendering.segment_id, ()), rendering.text)
    return texts


def matches_here(found: CueMatches, texts: Mapping[str, tuple[str, ...]]) -> tuple[Match, ...]:
    """The matches that have a translation in this locale; one without is no match."""
    return tuple(match for match in found.matches if match.segment_id in texts)


def exact_line(cue: Cue, found: CueMatches, texts: Mapping[str, tuple[str, ...]]) -> DraftLine | None:
    """The approved translation of this very line, or None. Two different ones are a question for a person."""
    matches = matches_here(found, texts)
    if not matches or matches[0].score < EXACT_SCORE:
        return None
    best = matches[0]
    choices = tuple(dict.fromkeys(text for match in leading(matches) for text in texts[match.segment_id]))
    others = " / ".join(text.replace("\n", " ") for text in choices[1:])
    return DraftLine(
        cue_id=cue.id,
        text=choices[0],
        origin=LineOrigin.CONTEXT if best.in_context else LineOrigin.EXACT,
        score=best.score,
        reason=f"the memory translates this line in {len(choices)} ways; not taken: {others}" if others else None,
    )


def fuzzy_line(cue: Cue, found: CueMatches, texts: Mapping[str, tuple[str, ...]]) -> DraftLine | None:
    """The translation of the line most like this one, with what differs as the reason to look, or None."""
    for match in matches_here(found, texts):
        if match.score < EXACT_SCORE:
            source = match.source.replace("\n", " ")
            difference = describe_difference(cue.text, match.source)
            return DraftLine(
                cue_id=cue.id,
                text=texts[match.segment_id][0],
                origin=LineOrigin.FUZZY,
                score=match.score,
                reason=f"like the memory's line: {source}, {int(match.score)} %: {difference}",
            )
    return None
