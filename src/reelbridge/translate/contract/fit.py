"""How well an answer fits a source line, by what survives translation. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from reelbridge.core.lang import language_of
from reelbridge.language.everyday_words import is_common
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

#: in both, in the source alone; amounts by hand, since there are few in those lines: hardly any is lost
_AMOUNT = (4.0, -2.5)
_MARK = (2.4, -1.3)
_TELLING = (2.6, -0.7)
_COMMON = (1.65, -0.8)

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
    """How well each answer of a window fits each source in and around it, in log units: only differences mean much.

    Attributes:
        answers: as they were given.
        fits: (sources, answers) float64; not a number in the columns of answers that are None.
        first: the row of the first line asked for; before it stand the lines before the window.
    """

    def __init__(self, texts: WindowTexts) -> None:
        self.answers = texts.answers
        self.first = len(texts.before)
        self._every = (*texts.before, *texts.sources, *texts.after)
        self._marks = find_marks(self._every, texts.terms, locale=texts.locale)
        self._typical = _log_ratio_in(texts)
        sources = [traits_of(text, self._marks.of_source(text), "zh") for text in self._every]
        self._targets = [self._target(place, sources, texts.locale) for place in range(len(texts.answers))]
        self._seen = {target.ending for target in self._targets if target is not None}
        self.fits = self._fit(sources, self._targets)
        for place, similar in enumerate(texts.similar):
            if similar is not None:
                self._add_similar(place, similar)

    def holds_two(self, first: int, place: int) -> float | None:
        """How much better the answer at a place fits the sources `first` and the one behind it together than its own
        alone; None where any of them is missing."""
        target = self._targets[place] if 0 <= place < len(self._targets) else None
        if target is None or not self.first <= self.first + first < len(self._every) - 1:
            return None
        both = self._every[self.first + first] + self._every[self.first + first + 1]
        fits = self._fit([traits_of(both, self._marks.of_source(both), "zh")], [target])
        return float(fits[0, 0] - self.fits[self.first + place, place])

    def _target(self, place: int, sources: Sequence[Traits], locale: str) -> Traits | None:
        text = self.answers[place]
        if text is None:
            return None
        row = self.first + place
        near = sources[max(0, row - FARTHEST) : row + FARTHEST + 1]
        has_numbers = any(map(self._marks.has_numbers, near)) or any(map(str.isdigit, text))
        return traits_of(text, self._marks.of_target(text, has_numbers=has_numbers), locale)

    def _fit(self, sources: Sequence[Traits], targets: Sequence[Traits | None]) -> NDArray[np.float64]:
        there = [target if target is not None else _NOTHING for target in targets]
        lengths = np.subtract.outer([-each.log_length for each in sources], [-each.log_length for each in there])
        off = (lengths - self._typical) / _LENGTH_SPREAD
        fits = -_LENGTH * np.log1p(off * off / 2)
        fits += _ending_fits(self._seen)[np.ix_([each.ending for each in sources], [each.ending for each in there])]
        fits += self._fit_bits([self._bits(each) for each in sources], [self._bits(each) for each in there])
        fits[:, [target is None for target in targets]] = np.nan
        return fits

    def _bits(self, traits: Traits) -> int:
        return traits.marks | (traits.telling | traits.common) << self._marks.count

    def _fit_bits(self, sources: Sequence[int], targets: Sequence[int]) -> NDArray[np.float64]:
        """By what is in both, and what is in the source alone."""
        unpacked = _unpack([*sources, *targets])
        in_sources, in_targets = unpacked[: len(sources)], unpacked[len(sources) :]
        both, lost = np.array([self._weights(place) for place in range(unpacked.shape[1])]).reshape(-1, 2).T
        fits: NDArray[np.float64] = (in_sources * (both - lost)) @ in_targets.T + (in_sources @ lost)[:, None]
        return fits

    def _weights(self, place: int) -> tuple[float, float]:
        if place >= self._marks.count:
            return _COMMON if is_common(place - self._marks.count) else _TELLING
        return _AMOUNT if self._marks.is_amount(place) else _MARK

    def _add_similar(self, place: int, similar: Similar) -> None:
        """Only near the line: in the distance it is compared by the rest alone."""
        for other in range(max(0, place - FARTHEST), min(len(self.answers), place + FARTHEST + 1)):
            answer = self.answers[other]
            if answer is not None:
                likeness = fuzz.ratio(similar.translation, answer) / 100
                self.fits[self.first + place, other] += _SIMILAR * max(0.0, likeness - 0.5)


_NOTHING = Traits(log_length=0.0, ending=Ending.NONE, marks=0, telling=0, common=0)


def _unpack(numbers: Sequence[int]) -> NDArray[np.float64]:
    """(numbers, bits): 1.0 where a bit is set, the lowest first."""
    size = max((number.bit_length() + 7) // 8 for number in numbers)
    packed = np.frombuffer(b"".join(number.to_bytes(size, "little") for number in numbers), np.uint8)
    return np.unpackbits(packed.reshape(len(numbers), size), axis=1, bitorder="little").astype(np.float64)


def _ending_fits(seen: set[Ending]) -> NDArray[np.float64]:
    """By the endings of source and translation. Where no answer has a question mark, as in Thai, none is lost."""
    return np.array([[_ending_fit(source, target, seen) for target in Ending] for source in Ending])


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
