"""The translator that asks a language model behind an OpenAI-compatible endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reelbridge.core.errors import UsageError
from reelbridge.model.brief import Brief
from reelbridge.model.draft import DraftLine, LineOrigin
from reelbridge.tools.llm.answers import StoredLine
from reelbridge.tools.llm.service import LlmService
from reelbridge.translate.asking.conversation import Outcome, Talk, TalkStoppedError, around, narrow, talk_about
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

#: what a Chinese line says to somebody
SECOND_PERSON = ("你", "您")


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
        needs = {cue.id: briefs.of(cue) for cue in request.cues.cues}
        keys = _keys_of(request, asks, needs)
        settled = {line.key: line for line in service.answers.lines(keys.values())}
        found = {ask.id: _known(ask, settled[keys[ask.id]]) for ask in asks if keys[ask.id] in settled}
        done = {line.cue_id: line.text for line in request.draft.lines if line.text}
        done |= {one.outcome.ask.cue.id: one.outcome.text for one in found.values()}
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

        def keep(lines: Iterable[Fitted]) -> None:
            """Write settled lines down, and use them."""
            kept = tuple(one for one in lines if one.outcome.text)
            service.answers.put_lines(_stored(keys[one.outcome.ask.id], one) for one in kept)
            found.update({one.outcome.ask.id: one for one in kept})

        try:
            answered = await talk_about(talk, tuple(ask for ask in asks if ask.id not in found))
        except TalkStoppedError as stopped:
            keep(Fitted(outcome=one) for one in stopped.lines)
            raise stopped.error from stopped
        keep(Fitted(outcome=one) for one in answered.lines)
        service.desk.forget(answered.barren)
        fitted = await fit(talk, tuple(found[ask.id] for ask in asks if ask.id in found))
        lines = fitted.lines
        again = NO_LOOK
        if request.looks_twice:
            again = await look_again(talk, lines, end_ms=request.media.duration_ms)
            lines = tuple(replace(one, second=again.texts.get(one.outcome.ask.id, "")) for one in lines)
        keep(one for one in lines if one != found[one.outcome.ask.id])
        reasons = {one.ask.id: one.problem for one in answered.lines}
        drafted = {line.cue_id: line for line in request.draft.lines} | {
            ask.cue.id: _line_of(found[ask.id]) if ask.id in found else untranslated(ask.cue.id, reasons[ask.id])
            for ask in asks
        }
        return Translation(
            lines=tuple(drafted[cue.id] for cue in request.cues.cues),
            usage=answered.usage + fitted.usage + again.usage,
            is_final=len(found) == len(asks) and fitted.is_whole,
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
    cues = request.cues.cues
    engine = " ".join(("openai", request.model, request.base_url, request.source_locale, request.locale))
    keys: dict[str, str] = {}
    for ask in asks:
        brief = needs[ask.cue.id]
        if any(pronoun in ask.cue.text for pronoun in SECOND_PERSON):
            # who says 你 to whom shows only around the line, and a changed form of address has to reach it
            brief = replace(
                brief, addresses=narrow(request.brief, [needs[cue.id] for cue in around((ask,), cues)]).addresses
            )
        keys[ask.id] = line_key(ask, cues, brief, engine=engine)
    return keys


def _stored(key: str, one: Fitted) -> StoredLine:
    return StoredLine(key=key, text=one.outcome.text, full=one.full, second=one.second, reason=one.outcome.problem)


def _known(ask: Ask, line: StoredLine) -> Fitted:
    return Fitted(
        outcome=Outcome(ask=ask, text=line.text, problem=line.reason or ""), full=line.full, second=line.second
    )


def _line_of(one: Fitted) -> DraftLine:
    outcome = one.outcome
    return DraftLine(
        cue_id=outcome.ask.cue.id,
        text=outcome.text,
        origin=LineOrigin.MACHINE,
        score=0.0,
        reason=outcome.problem or None,
        full=one.full if one.full != outcome.text else "",
        second=one.second,
    )


OPENAI = OpenAITranslator()
