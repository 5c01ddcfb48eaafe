"""Short ways to write episodes, memories and terms, and to run the steps of the translating room."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

from reelbridge.graph.step import NoParams, Step
from reelbridge.model.bible import Bible
from reelbridge.model.cue import Cue, CueKind, CueList
from reelbridge.model.decision import DecisionList
from reelbridge.model.draft import Draft
from reelbridge.model.market import load_market
from reelbridge.model.media import FileRef, MediaInfo
from reelbridge.model.memory import Rendering, RenderingList, Segment, SegmentList
from reelbridge.model.term import Term, TermList
from reelbridge.tools.llm.answers import AnswerStore
from reelbridge.tools.llm.desk import Desk
from reelbridge.tools.llm.provider import Provider
from reelbridge.tools.llm.service import LlmService
from reelbridge.translate.bible.steps import SELECT_BRIEF, BriefParams
from reelbridge.translate.engines import TRANSLATORS
from reelbridge.translate.steps import (
    ASK,
    REMEMBER,
    SELECT_TERMS,
    TRANSLATE,
    RememberParams,
    TranslateParams,
)
from support.memories import memory_set, recall_from, renderings_from
from support.virtual_clock import VirtualClock


def run(step: Step, params: Any, **inputs: Any) -> Any:
    """Run a step through its door; those of this room keep no files, so they are given no folder."""
    result = step.load()(None, params, **inputs)
    assert isinstance(result, step.output)
    return result


def episode(*texts: str, signs: Sequence[int] = (), origin: str = "burned-in") -> CueList:
    """One cue of a second per text, called c1, c2, ...; `signs` are the numbers of those that are signs."""
    return CueList(
        language="zh-Hans",
        origin=origin,
        cues=tuple(
            Cue(
                id=f"c{number}",
                start_ms=1000 * number,
                end_ms=1000 * number + 900,
                text=text,
                kind=CueKind.SIGN if number in signs else CueKind.DIALOGUE,
            )
            for number, text in enumerate(texts, start=1)
        ),
    )


def scene(*sources: str, name: str = "m") -> tuple[Segment, ...]:
    """Lines that once followed each other, called m1, m2, ..."""
    return tuple(
        Segment(id=f"{name}{number}", source=source, previous_id=f"{name}{number - 1}" if number > 1 else None)
        for number, source in enumerate(sources, start=1)
    )


def segments(*scenes: tuple[Segment, ...]) -> SegmentList:
    return SegmentList(source_locale="zh-Hans", segments=tuple(segment for one in scenes for segment in one))


def renderings(texts: Mapping[str, str], locale: str = "en") -> RenderingList:
    return RenderingList(
        locale=locale, renderings=tuple(Rendering(segment_id=key, text=text) for key, text in texts.items())
    )


def term_list(terms: Mapping[str, str], locale: str = "en") -> TermList:
    return TermList(locale=locale, terms=tuple(Term(source=source, target=target) for source, target in terms.items()))


def media(*, seconds: int = 600) -> MediaInfo:
    """A vertical video that is longer than any test episode."""
    return MediaInfo(
        source=FileRef(name="episode.mp4", digest="0", size=1),
        duration_ms=1000 * seconds,
        width=720,
        height=1280,
        rotation=0,
        frame_rate=Fraction(25),
        is_variable_rate=False,
        video_codec="h264",
        audio=(),
        text=(),
    )


@asynccontextmanager
async def open_service(
    store: Path | None = None, *, providers: tuple[Provider, ...] = (), budget_usd: float | None = None
) -> AsyncIterator[LlmService]:
    """A desk whose waits cost nothing; its store is in a file of its own unless one is named."""
    with tempfile.TemporaryDirectory() as folder, AnswerStore(store or Path(folder) / "answers.sqlite") as answers:
        desk = Desk(answers=answers, budget_usd=budget_usd, say=lambda _: None, clock=VirtualClock())
        async with desk:
            yield LlmService(desk=desk, answers=answers, providers=providers)


def drafting(
    cues: CueList,
    sources: SegmentList,
    known: RenderingList,
    terms: TermList | None = None,
    *,
    bible: Bible | None = None,
    decisions: DecisionList | None = None,
) -> dict[str, Any]:
    """What a translating step is given, as the steps before it make it."""
    locale = known.locale
    memories = memory_set(sources, known)
    found = recall_from(cues, memories)
    renderings = renderings_from(found, memories, locale)
    briefing = BriefParams(episode=1, locale=locale)
    return {
        "media": media(),
        "cues": cues,
        "recall": found,
        "renderings": renderings,
        "terms": run(SELECT_TERMS, NoParams(), cues=cues, terms=terms or term_list({}, locale)),
        "brief": run(SELECT_BRIEF, briefing, cues=cues, bible=bible or Bible()),
        "market": load_market(locale),
        "draft": run(
            REMEMBER,
            RememberParams(locale=locale),
            cues=cues,
            recall=found,
            renderings=renderings,
            decisions=decisions or DecisionList(locale=locale),
        ),
    }


def translate(
    cues: CueList,
    sources: SegmentList,
    known: RenderingList,
    terms: TermList | None = None,
    *,
    bible: Bible | None = None,
    decisions: DecisionList | None = None,
    engine: str = "memory",
    model: str = "",
    base_url: str = "",
    folder: str = "",
    store: Path | None = None,
    budget_usd: float | None = None,
    providers: tuple[Provider, ...] = (),
    looks_twice: bool = False,
) -> Draft:
    """The steps of the room, one after the other, as a run does them."""
    inputs = drafting(cues, sources, known, terms, bible=bible, decisions=decisions)
    params = TranslateParams(
        engine=engine,
        engine_version="1",
        source_locale="zh-Hans",
        locale=known.locale,
        topic=f"e001/{known.locale}",
        model=model,
        base_url=base_url,
        folder=folder,
        looks_twice=looks_twice,
    )
    if not TRANSLATORS[engine].service:
        draft: Draft = run(TRANSLATE, params, **inputs)
        return draft

    async def ask() -> Draft:
        async with open_service(store, providers=providers, budget_usd=budget_usd) as service:
            drafted: Draft = await ASK.load()(None, params, service, **inputs)
            return drafted

    return asyncio.run(ask())
