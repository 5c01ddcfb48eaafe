"""The steps of this room."""

from __future__ import annotations

from reelbridge.graph.step import NoParams, Step
from reelbridge.model.cue import CueList
from reelbridge.model.draft import Draft, Localized
from reelbridge.model.market import Market
from reelbridge.model.media import MediaInfo
from reelbridge.model.term import TermList

FINISH = Step(
    name="checks.finish",
    version=4,
    run="reelbridge.checks.finishing:finish",
    params=NoParams,
    inputs=(
        ("media", MediaInfo),
        ("cues", CueList),
        ("draft", Draft),
        ("terms", TermList),
        ("market", Market),
    ),
    output=Localized,
)
