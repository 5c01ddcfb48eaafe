"""The step of decisions."""

from __future__ import annotations

from reelbridge.graph.step import NoParams, Step
from reelbridge.model.cue import CueList
from reelbridge.model.decision import DecisionList
from reelbridge.model.draft import Draft

DECIDE = Step(
    name="translate.decide",
    version=1,
    run="reelbridge.translate.decisions.deciding:decide",
    params=NoParams,
    inputs=(("cues", CueList), ("draft", Draft), ("decisions", DecisionList)),
    output=Draft,
    is_inline=True,
)
