"""Where a row of text may end, and how good each place is in its language."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reelbridge.core.lang import language_of
from reelbridge.language.number_words import load_lexicon, normalise
from reelbridge.model.market import read_package_text

if TYPE_CHECKING:
    from budoux import Parser

#: languages whose words are not parted by spaces -> the loader of their word model in budoux
UNSPACED = {
    "ja": "load_default_japanese_parser",
    "zh-Hans": "load_default_simplified_chinese_parser",
    "zh-Hant": "load_default_traditional_chinese_parser",
    "th": "load_default_thai_parser",
}

#: never at the start of a row, never at its end; source: JIS X 4051 and W3C Requirements for Japanese Text Layout
NOT_FIRST = frozenset(
    "、。，．,.！？!?：；:;」』）】〉》)]｝}”’…‥ーー々〜~％%ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶฯๆ"
)
NOT_LAST = frozenset("「『（【〈《([｛{“‘¿¡$￥¥")

_SENTENCE_END = re.compile(r"[.!?。！？؟…][\"'”’」』）)»]*$")
_CLAUSE_END = re.compile(r"[,;:،؛、，；：—–-][\"'”’»]*$")
_DASHES = frozenset("-–—")

#: in these a number word is as often another word: năm is five and year, 이 is two and this
_AMBIGUOUS_NUMBERS = frozenset({"vi", "ko"})

# What a break costs, in characters of imbalance: a good place may make the rows uneven by so much. The values were
# tried out on the breaks that the translators of the bundled series set by hand.
_AFTER_SENTENCE = -8.0
_AFTER_CLAUSE = -5.0
_GOOD_WORD = -3.0
_BAD_WORD = 9.0
_AFTER_NUMBER = 12.0
_INSIDE_NAME = 20.0

#: characters before a place that are looked at: no word or mark that matters is longer
_LOOK_BACK = 48


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a row may end: the row's text ends at `end`, the next begins at `start`."""

    end: int
    start: int
    cost: float


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of `breaking.toml` in one language."""

    clinging: frozenset[str]
    leading: frozenset[str]
    trailing: frozenset[str]
    closing: tuple[str, ...]
    numbers: frozenset[str]


@cache
def _load_words(language: str) -> _Words:
    plain = tomllib.loads(read_package_text("lexicon/breaking.toml")).get(language, {})
    lexicon = None if language in _AMBIGUOUS_NUMBERS else load_lexicon(language)
    return _Words(
        clinging=frozenset(plain.get("clinging", ())),
        leading=frozenset(plain.get("leading", ())),
        trailing=frozenset(plain.get("trailing", ())),
        closing=tuple(plain.get("closing", ())),
        numbers=frozenset(lexicon.tokens) if lexicon and lexicon.is_spaced else frozenset(),
    )


@cache
def _load_parser(locale: str) -> Parser:
    import budoux

    parser: Parser = getattr(budoux, UNSPACED[locale])()
    return parser


def find_places(text: str, locale: str, names: tuple[str, ...]) -> tuple[Place, ...]:
    """Every place where the language allows a break, in order.

    Args:
        text: one line without breaks.
        locale: a locale with a market file.
        names: terms that should stay in one row.
    """
    inside = _inside_names(text, names)
    places = []
    for end, start in _candidates(text, locale):
        before, after = text[max(0, end - _LOOK_BACK) : end], text[start : start + _LOOK_BACK]
        if before and after and not _is_forbidden(before, after, text[end:start], locale):
            cost = _cost(before, after, text[end:start], locale) + (_INSIDE_NAME if end in inside else 0)
            places.append(Place(end, start, cost))
    return tuple(places)


def _candidates(text: str, locale: str) -> Iterator[tuple[int, int]]:
    """End and start of the rows at every border of words."""
    borders = {match.end(): match.start() for match in re.finditer(r"[ \u3000]+", text)}
    if locale in UNSPACED:
        position = 0
        for chunk in _load_parser(locale).parse(text)[:-1]:
            position += len(chunk)
            if text[position] not in " \u3000" and text[position - 1] not in " \u3000":
                borders.setdefault(position, position)
    for start in sorted(borders):
        yield borders[start], start


def _is_forbidden(before: str, after: str, space: str, locale: str) -> bool:
    last, first = before[-1], after[0]
    opening, closing = ("»", "«") if language_of(locale) == "de" else ("«", "»")
    if first in NOT_FIRST or first == closing or last in NOT_LAST or last == opening:
        return True
    if unicodedata.category(first).startswith("M"):
        return True
    if not space:  # 12|元, Wi|Fi: a number stays with its unit, a foreign word in one piece
        return last.isdigit() or (last.isascii() and last.isalnum() and first.isascii() and first.isalnum())
    word = before.rpartition(" ")[2]
    if word in _DASHES:  # the dash that opens a speech: "- Who? - Me." but not "Late - as always"
        said = before.removesuffix(word).rstrip()
        return not said or _SENTENCE_END.search(said) is not None
    return False


def _cost(before: str, after: str, space: str, locale: str) -> float:
    if _SENTENCE_END.search(before):
        return _AFTER_SENTENCE
    if _CLAUSE_END.search(before):
        return _AFTER_CLAUSE
    words = _load_words(language_of(locale))
    if locale not in UNSPACED:
        return _word_cost(_bare(before.rpartition(" ")[2]), _bare(after.partition(" ")[0]), words)
    if before[-1].isdigit():
        return _AFTER_NUMBER
    cost = _ending_cost(before, after, words)
    # a space stands for a comma, except beside a number or a foreign word
    is_pause = bool(space) and not before[-1].isascii() and not after[0].isascii()
    return cost + (_AFTER_CLAUSE if is_pause else 0)


def _word_cost(last: str, first: str, words: _Words) -> float:
    """What the words on both sides of a space say."""
    cost = 0.0
    is_number = last[:1].isdigit() or normalise(last) in words.numbers
    if is_number and first not in words.leading:
        cost += _AFTER_NUMBER
    if last in words.clinging or first in words.trailing:
        cost += _BAD_WORD
    if first in words.leading or last.endswith(words.closing):
        cost += _GOOD_WORD
    return cost


def _ending_cost(before: str, after: str, words: _Words) -> float:
    """The same where words are not parted: what the texts end and begin with."""
    cost = 0.0
    if before.endswith(tuple(words.clinging)) or after.startswith(tuple(words.trailing)):
        cost += _BAD_WORD
    if after.startswith(tuple(words.leading)) or before.endswith(words.closing):
        cost += _GOOD_WORD
    return cost


def _bare(word: str) -> str:
    return word.strip("\"'“”‘’¿¡([.,!?…").casefold()


def _inside_names(text: str, names: tuple[str, ...]) -> frozenset[int]:
    """The positions that lie inside a name."""
    return frozenset(
        position
        for name in set(names)
        if name
        for match in re.finditer(re.escape(name), text)
        for position in range(match.start() + 1, match.end())
    )
