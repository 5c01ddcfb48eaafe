"""How well an answer fits a source line, by what survives translation. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rapidfuzz import fuzz

from reelbridge.core.lang import language_of
from reelbridge.model.term import Term
from reelbridge.translate.contract.traits import Ending, Traits, find_marks, traits_of
from reelbridge.translate.scene import Similar

#: letters of a translation per Chinese character by language: medians of the 54 lines of the bundled series, for en of
#: TVSub's 1,086 as well (2.4 there, 2.7 here)
_TYPICAL = {
    "ar": 2.0, "de": 2.75, "en": 2.5, "es": 2.65, "fr": 2.6, "id": 2.65, "it": 2.55, "ja": 1.0, "ko": 1.25, "pt": 2.55,
    "th": 2.0, "tr": 2.55, "vi": 2.25, "zh": 1.0,
}  # fmt: skip
_TYPICAL_OTHER = 2.5

#: The weights are log-odds, by conditional logistic regression of right pairs against pairs one or two lines apart:
#: 543 lines of TVSub (en) and the bundled series in 14 locales. Lengths are off by this much (log), and their weight
#: grows with the logarithm, so that a free translation is no proof.
_LENGTH_SPREAD = 0.42
_LENGTH = 2.8

#: an answer is compared with sources up to that many lines away
FARTHEST = 2

_QUESTIONS = 1.7
_QUESTION_LOST = -1.5
_QUESTION_FOREIGN = -1.7
_SHOUTS = 0.9
_SHOUT_LOST = -1.0
_SHOUT_FOREIGN = -0.9
_BOTH_OPEN = 0.8

_MARK = 2.4
_MARK_LOST = -1.3
_TELLING = 2.6
_TELLING_LOST = -0.7
_COMMON = 1.65
_COMMON_LOST = -0.8

#: an approved translation of a line like the source: what its likeness (0 to 1) above a half is worth
_SIMILAR = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowTexts:
    """The lines of a request and what was answered.

    Attributes:
        before: source lines right before the first, the nearest last.
        sources: the lines asked for.
        after: source lines right behind the last.
        answers: None where there is none that can be compared.
        terms: of all the lines.
        similar: per line asked for, what the memory has like it.
    """

    locale: str
    before: tuple[str, ...]
    sources: tuple[str, ...]
    after: tuple[str, ...]
    answers: tuple[str | None, ...]
    terms: tuple[Term, ...]
    similar: tuple[Similar | None, ...]


def typical_log_ratio(locale: str) -> float:
    """The logarithm of how many letters a translation has for one of its source."""
    return math.log(_TYPICAL.get(language_of(locale), _TYPICAL_OTHER))


class FitTable:
    """How well each answer of a window fits each source in and around it, in log units: only differences mean much."""

    def __init__(self, texts: WindowTexts) -> None:
        self.answers = texts.answers
        self._first = len(texts.before)
        self._similar = texts.similar
        self._typical = typical_log_ratio(texts.locale)
        every = (*texts.before, *texts.sources, *texts.after)
        self._texts = every
        self._marks = find_marks(every, texts.terms, locale=texts.locale)
        self._sources = [traits_of(text, self._marks.of_source(text), "zh") for text in every]
        self._targets = [self._target(place, texts.locale) for place in range(len(texts.answers))]
        # Where no answer has a question mark, as in much of Thai, none is lost.
        self._has_questions = any(target and target.ending is Ending.QUESTION for target in self._targets)
        self._has_shouts = any(target and target.ending is Ending.SHOUT for target in self._targets)

    def _target(self, place: int, locale: str) -> Traits | None:
        text = self.answers[place]
        if text is None:
            return None
        index = self._first + place
        near = 0
        for source in self._sources[max(0, index - FARTHEST) : index + FARTHEST + 1]:
            near |= source.marks
        return traits_of(text, self._marks.of_target(text, near), locale)

    def fit(self, source_place: int, place: int) -> float | None:
        """Of the answer at a place to the source at another, or None where either is unknown."""
        target = self._targets[place]
        index = self._first + source_place
        if target is None or not 0 <= index < len(self._sources):
            return None
        fit = self._fit(self._sources[index], target)
        similar = self._similar[source_place] if 0 <= source_place < len(self._similar) else None
        if similar is not None:
            fit += _SIMILAR * max(0.0, fuzz.ratio(similar.translation, self.answers[place] or "") / 100 - 0.5)
        return fit

    def fit_to_two(self, first: int, place: int) -> float | None:
        """Of the answer at a place to the sources `first` and the one behind it together."""
        target = self._targets[place]
        index = self._first + first
        if target is None or index < 0 or index + 1 >= len(self._sources):
            return None
        text = self._texts[index] + self._texts[index + 1]
        return self._fit(traits_of(text, self._marks.of_source(text), "zh"), target)

    def _fit(self, source: Traits, target: Traits) -> float:
        off = (target.log_length - source.log_length - self._typical) / _LENGTH_SPREAD
        fit = -_LENGTH * math.log1p(off * off / 2) + self._ending_fit(source.ending, target.ending)
        if source.marks:
            both = (source.marks & target.marks).bit_count()
            fit += _MARK * both + _MARK_LOST * (source.marks.bit_count() - both)
        if source.telling:
            both = (source.telling & target.telling).bit_count()
            fit += _TELLING * both + _TELLING_LOST * (source.telling.bit_count() - both)
        if source.common:
            both = (source.common & target.common).bit_count()
            fit += _COMMON * both + _COMMON_LOST * (source.common.bit_count() - both)
        return fit

    def _ending_fit(self, source: Ending, target: Ending) -> float:
        fit = _BOTH_OPEN if source is target is Ending.OPEN else 0.0
        if self._has_questions:
            fit += _likeness(
                source is Ending.QUESTION, target is Ending.QUESTION, _QUESTIONS, _QUESTION_LOST, _QUESTION_FOREIGN
            )
        if self._has_shouts:
            fit += _likeness(source is Ending.SHOUT, target is Ending.SHOUT, _SHOUTS, _SHOUT_LOST, _SHOUT_FOREIGN)
        return fit


def _likeness(in_source: bool, in_target: bool, both: float, lost: float, foreign: float) -> float:
    if in_source:
        return both if in_target else lost
    return foreign if in_target else 0.0
