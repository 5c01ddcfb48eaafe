"""The steps that translate: whatever an engine answers, every cue gets exactly one line, its own."""

from __future__ import annotations

import asyncio
import math

from reelbridge.core.errors import InputError
from reelbridge.graph.step import Work
from reelbridge.model.brief import Brief
from reelbridge.model.cue import Cue, CueList
from reelbridge.model.draft import Draft, DraftLine, LineOrigin
from reelbridge.model.market import Market
from reelbridge.model.media import MediaInfo
from reelbridge.model.memory import Recall, RenderingList
from reelbridge.model.term import TermList
from reelbridge.tools.llm.service import LlmService
from reelbridge.translate.engine import Translation, TranslationRequest, untranslated
from reelbridge.translate.engines import TRANSLATORS
from reelbridge.translate.steps import TranslateParams


def translate(
    work: Work,
    params: TranslateParams,
    *,
    media: MediaInfo,
    cues: CueList,
    draft: Draft,
    recall: Recall,
    renderings: RenderingList,
    terms: TermList,
    brief: Brief,
    market: Market,
) -> Draft:
    """One episode in one locale, by an engine that works where it is called; see `ask`."""
    drafting = ask(
        work,
        params,
        None,
        media=media,
        cues=cues,
        draft=draft,
        recall=recall,
        renderings=renderings,
        terms=terms,
        brief=brief,
        market=market,
    )
    return asyncio.run(drafting)


async def ask(
    work: Work,  # noqa: ARG001
    params: TranslateParams,
    service: LlmService | None,
    *,
    media: MediaInfo,
    cues: CueList,
    draft: Draft,
    recall: Recall,
    renderings: RenderingList,
    terms: TermList,
    brief: Brief,
    market: Market,
) -> Draft:
    """One episode in one locale, by an engine that waits for a service.

    Raises:
        InputError: the inputs do not belong together.
        EngineError: the engine cannot work.
    """
    request = TranslationRequest(
        cues=cues,
        draft=draft,
        recall=recall,
        renderings=renderings,
        terms=terms,
        brief=brief,
        market=market,
        media=media,
        source_locale=params.source_locale,
        locale=params.locale,
        topic=params.topic,
        model=params.model,
        base_url=params.base_url,
        folder=params.folder,
        looks_twice=params.looks_twice,
        is_followed=params.is_followed,
    )
    _check(request)
    return _drafted(params, request, await TRANSLATORS[params.engine].translate(request, service))


def settle(
    cues: tuple[Cue, ...], before: tuple[DraftLine, ...], answers: tuple[DraftLine, ...], *, engine: str
) -> tuple[DraftLine, ...]:
    """One line per cue in the cues' order. Answers are matched by id alone, never by their place; a line that had a
    translation before keeps it whatever is answered."""
    by_id: dict[str, list[DraftLine]] = {}
    for answer in answers:
        by_id.setdefault(answer.cue_id, []).append(answer)
    return tuple(
        line if line.origin is not LineOrigin.UNTRANSLATED else _settle_line(cue.id, by_id.get(cue.id, []), engine)
        for cue, line in zip(cues, before, strict=True)
    )


def _settle_line(cue_id: str, answers: list[DraftLine], engine: str) -> DraftLine:
    if not answers:
        return untranslated(cue_id, f"engine {engine!r} gave no answer for this line")
    answer = answers[0]
    if any(other != answer for other in answers):
        return untranslated(cue_id, f"engine {engine!r} gave {len(answers)} different answers for this line")
    if answer.origin is LineOrigin.UNTRANSLATED:
        return untranslated(cue_id, answer.reason or f"engine {engine!r} left this line out")
    if not answer.text.strip():
        return untranslated(cue_id, f"engine {engine!r} gave an empty answer for this line")
    if not (math.isfinite(answer.score) and 0 <= answer.score <= 100):
        return untranslated(cue_id, f"engine {engine!r} gave the score {answer.score}; 0 to 100 is allowed")
    return answer


def _drafted(params: TranslateParams, request: TranslationRequest, translation: Translation) -> Draft:
    lines = settle(request.cues.cues, request.draft.lines, translation.lines, engine=params.engine)
    return Draft(
        locale=params.locale,
        engine=params.engine,
        lines=lines,
        # what it left out is the business of the engine that follows
        is_final=translation.is_final or params.is_followed,
    )


def _check(request: TranslationRequest) -> None:
    """Refuse inputs that do not belong together."""
    ids = [cue.id for cue in request.cues.cues]
    if len(set(ids)) < len(ids):
        twice = next(cue_id for cue_id in ids if ids.count(cue_id) > 1)
        raise InputError(f"cue id {twice!r} stands twice; every cue needs its own")
    if ids != [found.cue_id for found in request.recall.cues]:
        raise InputError("the memory's matches are of other cues than those to translate")
    if ids != [line.cue_id for line in request.draft.lines]:
        raise InputError("the draft is of other cues than those to translate")
    given = {
        "draft": request.draft.locale,
        "renderings": request.renderings.locale,
        "terms": request.terms.locale,
        "brief": request.brief.locale,
        "market": request.market.locale,
    }
    for name, locale in given.items():
        if locale != request.locale:
            raise InputError(f"the {name} speaks of {locale!r}; the translation is into {request.locale!r}")
