"""The conversation about one episode in one locale: windows, and what happens to lines whose answer will not do.

A line is settled by an answer that stands every test. Those that are not are asked for again with what was wrong, in
ever smaller company: all that failed at once, then twenty, then four, then one alone, where nothing can be shifted.
Windows do not wait for one another, and what a question holds depends on nothing but the lines and the answers before
it: a run that was killed asks the very same again, and finds the answers in the store.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache

from reelbridge.core.errors import (
    AnswerError,
    EngineDownError,
    EngineError,
    EngineUnavailableError,
    RequestRefusedError,
)
from reelbridge.model.brief import Brief
from reelbridge.model.cue import Cue
from reelbridge.model.draft import Usage
from reelbridge.tools.llm.desk import Desk
from reelbridge.tools.llm.provider import Provider
from reelbridge.tools.llm.request import LlmAnswer, LlmRequest
from reelbridge.translate.asking.distrust import distrust
from reelbridge.translate.asking.prompt import CONTEXT_LINES, SCHEMA, SCHEMA_NAME, user_text
from reelbridge.translate.asking.windows import WINDOW_LINES, cut_windows
from reelbridge.translate.contract.answer import parse_answer
from reelbridge.translate.contract.problem import Problem, Verdict
from reelbridge.translate.contract.verdict import judge
from reelbridge.translate.scene import Ask

#: the most lines of a window, the first time and each time after it. A line alone is tried three times: of an endpoint
#: that spoils a tenth of its answers, one line in ten million is then left.
LADDER = (WINDOW_LINES, WINDOW_LINES, 20, 4, 1, 1, 1)

#: a longer text says clearly enough what language it is in
SHORT_CHARS = 32

#: tokens that an answer may have: a line's id, its first characters and a long translation, in any script
TOKENS_PER_LINE = 60
TOKENS_BESIDE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What stays the same while one episode is talked about.

    `needs` has the part of the brief that each line needs, by cue id; `done` translations that there are.
    """

    desk: Desk
    provider: Provider
    system: str
    cues: tuple[Cue, ...]
    brief: Brief
    needs: Mapping[str, Brief]
    source_locale: str
    done: Mapping[str, str]
    topic: str
    task: str = ""


@dataclass(slots=True)
class _Line:
    """How far one line is. `best` is the best answer so far that can be shown, `insisted` what was rejected last;
    `keys` name the answers it was in."""

    ask: Ask
    best: Verdict | None = None
    problem: str = ""
    insisted: str = ""
    is_settled: bool = False
    keys: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one line. `problem` is what a person should know, or empty; `text` is empty for no translation."""

    ask: Ask
    text: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """One outcome per line asked for, in order, and what it took.

    `barren` are keys of answers that lines without a translation were in: to be forgotten once the others are kept, so
    that the next run asks anew.
    """

    lines: tuple[Outcome, ...]
    usage: Usage
    barren: frozenset[str]


class TalkStoppedError(Exception):
    """The model cannot be asked any more: `error` says why, `lines` are those that were settled before."""

    def __init__(self, error: EngineError, lines: tuple[Outcome, ...]) -> None:
        super().__init__(str(error))
        self.error, self.lines = error, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """What came of one window. `answer` is None where the endpoint had none that can be read, however often asked."""

    verdicts: tuple[Verdict, ...]
    answer: LlmAnswer | None


#: what may be wrong with one request only: its size, or a line that the endpoint chokes on
_OF_REQUEST = (AnswerError, EngineUnavailableError, RequestRefusedError)


async def talk_about(
    talk: Talk, asks: Sequence[Ask], ladder: Sequence[int] = LADDER, *, first_sample: int = 0
) -> Outcomes:
    """Ask until every line is settled or the ladder ends.

    A window that the endpoint chokes on is as good as an answer without lines: smaller ones may go through.

    Args:
        talk: the episode.
        asks: lines, in the episode's order.
        ladder: the most lines of a window, round by round.
        first_sample: the number of the first round; the same question under another number is another question.

    Raises:
        TalkStoppedError: the model cannot be asked at all, or the budget is spent; its answers are kept.
    """
    lines = {ask.id: _Line(ask) for ask in asks}
    usage = Usage()
    open_asks = tuple(asks)
    choked: EngineError | None = None
    has_answered = False
    for round_number, size in enumerate(ladder, start=first_sample):
        windows = cut_windows(open_asks, size)
        results = await asyncio.gather(
            *(_ask(talk, window, round_number) for window in windows), return_exceptions=True
        )
        again: list[Ask] = []
        stopped: BaseException | None = None
        for window, result in zip(windows, results, strict=True):
            if isinstance(result, _OF_REQUEST) and not isinstance(result, EngineDownError):
                choked = choked or result
            elif isinstance(result, BaseException):
                stopped = stopped or result
                continue
            heard = _choked_on(window, result) if isinstance(result, EngineError) else result
            has_answered = has_answered or heard.answer is not None
            usage += _usage_of(heard.answer)
            for ask, verdict in zip(window, heard.verdicts, strict=True):
                line = lines[ask.id]
                line.keys += [heard.answer.key] if heard.answer else []
                if not _settle(line, verdict, is_first=round_number == first_sample, is_alone=len(window) == 1):
                    # what is to be shortened stays what it is, however badly that went
                    rejected = ask.rejected if talk.task else verdict.rejected
                    again.append(replace(ask, rejected=rejected, problem=verdict.problem or ""))
        if stopped is not None:
            settled = tuple(_outcome(line) for line in lines.values() if line.is_settled)
            raise TalkStoppedError(stopped, settled) if isinstance(stopped, EngineError) else stopped
        open_asks = tuple(again)
        if not open_asks:
            break
    if choked is not None and not has_answered:  # it is not this request or that, it is the endpoint
        raise TalkStoppedError(choked, ())
    outcomes = tuple(_outcome(lines[ask.id]) for ask in asks)
    barren = frozenset(key for one in outcomes if not one.text for key in lines[one.ask.id].keys)
    return Outcomes(lines=outcomes, usage=usage, barren=barren)


def _choked_on(window: tuple[Ask, ...], error: EngineError) -> _Heard:
    return _Heard(verdicts=(Verdict.lost(error.message),) * len(window), answer=None)


def _settle(line: _Line, verdict: Verdict, *, is_first: bool, is_alone: bool) -> bool:
    """Note an answer; whether the line is settled. An answer with a blemish is asked for once more and then taken: the
    model meant it, and a person is told."""
    if (
        verdict.kind is Problem.LANGUAGE
        and is_alone
        and verdict.rejected == line.insisted
        and len(verdict.rejected) <= SHORT_CHARS
    ):
        # A name and two words may look like another language. Who says it again, word for word, means it.
        verdict = replace(verdict, text=verdict.rejected)
    line.problem, line.insisted = verdict.problem or "", verdict.rejected
    if verdict.is_usable and (line.best is None or verdict.problem is None):
        line.best = verdict
    line.is_settled = verdict.problem is None or (verdict.is_usable and not is_first)
    return line.is_settled


def _outcome(line: _Line) -> Outcome:
    if line.best is None:
        return Outcome(ask=line.ask, text="", problem=line.problem or "the model gave no answer for this line")
    return Outcome(ask=line.ask, text=line.best.text, problem=line.best.problem or "")


async def _ask(talk: Talk, window: tuple[Ask, ...], sample: int) -> _Heard:
    cues = talk.cues
    brief = narrow(talk.brief, [talk.needs[cue.id] for cue in around(window, cues)])
    answer = await talk.desk.ask(
        LlmRequest(
            provider=talk.provider,
            system=talk.system,
            user=user_text(window, cues, brief, talk.done, task=talk.task),
            schema_name=SCHEMA_NAME,
            schema=SCHEMA,
            max_tokens_out=TOKENS_BESIDE + TOKENS_PER_LINE * len(window),
            sample=sample,  # a line alone may be asked for twice in the same words
            topic=talk.topic,
        )
    )
    # Judging takes some milliseconds, in which the next questions could be on their way.
    verdicts = await asyncio.get_running_loop().run_in_executor(_judges(), _judge, talk, window, answer)
    return _Heard(verdicts=verdicts, answer=answer)


@cache
def _judges() -> ThreadPoolExecutor:
    """One thread for all: a second would only take turns with the first."""
    return ThreadPoolExecutor(1, thread_name_prefix="judge")


def _judge(talk: Talk, window: tuple[Ask, ...], answer: LlmAnswer) -> tuple[Verdict, ...]:
    try:
        items = parse_answer(answer.text, is_cut=answer.is_cut)
    except AnswerError as error:
        return (Verdict.lost(_why_nothing(answer, error)),) * len(window)
    cues = talk.cues
    first, last = int(window[0].id) - 1, int(window[-1].id) - 1
    verdicts = judge(
        window,
        items,
        source_locale=talk.source_locale,
        locale=talk.brief.locale,
        before=tuple(cue.text for cue in cues[max(0, first - CONTEXT_LINES) : first]),
        after=tuple(cue.text for cue in cues[last + 1 : last + 1 + CONTEXT_LINES]),
    )
    return distrust(verdicts)


def around(window: Sequence[Ask], cues: tuple[Cue, ...]) -> list[Cue]:
    """The lines of a window and those that are shown around each of them."""
    places = {
        near
        for ask in window
        for near in range(int(ask.id) - 1 - CONTEXT_LINES, int(ask.id) + CONTEXT_LINES)
        if 0 <= near < len(cues)
    }
    return [cues[place] for place in sorted(places)]


def narrow(brief: Brief, parts: Sequence[Brief]) -> Brief:
    """The story, and of a brief what is in one of its parts, in the brief's order; and how those people address one
    another, since nobody may say who speaks."""
    people = {person for part in parts for person in part.people}
    addresses = {address for part in parts for address in part.addresses}
    things = {thing for part in parts for thing in part.things}
    secrets = {secret for part in parts for secret in part.secrets}
    names = {person.name for person in people}
    return replace(
        brief,
        people=tuple(person for person in brief.people if person in people),
        addresses=tuple(
            address
            for address in brief.addresses
            if address in addresses or (address.speaker in names and address.listener in names)
        ),
        things=tuple(thing for thing in brief.things if thing in things),
        secrets=tuple(secret for secret in brief.secrets if secret in secrets),
    )


def _usage_of(answer: LlmAnswer | None) -> Usage:
    if answer is None:
        return Usage()
    return Usage(
        requests=1,
        tokens_in=answer.tokens_in,
        tokens_out=answer.tokens_out,
        tokens_cached=answer.tokens_cached,
        cost_usd=answer.cost_usd,
    )


def _why_nothing(answer: LlmAnswer, error: AnswerError) -> str:
    if answer.refusal:
        return f"the model refused: {answer.refusal}"
    return "the model's answer was cut off" if answer.is_cut else error.message
