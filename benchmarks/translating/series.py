"""A synthetic series: plausible lines in 80 episodes, with their translations, the same ones for the same seed.

Lines are sentences with slots, short lines that come again and again, both together, and now and then a sign. No two
different lines have the same translation in any locale, so that a line's text tells which line it belongs to.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.translating.words import LOCALES, SOURCE, Texts, Words, count_texts, load_words, money_texts
from reelbridge.core.text import count_characters, fold
from reelbridge.model.market import load_market

EPISODES = 80
LINES = 30_000

#: shares of lines: short alone, short with short, short with sentence, sign; the rest are sentences. A quarter of
#: drama dialogue is one to three characters long.
_SHORT, _TWO_SHORTS, _SHORT_AND_SENTENCE, _SIGN = 0.20, 0.08, 0.32, 0.01

#: the same line does not come again before so many others
_APART = 5

#: ms between two lines, and the least one is up
_GAP_MS, _LEAST_MS = 80, 800

_SLOT = re.compile(r"{(\w+)}")
_FIRST_LETTER = re.compile(r"^[¿¡]?[^\W\d_]")
_STOPS = "？！?!。.…؟"

#: locale -> what joins a clause without a mark of its own to the next
_LINKS = {SOURCE: "，", "zh-Hant": "，", "ja": "。", "th": " ", "ar": "، "}
#: locales that write no blank after a mark
_TIGHT = (SOURCE, "zh-Hant", "ja")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an episode with its translation into every locale."""

    source: str
    start_ms: int
    end_ms: int
    is_sign: bool
    texts: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One episode, called e001, e002, ..."""

    name: str
    lines: tuple[Line, ...]


def make_series(*, seed: int = 1, episodes: int = EPISODES, lines: int = LINES) -> tuple[Episode, ...]:
    """A series with so many lines, spread evenly over its episodes."""
    maker = _Maker(random.Random(seed), load_words())
    sizes = [lines // episodes + (number < lines % episodes) for number in range(episodes)]
    return tuple(
        Episode(name=f"e{number:03}", lines=maker.make_episode(size)) for number, size in enumerate(sizes, start=1)
    )


class _Maker:
    """Draws lines; remembers which text belongs to which line, in every locale."""

    def __init__(self, chance: random.Random, words: Words) -> None:
        self._chance = chance
        self._words = words
        self._owners: dict[tuple[str, str], str] = {}
        self._limits = {locale: load_market(locale).horizontal for locale in LOCALES}

    def make_episode(self, size: int) -> tuple[Line, ...]:
        lines: list[Line] = []
        start_ms = 1000
        while len(lines) < size:
            recent = {fold(line.source) for line in lines[-_APART:]}
            texts, is_sign = self._draw()
            if fold(texts[SOURCE]) in recent or not self._fits(texts) or not self._is_unmistakable(texts):
                continue
            end_ms = start_ms + self._duration_ms(texts)
            lines.append(Line(source=texts[SOURCE], start_ms=start_ms, end_ms=end_ms, is_sign=is_sign, texts=texts))
            start_ms = end_ms + _GAP_MS
        return tuple(lines)

    def _duration_ms(self, texts: Texts) -> int:
        """Long enough to be read in every locale: what is measured here is translating, not condensing."""
        slowest = max(count_characters(texts[locale]) / limits.max_cps for locale, limits in self._limits.items())
        return max(_LEAST_MS, int(1050 * slowest))

    def _fits(self, texts: Texts) -> bool:
        """Whether two rows and the longest time on screen are enough in every locale."""
        return all(
            count_characters(texts[locale]) <= limits.max_lines * limits.max_line_chars
            for locale, limits in self._limits.items()
        ) and self._duration_ms(texts) <= min(limits.max_duration_ms for limits in self._limits.values())

    def _draw(self) -> tuple[Texts, bool]:
        drawn = self._chance.random()
        if drawn < _SHORT:
            return self._chance.choice(self._words.shorts), False
        if drawn < _SHORT + _TWO_SHORTS:
            first, second = self._chance.sample(self._words.shorts, 2)
            return _join(first, second), False
        if drawn < _SHORT + _TWO_SHORTS + _SHORT_AND_SENTENCE:
            return _join(self._chance.choice(self._words.shorts), self._sentence()), False
        if drawn < _SHORT + _TWO_SHORTS + _SHORT_AND_SENTENCE + _SIGN:
            return self._chance.choice(self._words.signs), True
        return self._sentence(), False

    def _sentence(self) -> Texts:
        template = self._chance.choice(self._words.sentences)
        values = {name: self._value(name) for name in dict.fromkeys(_SLOT.findall(template[SOURCE]))}
        return {locale: _fill(text, values, locale) for locale, text in template.items()}

    def _value(self, name: str) -> Texts:
        if name == "n":
            return count_texts(self._chance.randrange(11, 91))
        if name == "money":
            digits = self._chance.choice((1, 2, 3, 5, 8, 12, 15, 20, 25, 30, 36, 48, 50, 60, 75, 80, 90))
            return money_texts(digits * self._chance.choice((1000, 10_000, 100_000, 1_000_000)))
        return self._chance.choice(self._words.slots[name])

    def _is_unmistakable(self, texts: Texts) -> bool:
        """Whether no other line has one of these translations."""
        owners = {(locale, fold(texts[locale])): fold(texts[SOURCE]) for locale in LOCALES}
        if any(self._owners.get(key, owner) != owner for key, owner in owners.items()):
            return False
        self._owners |= owners
        return True


def _fill(text: str, values: Mapping[str, Texts], locale: str) -> str:
    filled = _SLOT.sub(lambda slot: values[slot.group(1)][locale], text)
    return _FIRST_LETTER.sub(lambda first: first.group().upper(), filled, count=1)


def _join(first: Texts, second: Texts) -> Texts:
    joined = {}
    for locale, text in first.items():
        link = ("" if locale in _TIGHT else " ") if text[-1] in _STOPS else _LINKS.get(locale, ". ")
        joined[locale] = text + link + second[locale]
    return joined


def cut_series(series: tuple[Episode, ...], lines: int) -> tuple[Episode, ...]:
    """The first lines of a series, in one episode."""
    every = tuple(line for episode in series for line in episode.lines)[:lines]
    return (Episode(name="e001", lines=every),)
