"""The step that translates: whatever an engine answers, every cue gets exactly one line, its own."""

from __future__ import annotations

import math

from reelbridge.core.errors import InputError
from reelbridge.graph.step import Work
from reelbridge.model.cue import Cue, CueList
from reelbridge.model.draft import Draft, DraftLine, LineOrigin
from reelbridge.model.memory import Recall, RenderingList
from reelbridge.model.term import TermList
from reelbridge.translate.engine import TranslationRequest, untranslated
from reelbridge.translate.engines import TRANSLATORS
from reelbridge.translate.steps import TranslateParams


def translate(
    work: Work,  # noqa: ARG001
    params: TranslateParams,
    *,
    cues: CueList,
    recall: Recall,
    renderings: RenderingList,
    terms: TermList,
) -> Draft:
    """One episode in one locale, by the engine that `params` names.

    Raises:
        InputError: the inputs do not belong together.
        EngineError: the engine cannot work.
    """
    _check_inputs(params, cues, recall, renderings, terms)
    request = TranslationRequest(
        cues=cues,
        recall=recall,
        renderings=renderings,
        terms=terms,
        source_locale=params.source_locale,
        locale=params.locale,
        model=params.model,
        base_url=params.base_url,
    )
    translation = TRANSLATORS[params.engine].translate(request)
    return Draft(
        locale=params.locale,
        engine=params.engine,
        lines=settle(cues.cues, translation.lines, engine=params.engine),
        usage=translation.usage,
    )


def settle(cues: tuple[Cue, ...], answers: tuple[DraftLine, ...], *, engine: str) -> tuple[DraftLine, ...]:
    """One line per cue in the cues' order. Answers are matched by id alone, never by their place."""
    by_id: dict[str, list[DraftLine]] = {}
    for answer in answers:
        by_id.setdefault(answer.cue_id, []).append(answer)
    return tuple(_settle_line(cue.id, by_id.get(cue.id, []), engine) for cue in cues)


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


def _check_inputs(
    params: TranslateParams, cues: CueList, recall: Recall, renderings: RenderingList, terms: TermList
) -> None:
    ids = [cue.id for cue in cues.cues]
    if len(set(ids)) < len(ids):
        twice = next(cue_id for cue_id in ids if ids.count(cue_id) > 1)
        raise InputError(f"cue id {twice!r} stands twice; every cue needs its own")
    if ids != [found.cue_id for found in recall.cues]:
        raise InputError("the memory's matches are of other cues than those to translate")
    for name, locale in (("renderings", renderings.locale), ("terms", terms.locale)):
        if locale != params.locale:
            raise InputError(f"the {name} are in {locale!r}; the translation is into {params.locale!r}")
