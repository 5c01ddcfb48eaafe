"""The steps of this room."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.graph.step import NoParams, Step
from reelbridge.model.brief import Brief
from reelbridge.model.cue import CueList
from reelbridge.model.decision import DecisionList
from reelbridge.model.draft import Draft
from reelbridge.model.market import Market
from reelbridge.model.media import MediaInfo
from reelbridge.model.memory import Recall, RenderingList
from reelbridge.model.term import TermList
from reelbridge.translate.engine import LLM


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslateParams:
    """`engine` names a translator. `model`, `base_url` and `folder` say what it talks to or loads, and are empty where
    it does not; `folder_digest` stands for what is in the folder. `topic` names the work in the accounts: `e001/ja`.
    `looks_twice`: a model is asked again for the lines most in doubt. `is_followed`: another model is asked for what
    this one leaves out, and is asked again in later runs in its place.
    """

    engine: str
    engine_version: str
    source_locale: str
    locale: str
    topic: str = ""
    model: str = ""
    base_url: str = ""
    folder: str = ""
    folder_digest: str = ""
    looks_twice: bool = False
    is_followed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberParams:
    """Into which locale."""

    locale: str


SELECT_TERMS = Step(
    name="translate.select_terms",
    version=1,
    run="reelbridge.translate.selecting:select_terms",
    params=NoParams,
    inputs=(("cues", CueList), ("terms", TermList)),
    output=TermList,
    is_inline=True,
)

REMEMBER = Step(
    name="translate.remember",
    version=1,
    run="reelbridge.translate.remembering:remember",
    params=RememberParams,
    inputs=(
        ("cues", CueList),
        ("recall", Recall),
        ("renderings", RenderingList),
        ("decisions", DecisionList),
    ),
    output=Draft,
    is_inline=True,
)

_DRAFTING: tuple[tuple[str, type], ...] = (
    ("media", MediaInfo),
    ("cues", CueList),
    ("draft", Draft),
    ("recall", Recall),
    ("renderings", RenderingList),
    ("terms", TermList),
    ("brief", Brief),
    ("market", Market),
)

TRANSLATE = Step(
    name="translate.translate",
    version=2,
    run="reelbridge.translate.translating:translate",
    params=TranslateParams,
    inputs=_DRAFTING,
    output=Draft,
    final_by="is_final",
)

#: the same by an engine that waits for a language model
ASK = Step(
    name="translate.ask",
    version=1,
    run="reelbridge.translate.translating:ask",
    params=TranslateParams,
    inputs=_DRAFTING,
    output=Draft,
    service=LLM,
    final_by="is_final",
)
