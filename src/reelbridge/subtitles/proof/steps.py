"""The steps of proofreading."""

from __future__ import annotations

from reelbridge.graph.step import NoParams, Step
from reelbridge.model.consensus import Consensus
from reelbridge.model.cue import CueList

SETTLE = Step(
    name="subtitles.settle",
    version=1,
    run="reelbridge.subtitles.proof.step:settle",
    params=NoParams,
    inputs=(("cues", tuple[CueList, ...]),),
    output=Consensus,
)

SELECT = Step(
    name="subtitles.select",
    version=1,
    run="reelbridge.subtitles.proof.step:select",
    params=NoParams,
    inputs=(("cues", CueList), ("consensus", Consensus)),
    output=Consensus,
    is_inline=True,
)

PROOF = Step(
    name="subtitles.proof",
    version=1,
    run="reelbridge.subtitles.proof.step:proof",
    params=NoParams,
    inputs=(("cues", CueList), ("consensus", Consensus)),
    output=CueList,
)
