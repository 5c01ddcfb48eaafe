"""The steps around the bible."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.graph.step import Step
from reelbridge.model.bible import Bible
from reelbridge.model.brief import Brief
from reelbridge.model.cue import CueList


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefParams:
    """Which episode, and into which locale."""

    episode: int
    locale: str


SELECT_BRIEF = Step(
    name="translate.select_brief",
    version=1,
    run="reelbridge.translate.bible.selecting:select_brief",
    params=BriefParams,
    inputs=(("cues", CueList), ("bible", Bible)),
    output=Brief,
    is_inline=True,
)
