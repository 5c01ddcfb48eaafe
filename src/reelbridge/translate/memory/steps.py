"""The steps that ask the memories."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.graph.step import NoParams, Step
from reelbridge.model.cue import CueList
from reelbridge.model.memory import MemorySet, Recall, RenderingList


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderingParams:
    """`locale` is the one to translate into."""

    locale: str


RECALL = Step(
    name="translate.recall",
    version=2,
    run="reelbridge.translate.memory.recall:recall",
    params=NoParams,
    inputs=(("cues", CueList), ("memories", MemorySet)),
    output=Recall,
)

SELECT_RENDERINGS = Step(
    name="translate.select_renderings",
    version=2,
    run="reelbridge.translate.memory.selecting:select_renderings",
    params=RenderingParams,
    inputs=(("recall", Recall), ("memories", MemorySet)),
    output=RenderingList,
    is_inline=True,
)
