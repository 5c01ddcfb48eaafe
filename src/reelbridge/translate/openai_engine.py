"""The translator that asks a language model, for the lines that the memory does not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reelbridge.core.errors import AnswerError
from reelbridge.model.cue import Cue
from reelbridge.model.draft import DraftLine, LineOrigin, Usage
from reelbridge.model.memory import CueMatches
from reelbridge.tools.llm import LlmAnswer, LlmClient
from reelbridge.translate.answer import parse_answer
from reelbridge.translate.engine import Translation, TranslationRequest, untranslated
from reelbridge.translate.known_lines import exact_line, matches_here, texts_by_segment
from reelbridge.translate.prompt import SCHEMA, SCHEMA_NAME, system_text, user_text
from reelbridge.translate.scene import REPAIR_LINES, WINDOW_LINES, Ask, Similar, build_scene, parts_of
from reelbridge.translate.term_finder import TermFinder
from reelbridge.translate.verdict import Verdict, judge


class OpenAITranslator:
    """Lines that people approved are taken from the memory; the rest is asked for, checked line by line, and asked
    for once more where it failed. What then still fails is left untranslated, with the reason."""

    def translate(self, request: TranslationRequest) -> Translation:
        """See `Translator`."""
        known, asks = _divide(request)
        if not asks:
            return Translation(lines=tuple(known.values()), usage=Usage())
        with LlmClient(model=request.model, base_url=request.base_url) as client:
            talk = _Talk(client, request, {cue_id: line.text for cue_id, line in known.items()})
            verdicts = talk.ask(asks, WINDOW_LINES)
            again = tuple(
                replace(ask, rejected=verdict.rejected, problem=verdict.problem)
                for ask, verdict in zip(asks, verdicts, strict=True)
                if verdict.problem is not None
            )
            mended = dict(zip((ask.id for ask in again), talk.ask(again, REPAIR_LINES), strict=True))
        lines = known | {
            ask.cue.id: _line_of(ask.cue, verdict, mended.get(ask.id))
            for ask, verdict in zip(asks, verdicts, strict=True)
        }
        return Translation(lines=tuple(lines[cue.id] for cue in request.cues.cues), usage=talk.usage)


class _Talk:
    """The conversation about one episode: translations that are good are shown around the lines that follow."""

    def __init__(self, client: LlmClient, request: TranslationRequest, done: dict[str, str]) -> None:
        self._client = client
        self._request = request
        self._done = done
        self._system = system_text(request.cues, source_locale=request.source_locale, locale=request.locale)
        self.usage = Usage()

    def ask(self, asks: Sequence[Ask], size: int) -> tuple[Verdict, ...]:
        """One verdict per line, in order."""
        verdicts: list[Verdict] = []
        for part in parts_of(asks, size):
            found = self._ask_part(part)
            self._done |= {
                ask.cue.id: verdict.text for ask, verdict in zip(part, found, strict=True) if verdict.problem is None
            }
            verdicts.extend(found)
        return tuple(verdicts)

    def _ask_part(self, part: tuple[Ask, ...]) -> tuple[Verdict, ...]:
        request = self._request
        answer = self._client.complete(
            system=self._system,
            user=user_text(build_scene(request.cues.cues, part, self._done), locale=request.locale),
            schema_name=SCHEMA_NAME,
            schema=SCHEMA,
        )
        self.usage = replace(
            self.usage,
            requests=self.usage.requests + 1,
            tokens_in=self.usage.tokens_in + answer.tokens_in,
            tokens_out=self.usage.tokens_out + answer.tokens_out,
        )
        try:
            items = parse_answer(answer.text)
        except AnswerError as error:
            return (Verdict(problem=_why_nothing(answer, error)),) * len(part)
        return judge(part, items, source_locale=request.source_locale, locale=request.locale)


def _divide(request: TranslationRequest) -> tuple[dict[str, DraftLine], tuple[Ask, ...]]:
    """Lines that the memory knows, by cue id, and lines to ask for."""
    texts = texts_by_segment(request.renderings)
    finder = TermFinder(request.terms.terms)
    known: dict[str, DraftLine] = {}
    asks: list[Ask] = []
    for number, (cue, found) in enumerate(zip(request.cues.cues, request.recall.cues, strict=True), start=1):
        if line := exact_line(cue, found, texts):
            known[cue.id] = line
        else:
            similar = _similar_to(found, texts)
            asks.append(Ask(id=str(number), cue=cue, terms=finder.find(cue.text), similar=similar))
    return known, tuple(asks)


def _similar_to(found: CueMatches, texts: dict[str, tuple[str, ...]]) -> Similar | None:
    for match in matches_here(found, texts):
        return Similar(source=match.source, translation=texts[match.segment_id][0])
    return None


def _why_nothing(answer: LlmAnswer, error: AnswerError) -> str:
    if answer.refusal:
        return f"the model refused: {answer.refusal}"
    return "the model's answer was cut off" if answer.is_cut else error.message


def _line_of(cue: Cue, first: Verdict, second: Verdict | None) -> DraftLine:
    """The better of the two answers: the second if it can be used, else the first if it can, else none."""
    verdict = second if second is not None and second.text else first
    if verdict.text:
        return DraftLine(cue_id=cue.id, text=verdict.text, origin=LineOrigin.MACHINE, score=0.0, reason=verdict.problem)
    return untranslated(cue.id, (second or first).problem or "the model gave no answer for this line")


OPENAI = OpenAITranslator()
