"""A bible out of the lines of a series: read in parts by a model, put together here, and given forms per locale."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from reelbridge.core.errors import AnswerError
from reelbridge.model.bible import Bible
from reelbridge.model.cue import CueList
from reelbridge.tools.llm.provider import Provider
from reelbridge.tools.llm.request import LlmAnswer, LlmRequest
from reelbridge.translate.bible import prompts
from reelbridge.translate.bible.answers import read_forms, read_groups, read_object, read_part, read_synopsis
from reelbridge.translate.bible.lacking import find_lacking, next_lacking, with_forms
from reelbridge.translate.bible.merging import merge_bibles
from reelbridge.translate.bible.uniting import unite_people, unite_secrets
from reelbridge.translate.term_finder import normal

#: characters of lines read at once: about fifteen episodes, and an answer of about 4,000 tokens
PART_CHARS = 8_000

#: tokens of an answer; a part that needs more comes back cut and is read in two halves
MAX_TOKENS_OUT = 8_192

#: who pays
TOPIC = "series/bible"

#: names that a note lists
_MAX_LISTED = 8

Episodes = tuple[tuple[int, CueList], ...]


class Asks(Protocol):
    """The desk that questions go over."""

    async def ask(self, request: LlmRequest) -> LlmAnswer:
        """The answer to a question."""

    def forget(self, keys: tuple[str, ...]) -> None:
        """Answers that led nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A bible, and what a person should know about how it came to be."""

    bible: Bible
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What was read in some episodes; `failure` says why nothing was."""

    bible: Bible
    dropped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    failure: str = ""


async def make_bible(
    desk: Asks,
    provider: Provider,
    episodes: Episodes,
    *,
    base: Bible,
    locales: Sequence[str],
    on_progress: Callable[[float], None],
) -> Made:
    """The bible of a series. What is in `base` stays, and comes first.

    Args:
        desk: where to ask.
        provider: whom to ask.
        episodes: number and lines of each, in order.
        base: the bible that there is.
        locales: where names need a form.
        on_progress: told the share that is done.

    Raises:
        AnswerError: nothing that was answered could be used.
        EngineError: nobody answers, or the budget is spent.
    """
    maker = _Maker(desk, provider, said=normal(_all_lines(episodes)))
    parts = tuple(parts_of(episodes))
    done = 0

    async def read(part: Episodes) -> _Read:
        nonlocal done
        found = await maker.read(part)
        done += 1
        on_progress(0.6 * done / len(parts))
        return found

    reads = await _together([read(part) for part in parts])
    if parts and all(each.failure for each in reads):
        raise AnswerError(f"nothing that the model answered could be used; {reads[0].failure}")
    gathered = Bible()
    for each in reads:
        gathered = merge_bibles(gathered, each.bible, prefers_added=False).bible
    whole, merge_notes = await maker.put_together(base, gathered)
    on_progress(0.8)
    formed, form_notes = await maker.give_forms(whole, locales)
    on_progress(1.0)
    dropped = tuple(dict.fromkeys(name for each in reads for name in each.dropped))
    notes = [note for each in reads for note in ((each.failure,) if each.failure else each.notes)]
    if dropped:
        notes.append(f"left out, since they stand in no line: {_listed(dropped)}")
    return Made(bible=formed, notes=(*notes, *merge_notes, *form_notes))


def parts_of(episodes: Episodes) -> Iterator[Episodes]:
    """The episodes in parts that one question has room for; a very long episode is in several."""
    part: list[tuple[int, CueList]] = []
    room = PART_CHARS
    for number, cues in episodes:
        for piece in _pieces(cues):
            size = sum(len(cue.text) for cue in piece.cues)
            if part and size > room:
                yield tuple(part)
                part, room = [], PART_CHARS
            part.append((number, piece))
            room -= size
    if part:
        yield tuple(part)


def _pieces(cues: CueList) -> Iterator[CueList]:
    start = size = 0
    for place, cue in enumerate(cues.cues):
        if place > start and size + len(cue.text) > PART_CHARS:
            yield replace(cues, cues=cues.cues[start:place])
            start, size = place, 0
        size += len(cue.text)
    if cues.cues:
        yield replace(cues, cues=cues.cues[start:])


def _all_lines(episodes: Episodes) -> str:
    return "\n".join(f"{cue.speaker or ''}\n{cue.text}" for _, cues in episodes for cue in cues.cues)


class _Maker:
    """The three kinds of questions."""

    def __init__(self, desk: Asks, provider: Provider, *, said: str) -> None:
        self._desk = desk
        self._provider = provider
        self._said = said

    async def read(self, part: Episodes) -> _Read:
        """What some episodes tell. A part whose answer is of no use is read in two halves."""
        answer, why = await self._ask(
            prompts.PART_SYSTEM,
            prompts.part_text(part),
            prompts.PART_SCHEMA_NAME,
            prompts.PART_SCHEMA,
            expected="characters",
            is_asked_again=len(part) == 1,
        )
        if answer is not None:
            found = read_part(answer, self._said, numbers=tuple(number for number, _ in part))
            return _Read(bible=found.bible, dropped=found.dropped)
        if len(part) == 1:
            return _Read(bible=Bible(), failure=f"episode {part[0][0]} is not in it: {why}")
        half = len(part) // 2
        first, second = await _together([self.read(part[:half]), self.read(part[half:])])
        return _Read(
            bible=merge_bibles(first.bible, second.bible, prefers_added=False).bible,
            dropped=first.dropped + second.dropped,
            notes=tuple(note for each in (first, second) for note in (*each.notes, each.failure) if note),
            failure=first.failure if first.failure and second.failure else "",
        )

    async def put_together(self, base: Bible, gathered: Bible) -> tuple[Bible, tuple[str, ...]]:
        """One bible in which everybody is once."""
        whole = merge_bibles(base, gathered, prefers_added=False).bible
        answer, why = await self._ask(
            prompts.MERGE_SYSTEM,
            prompts.merge_text(whole),
            prompts.MERGE_SCHEMA_NAME,
            prompts.MERGE_SCHEMA,
            expected="synopsis",
        )
        notes: list[str] = []
        if answer is None:
            notes.append(f"people with two names may be in it twice, and there is no synopsis: {why}")
        else:
            same = read_groups(answer, "same", count=len(whole.characters))
            twice = read_groups(answer, "same_secrets", count=len(whole.secrets))
            whole = unite_people(whole, same, settled=len(base.characters))
            whole = unite_secrets(whole, twice, settled=len(base.secrets))
            whole = replace(whole, synopsis=whole.synopsis or read_synopsis(answer))
        names = {each.name for each in whole.characters}
        strangers = dict.fromkeys(
            name for each in whole.addresses for name in (each.speaker, each.listener) if name not in names
        )
        if strangers:
            notes.append(f"how they speak to others is left out, since they are no characters: {_listed(strangers)}")
        return (
            replace(
                whole,
                addresses=tuple(each for each in whole.addresses if names.issuperset((each.speaker, each.listener))),
                entries=tuple(each for each in whole.entries if each.source not in names or each in base.entries),
                secrets=tuple(
                    replace(each, known_by=tuple(known for known in each.known_by if known.who in names))
                    for each in whole.secrets
                ),
            ),
            tuple(notes),
        )

    async def give_forms(self, bible: Bible, locales: Sequence[str]) -> tuple[Bible, tuple[str, ...]]:
        """Forms where there are none yet, all locales at a time."""
        found = await _together([self._forms_in(bible, locale) for locale in locales])
        for formed, _ in found:
            bible = merge_bibles(bible, formed, prefers_added=False).bible
        return bible, tuple(note for _, note in found if note)

    async def _forms_in(self, bible: Bible, locale: str) -> tuple[Bible, str]:
        """The forms in one locale, and what is missing; each answer is shown the forms before it."""
        missing = 0
        while (lacking := next_lacking(bible, locale, skip=missing)).count:
            answer, why = await self._ask(
                prompts.forms_system(locale),
                prompts.forms_text(lacking),
                prompts.FORMS_SCHEMA_NAME,
                prompts.FORMS_SCHEMA,
                expected="forms",
            )
            if answer is None:
                return bible, f"no forms in {locale} for {find_lacking(bible, locale).count} names: {why}"
            forms = read_forms(answer, locale, count=lacking.count)
            bible = merge_bibles(bible, with_forms(lacking, forms), prefers_added=False).bible
            missing += lacking.count - len(forms)
        return bible, ""

    async def _ask(
        self,
        system: str,
        user: str,
        schema_name: str,
        schema: Mapping[str, Any],
        *,
        expected: str,
        is_asked_again: bool = True,
    ) -> tuple[dict[str, Any] | None, str]:
        """The object that came back, or None and why. An answer of no use is forgotten, and asked for once more."""
        why = ""
        for sample in range(2 if is_asked_again else 1):
            answer = await self._desk.ask(
                LlmRequest(
                    provider=self._provider,
                    system=system,
                    user=user,
                    schema_name=schema_name,
                    schema=schema,
                    max_tokens_out=MAX_TOKENS_OUT,
                    sample=sample,
                    topic=TOPIC,
                )
            )
            found = None if answer.is_cut else read_object(answer.text, expected=expected)
            if found is not None:
                return found, ""
            self._desk.forget((answer.key,))
            why = _why(answer)
        return None, why


def _why(answer: LlmAnswer) -> str:
    if answer.refusal:
        return f"the model refused: {answer.refusal}"
    return "the model's answer was cut off" if answer.is_cut else "the model answered no JSON of the form asked for"


async def _together(work: Sequence[Any]) -> list[Any]:
    """All at a time; when one fails the others are stopped."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(each) for each in work]
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from failed
    return [task.result() for task in tasks]


def _listed(names: Mapping[str, None] | Sequence[str]) -> str:
    shown = tuple(names)
    more = f" and {len(shown) - _MAX_LISTED} more" if len(shown) > _MAX_LISTED else ""
    return ", ".join(shown[:_MAX_LISTED]) + more
