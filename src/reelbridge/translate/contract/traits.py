"""What of a line survives translation, and so tells which answer belongs to which source: its length, how it ends,
numbers, names and Latin words. Pure."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache

from reelbridge.core.text import fold
from reelbridge.language.everyday_words import find_everyday_words
from reelbridge.language.number_words import find_numbers, load_lexicon
from reelbridge.language.quantities import CERTAIN_FROM, Quantity, find_quantities
from reelbridge.model.term import Term
from reelbridge.translate.contract.renderings import is_in, needles, squeezed
from reelbridge.translate.term_finder import normal


class Ending(IntEnum):
    """What a line ends with, as far as a viewer hears it."""

    NONE = 0
    STOP = 1
    QUESTION = 2
    SHOUT = 3
    OPEN = 4  # an ellipsis or a dash: it goes on


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """Of one text. `marks` are bits, one for each mark of the window that is in the text; `telling` and `common` are
    bits of everyday words."""

    log_length: float
    ending: Ending
    marks: int
    telling: int
    common: int


_LATIN = re.compile(r"[a-z]{2,}|\d+")
_ENDS = re.compile(r"[.。．…!！?？؟—―~～-]+[\"'”’」』）)\s]*\Z")
_CLOSING = "\"'”’」』）) 。.…~～"

#: texts kept with what was found in them: an episode in all locales has about as many
_KEPT = 4096

#: characters that a length gets on top, so that 1 against 3 is no threefold
_LENGTH_PAD = 2


@lru_cache(maxsize=_KEPT)
def ending_of(text: str) -> Ending:
    """How a text ends; a question mark wins over all."""
    found = _ENDS.search(text[-8:])
    marks = found.group() if found else ""
    if any(mark in marks for mark in "?？؟") or text.rstrip(_CLOSING).endswith("吗"):
        return Ending.QUESTION
    if any(mark in marks for mark in "!！"):
        return Ending.SHOUT
    if any(mark in marks for mark in "…—―~～-") or ".." in marks or "。。" in marks:
        return Ending.OPEN
    return Ending.STOP if marks else Ending.NONE


def count_letters(text: str) -> int:
    """Letters and digits; combining marks (Thai vowels, Arabic signs) do not count."""
    return sum(map(str.isalnum, text)) if text.isascii() else _count_letters(text)


@lru_cache(maxsize=_KEPT)
def _count_letters(text: str) -> int:
    return sum(1 for char in text if unicodedata.category(char)[0] in "LN")


def log_length(text: str) -> float:
    """The logarithm of the number of letters and digits, padded."""
    return math.log(count_letters(text) + _LENGTH_PAD)


@lru_cache(maxsize=_KEPT)
def folded(text: str) -> str:
    """Only letters and digits, as `fold` gives them."""
    return fold(text)


@lru_cache(maxsize=_KEPT)
def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The amounts of a Chinese line."""
    return find_quantities(text)


@lru_cache(maxsize=_KEPT)
def numbers_in(text: str, locale: str) -> frozenset[Fraction] | None:
    """Every number that a translation may be read to have, or None where the locale's number words are not known."""
    lexicon = load_lexicon(locale)
    return find_numbers(text, lexicon) if lexicon is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The numbers, names and Latin words of the sources of a window: one bit each, in that order.

    `numbers` and `words` have the bit of each; `terms` are sources, as `normal` writes them, with what is looked for of
    each of their renderings.
    """

    locale: str
    numbers: Mapping[Fraction, int]
    amounts: int
    terms: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    words: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many bits there are."""
        return len(self.numbers) + len(self.terms) + len(self.words)

    def is_amount(self, place: int) -> bool:
        """Whether a bit is a number that nobody leaves out, and that hardly stands in two lines by chance."""
        return bool(self.amounts >> place & 1)

    def of_source(self, text: str) -> int:
        """The bits of a source line."""
        said = normal(text)
        values = {quantity.value for quantity in quantities_of(text)} if self.numbers else set()
        first = len(self.numbers)
        named = sum(1 << place for place, (source, _) in enumerate(self.terms, first) if source in said)
        return self._of_numbers(values) | named | self._of_words(said)

    def has_numbers(self, traits: Traits) -> bool:
        """Whether one of the numbers is in a text."""
        return bool(traits.marks & ((1 << len(self.numbers)) - 1))

    def of_target(self, text: str, *, has_numbers: bool) -> int:
        """The bits of a translation; numbers are only looked for where there may be some, for that takes longest."""
        said = squeezed(text)
        values = (numbers_in(text, self.locale) if has_numbers and self.numbers else None) or frozenset()
        named, bit = 0, 1 << len(self.numbers)
        for _, renderings in self.terms:
            for sought in renderings:
                if is_in(sought, said):
                    named |= bit
                    break
            bit <<= 1
        return self._of_numbers(values) | named | self._of_words(normal(text))

    def _of_numbers(self, values: Iterable[Fraction]) -> int:
        return sum(1 << self.numbers[value] for value in values if value in self.numbers) if self.numbers else 0

    def _of_words(self, said: str) -> int:
        if not self.words:
            return 0
        return sum(1 << self.words[word] for word in set(_LATIN.findall(said)) if word in self.words)


def find_marks(sources: Iterable[str], terms: Iterable[Term], *, locale: str) -> Marks:
    """All that is in the sources of a window and ought to be in their translations."""
    texts = tuple(sources)
    renderings: dict[str, tuple[str, ...]] = {}
    for term in dict.fromkeys(terms):
        source = normal(term.source).strip()
        renderings[source] = (*renderings.get(source, ()), term.target)
    can_count = load_lexicon(locale) is not None
    numbers = dict.fromkeys(found.value for text in texts for found in quantities_of(text) if can_count)
    words = dict.fromkeys(word for text in texts for word in _LATIN.findall(normal(text)))
    return Marks(
        locale=locale,
        numbers={number: place for place, number in enumerate(numbers)},
        amounts=sum(1 << place for place, number in enumerate(numbers) if number >= CERTAIN_FROM),
        terms=tuple(
            (source, tuple(needles(target, locale) for target in targets)) for source, targets in renderings.items()
        ),
        words={word: place for place, word in enumerate(words, len(numbers) + len(renderings))},
    )


def traits_of(text: str, marks: int, locale: str) -> Traits:
    """The traits of a text whose marks were found."""
    words = find_everyday_words(text, locale)
    return Traits(
        log_length=log_length(text),
        ending=ending_of(text),
        marks=marks,
        telling=words.telling if words else 0,
        common=words.common if words else 0,
    )
