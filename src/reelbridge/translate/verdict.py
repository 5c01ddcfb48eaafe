"""Whether a model's answer to one line can be used. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from reelbridge.core.lang import language_of
from reelbridge.core.text import HAN, fold, has_han
from reelbridge.model.term import Term
from reelbridge.translate.answer import AnswerItem
from reelbridge.translate.prompt import uses_han
from reelbridge.translate.scene import Ask
from reelbridge.translate.term_finder import normal

#: characters of its source that a model repeats with each line: enough to tell two lines of a scene apart
_START_CHARS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of one line. `problem` is None for a good answer.

    `text` is the translation if it can be shown to a viewer, even with a problem; else it is empty and `rejected` is
    what was answered.
    """

    text: str = ""
    rejected: str = ""
    problem: str | None = None


def judge(asks: Sequence[Ask], items: Sequence[AnswerItem], *, source_locale: str, locale: str) -> tuple[Verdict, ...]:
    """One verdict per line asked for, in that order. Answers are matched by id alone; ids that nobody asked for are
    left aside, since the lines they were meant for then have no answer."""
    answers: dict[str, list[AnswerItem]] = {}
    for item in items:
        answers.setdefault(item.id, []).append(item)
    return tuple(
        _judge_line(ask, answers.get(ask.id, []), asks, source_locale=source_locale, locale=locale) for ask in asks
    )


def _judge_line(
    ask: Ask, items: Sequence[AnswerItem], asks: Sequence[Ask], *, source_locale: str, locale: str
) -> Verdict:
    texts = tuple(dict.fromkeys(clean(item.translation) for item in items))
    if not items:
        return Verdict(problem="the model gave no answer for this line")
    if len(texts) > 1:
        return Verdict(rejected=" / ".join(texts), problem=f"the model gave {len(texts)} answers for this line")
    text = texts[0]
    if not text:
        return Verdict(problem="the model's answer for this line was empty")
    if _is_of_another(ask, items[0].starts, asks):
        return Verdict(rejected=text, problem="the model answered another line under this one's id")
    source = ask.cue.text
    if language_of(source_locale) != language_of(locale) and has_han(source) and fold(text) == fold(source):
        return Verdict(rejected=text, problem="the model repeated the source instead of translating it")
    if not uses_han(locale) and (left := "".join(HAN.findall(text))):
        return Verdict(rejected=text, problem=f"the translation has Chinese characters left: {left}")
    if lost := _lost_terms(ask.terms, text):
        return Verdict(text=text, rejected=text, problem=f"a fixed term is not rendered as it should be: {lost}")
    return Verdict(text=text)


def clean(text: str) -> str:
    """Without control characters and spaces at the ends of lines; line breaks stay."""
    kept = "".join(char for char in text if char == "\n" or unicodedata.category(char) != "Cc")
    return "\n".join(line.strip() for line in kept.split("\n") if line.strip())


def _is_of_another(ask: Ask, starts: str, asks: Sequence[Ask]) -> bool:
    """Whether the start that the model copied proves that it answered another line: it is none of this line's, and
    it is another's. A start that is nobody's proves nothing."""
    start = fold(starts)[:_START_CHARS]
    if not start or fold(ask.cue.text).startswith(start):
        return False
    return any(fold(other.cue.text).startswith(start) for other in asks)


def _lost_terms(terms: Sequence[Term], text: str) -> str:
    renderings: dict[str, list[str]] = {}
    for term in terms:
        renderings.setdefault(term.source, []).append(term.target)
    said = normal(text)
    return "; ".join(
        f"{source} as {' or '.join(targets)}"
        for source, targets in renderings.items()
        if not any(normal(target) in said for target in targets)
    )
