"""The steps of this room."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.graph.step import NoParams, Step
from reelbridge.model.cue import CueList
from reelbridge.model.draft import Draft
from reelbridge.model.memory import Recall, RenderingList, SegmentList
from reelbridge.model.term import TermList


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslateParams:
    """`engine` names a translator; `model` and `base_url` are what it talks to, empty for one that talks to nobody."""

    engine: str
    engine_version: str
    source_locale: str
    locale: str
    model: str = ""
    base_url: str = ""


RECALL = Step(
    name="translate.recall",
    version=1,
    run="reelbridge.translate.recall:recall",
    params=NoParams,
    inputs=(("cues", CueList), ("sources", SegmentList)),
    output=Recall,
)

SELECT_RENDERINGS = Step(
    name="translate.select_renderings",
    version=1,
    run="reelbridge.translate.selecting:select_renderings",
    params=NoParams,
    inputs=(("recall", Recall), ("renderings", RenderingList)),
    output=RenderingList,
    is_inline=True,
)

SELECT_TERMS = Step(
    name="translate.select_terms",
    version=1,
    run="reelbridge.translate.selecting:select_terms",
    params=NoParams,
    inputs=(("cues", CueList), ("terms", TermList)),
    output=TermList,
    is_inline=True,
)

TRANSLATE = Step(
    name="translate.translate",
    version=1,
    run="reelbridge.translate.translating:translate",
    params=TranslateParams,
    inputs=(("cues", CueList), ("recall", Recall), ("renderings", RenderingList), ("terms", TermList)),
    output=Draft,
)
