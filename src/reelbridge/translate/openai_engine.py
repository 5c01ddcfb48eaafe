"""The translator that asks a language model behind an OpenAI-compatible endpoint."""

from __future__ import annotations

from collections.abc import Mapping

from reelbridge.core.errors import UsageError
from reelbridge.model.brief import Brief
from reelbridge.model.draft import DraftLine, LineOrigin
from reelbridge.tools.llm.answers import StoredLine
from reelbridge.tools.llm.service import LlmService
from reelbridge.translate.asking.conversation import Talk, talk_about
from reelbridge.translate.asking.fitting import Fitted, fit
from reelbridge.translate.asking.line_key import line_key
from reelbridge.translate.asking.prompt import system_text
from reelbridge.translate.asking.room import count_room
from reelbridge.translate.asking.second_look import NO_LOOK, look_again
from reelbridge.translate.bible.narrowing import LineBriefs
from reelbridge.translate.engine import LLM, Translation, TranslationRequest, untranslated
from reelbridge.translate.known_lines import matches_here, texts_by_segment
from reelbridge.translate.scene import Ask, Similar
from reelbridge.translate.term_finder import TermFinder


class OpenAITranslator:
    """Every answer is tested line by line; what fails is asked for again, and what then still fails is left
    untranslated, with the reason. A line that was settled before is not asked for again as long as the line, those
    beside it, its terms and its part of the bible are the same."""

    service = LLM

    async def translate(self, request: TranslationRequest, service: LlmService | None) -> Translation:
        """See `Translator`."""
        if service is None:
            raise UsageError("engine 'openai' talks to a service; none was given")
        asks = _asks_of(request)
        briefs = LineBriefs(request.brief)
        needs = {ask.cue.id: briefs.of(ask.cue) for ask in asks}
        keys = _keys_of(request, asks, needs)
        settled = {line.key: line for line in service.answers.lines(keys.values())}
        done = {line.cue_id: line.text for line in request.draft.lines if line.text}
        done |= {ask.cue.id: settled[keys[ask.id]].text for ask in asks if keys[ask.id] in settled}
        talk = Talk(
            desk=service.desk,
            provider=service.provider(request.model, request.base_url),
            system=system_text(
                source_locale=request.source_locale,
                locale=request.locale,
                is_read=request.cues.origin == "burned-in",
            ),
            cues=request.cues.cues,
            brief=request.brief,
            needs=needs,
            source_locale=request.source_locale,
            done=done,
            topic=request.topic,
        )
        answered = await talk_about(talk, tuple(ask for ask in asks if keys[ask.id] not in settled))
        fitted, used_to_fit = await fit(talk, answered.lines)
        again = await look_again(talk, fitted, end_ms=request.media.duration_ms) if request.looks_twice else NO_LOOK
        found = {one.outcome.ask.id: one for one in fitted}
        service.answers.put_lines(
            tuple(
                _stored(keys[one.outcome.ask.id], one, again.texts.get(one.outcome.ask.id, ""))
                for one in fitted
                if one.outcome.text
            )
        )
        lines = {line.cue_id: line for line in request.draft.lines} | {
            ask.cue.id: _known_line(ask, settled[keys[ask.id]])
            if keys[ask.id] in settled
            else _line_of(found[ask.id], again.texts.get(ask.id, ""))
            for ask in asks
        }
        return Translation(
            lines=tuple(lines[cue.id] for cue in request.cues.cues),
            usage=answered.usage + used_to_fit + again.usage,
            is_final=all(one.outcome.text for one in fitted),
        )


def _asks_of(request: TranslationRequest) -> tuple[Ask, ...]:
    """The lines that have no translation yet, with what a model has to know about each."""
    cues, market, media = request.cues.cues, request.market, request.media
    limits = market.limits_for(is_vertical=media.is_vertical)
    room = count_room(cues, limits, frame_rate=media.frame_rate, end_ms=media.duration_ms)
    texts = texts_by_segment(request.renderings)
    finder = TermFinder(request.terms.terms)
    asks: list[Ask] = []
    entries = zip(cues, room, request.draft.lines, request.recall.cues, strict=True)
    for number, (cue, most, line, found) in enumerate(entries, start=1):
        if line.origin is not LineOrigin.UNTRANSLATED:
            continue
        similar = next(
            (
                Similar(source=match.source, translation=texts[match.segment_id][0])
                for match in matches_here(found, texts)
            ),
            None,
        )
        asks.append(Ask(id=str(number), cue=cue, terms=finder.find(cue.text), max_chars=most, similar=similar))
    return tuple(asks)


def _keys_of(request: TranslationRequest, asks: tuple[Ask, ...], needs: Mapping[str, Brief]) -> dict[str, str]:
    """The key of every line, by its id."""
    engine = " ".join(("openai", request.model, request.base_url, request.source_locale, request.locale))
    return {ask.id: line_key(ask, request.cues.cues, needs[ask.cue.id], engine=engine) for ask in asks}


def _stored(key: str, one: Fitted, second: str) -> StoredLine:
    return StoredLine(key=key, text=one.outcome.text, full=one.full, second=second, reason=one.outcome.problem)


def _known_line(ask: Ask, line: StoredLine) -> DraftLine:
    return DraftLine(
        cue_id=ask.cue.id,
        text=line.text,
        origin=LineOrigin.MACHINE,
        score=0.0,
        reason=line.reason or None,
        full=line.full,
        second=line.second,
    )


def _line_of(one: Fitted, second: str) -> DraftLine:
    outcome = one.outcome
    if not outcome.text:
        return untranslated(outcome.ask.cue.id, outcome.problem)
    return DraftLine(
        cue_id=outcome.ask.cue.id,
        text=outcome.text,
        origin=LineOrigin.MACHINE,
        score=0.0,
        reason=outcome.problem or None,
        full=one.full,
        second=second,
    )


OPENAI = OpenAITranslator()
