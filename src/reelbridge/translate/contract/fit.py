"""How well an answer fits a source line, by what survives translation. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rapidfuzz import fuzz

from reelbridge.core.lang import language_of
from reelbridge.model.term import Term
from reelbridge.translate.contract.traits import Ending, Traits, count_letters, find_marks, traits_of
from reelbridge.translate.scene import Similar

#: letters of a translation per Chinese character by language: medians of the 54 lines of the bundled series, for en of
#: TVSub's 1,086 as well (2.4 there, 2.7 here)
_TYPICAL = {
    "ar": 2.0, "de": 2.75, "en": 2.5, "es": 2.65, "fr": 2.6, "id": 2.65, "it": 2.55, "ja": 1.0, "ko": 1.25, "pt": 2.55,
    "th": 2.0, "tr": 2.55, "vi": 2.25, "zh": 1.0,
}  # fmt: skip
_TYPICAL_OTHER = 2.0

#: a window tells its own ratio: these many lines of it count as much as what is known of the language, and of another
_KNOWN_LINES = 20
_GUESSED_LINES = 2

#: The weights are log-odds, by conditional logistic regression of right pairs against pairs one or two lines apart:
#: 543 lines of TVSub (en) and the bundled series in 14 locales. Lengths are off by this much (log), and their weight
#: grows with the logarithm, so that a free translation is no proof.
_LENGTH_SPREAD = 0.42
_LENGTH = 2.8

#: an answer is compared with sources up to that many lines away
FARTHEST = 2

#: in both, in the source alone, in the translation alone
_ENDINGS = {Ending.QUESTION: (1.7, -1.5, -1.7), Ending.SHOUT: (0.9, -1.0, -0.9)}
_BOTH_OPEN = 0.8

#: by the same lines an amount of eleven and more is nearly always kept
_AMOUNT = 4.0
_AMOUNT_LOST = -2.5
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


def typical_log_ratio(locale: str) -> float | None:
    """The logarithm of how many letters a translation has for one of its source, where it was measured."""
    typical = _TYPICAL.get(language_of(locale))
    return None if typical is None else math.log(typical)


def _log_ratio_in(texts: WindowTexts) -> float:
    """The same in this window: some engines are brief. A shift hardly changes the sum of all lengths."""
    pairs = [(source, answer) for source, answer in zip(texts.sources, texts.answers, strict=True) if answer]
    known = typical_log_ratio(texts.locale)
    weight = _GUESSED_LINES if known is None else _KNOWN_LINES
    here = math.log(
        (1 + sum(count_letters(answer) for _, answer in pairs))
        / (1 + sum(count_letters(source) for source, _ in pairs))
    )
    before = math.log(_TYPICAL_OTHER) if known is None else known
    return (len(pairs) * here + weight * before) / (len(pairs) + weight)


class FitTable:
    """How well each answer of a window fits each source in and around it, in log units: only differences mean much."""

    def __init__(self, texts: WindowTexts) -> None:
        self.answers = texts.answers
        self._first = len(texts.before)
        self._similar = texts.similar
        self._typical = _log_ratio_in(texts)
        every = (*texts.before, *texts.sources, *texts.after)
        self._texts = every
        self._marks = find_marks(every, texts.terms, locale=texts.locale)
        self._amounts = self._marks.amounts
        self._sources = [traits_of(text, self._marks.of_source(text), "zh") for text in every]
        self._targets = [self._target(place, texts.locale) for place in range(len(texts.answers))]
        self._endings = _ending_fits({target.ending for target in self._targets if target is not None})

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
        fit = -_LENGTH * math.log1p(off * off / 2) + self._endings[source.ending][target.ending]
        if source.marks:
            kept, lost = source.marks & target.marks, source.marks & ~target.marks
            fit += _MARK * (kept & ~self._amounts).bit_count() + _MARK_LOST * (lost & ~self._amounts).bit_count()
            fit += _AMOUNT * (kept & self._amounts).bit_count() + _AMOUNT_LOST * (lost & self._amounts).bit_count()
        if source.telling:
            both = (source.telling & target.telling).bit_count()
            fit += _TELLING * both + _TELLING_LOST * (source.telling.bit_count() - both)
        if source.common:
            both = (source.common & target.common).bit_count()
            fit += _COMMON * both + _COMMON_LOST * (source.common.bit_count() - both)
        return fit


def _ending_fits(seen: set[Ending]) -> tuple[tuple[float, ...], ...]:
    """By the endings of source and translation. Where no answer has a question mark, as in Thai, none is lost."""
    return tuple(tuple(_ending_fit(source, target, seen) for target in Ending) for source in Ending)


def _ending_fit(source: Ending, target: Ending, seen: set[Ending]) -> float:
    fit = _BOTH_OPEN if source is target is Ending.OPEN else 0.0
    for ending, (both, lost, foreign) in _ENDINGS.items():
        if ending not in seen:
            continue
        if source is ending:
            fit += both if target is ending else lost
        elif target is ending:
            fit += foreign
    return fit
