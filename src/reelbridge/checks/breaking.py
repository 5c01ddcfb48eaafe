"""Breaking a line into rows: at the best place of the language, never inside a word."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reelbridge.core.lang import language_of
from reelbridge.core.text import count_characters
from reelbridge.model.market import Limits, read_package_text

if TYPE_CHECKING:
    from budoux import Parser

#: languages whose words are not parted by spaces -> the loader of their word model in budoux
_UNSPACED = {
    "ja": "load_default_japanese_parser",
    "zh-Hans": "load_default_simplified_chinese_parser",
    "zh-Hant": "load_default_traditional_chinese_parser",
    "th": "load_default_thai_parser",
}

#: never at the start of a row, never at its end; source: JIS X 4051 and W3C Requirements for Japanese Text Layout
_NOT_FIRST = frozenset(
    "、。，．,.！？!?：；:;」』）】〉》)]｝}”’…‥ーー々〜~％%ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶฯๆ"
)
_NOT_LAST = frozenset("「『（【〈《([｛{“‘¿¡$￥¥")

_SENTENCE_END = re.compile(r"[.!?。！？؟…][\"'”’」』）)]*$")
_CLAUSE_END = re.compile(r"[,;:،؛、，；：—–-][\"'”’]*$")
_NUMBER_END = re.compile(r"\d[.,]?$")

# What a break costs, in characters of imbalance: a good place may make the rows uneven by so much.
_AFTER_SENTENCE = -8
_AFTER_CLAUSE = -5
_BEFORE_LEADING_WORD = -2
_AFTER_CLINGING_WORD = 9
_INSIDE_NAME = 20
_AFTER_NUMBER = 12
_TOP_HEAVY = 0.25  # of the difference: the longer row is better below
_OVERFLOW = 1000


@dataclass(frozen=True, slots=True)
class _Place:
    """A place where a row may end: the row's text ends at `end`, the next begins at `start`."""

    end: int
    start: int
    cost: float


@dataclass(frozen=True, slots=True)
class _Words:
    clinging: frozenset[str]
    leading: frozenset[str]


@cache
def _words(language: str) -> _Words:
    plain = tomllib.loads(read_package_text("lexicon/breaking.toml")).get(language, {})
    return _Words(frozenset(plain.get("clinging", ())), frozenset(plain.get("leading", ())))


@cache
def _parser(locale: str) -> Parser:
    import budoux

    parser: Parser = getattr(budoux, _UNSPACED[locale])()
    return parser


def break_lines(text: str, locale: str, limits: Limits, *, names: tuple[str, ...] = ()) -> str:
    """A text in rows that fit, as even as the language allows, the longer one below.

    Breaks that a person set are kept where the rows fit. A text that is too long for the rows allowed gets as many as
    are allowed and stays too wide: shortening is no business of this function.

    Args:
        text: one line, with or without breaks in it.
        locale: a locale with a market file.
        limits: characters a row and rows a line.
        names: terms that should stay in one row.
    """
    rows = [" ".join(row.split(" ")).strip(" ") for row in text.split("\n")]
    rows = [row for row in rows if row]
    if len(rows) <= limits.max_lines and all(_fits(row, limits) for row in rows):
        return "\n".join(rows)
    joined = _join(rows, locale)
    if _fits(joined, limits):
        return joined
    return "\n".join(_best_rows(joined, tuple(_places(joined, locale, names)), limits))


def _fits(row: str, limits: Limits) -> bool:
    return count_characters(row) <= limits.max_line_chars


def _join(rows: list[str], locale: str) -> str:
    # Thai parts its clauses with spaces though not its words
    return ("" if locale in _UNSPACED and locale != "th" else " ").join(rows)


def _best_rows(text: str, places: tuple[_Place, ...], limits: Limits) -> list[str]:
    """The cheapest division into rows: as few as can hold the text."""
    best: tuple[float, list[str]] = (float("inf"), [text])
    for rows in range(2, limits.max_lines + 1):
        best = min(best, _divide(text, 0, places, rows, limits), key=lambda found: found[0])
        if best[0] < _OVERFLOW:
            break
    return best[1]


def _divide(text: str, start: int, places: tuple[_Place, ...], rows: int, limits: Limits) -> tuple[float, list[str]]:
    """The cheapest way to part the text from `start` on into that many rows."""
    if rows == 1:
        row = text[start:]
        return _width_cost(row, limits), [row]
    share = count_characters(text[start:]) / rows
    best: tuple[float, list[str]] = (float("inf"), [])
    for index, place in enumerate(places):
        row = text[start : place.end]
        rest_cost, rest = _divide(text, place.start, places[index + 1 :], rows - 1, limits)
        difference = count_characters(row) - share
        uneven = abs(difference) + (_TOP_HEAVY * difference if difference > 0 else 0)
        cost = _width_cost(row, limits) + uneven + place.cost + rest_cost
        if rest and cost < best[0]:
            best = (cost, [row, *rest])
    return best if best[1] else (_OVERFLOW * rows + _width_cost(text[start:], limits), [text[start:]])


def _width_cost(row: str, limits: Limits) -> float:
    over = count_characters(row) - limits.max_line_chars
    return _OVERFLOW + 10 * over if over > 0 else 0


def _places(text: str, locale: str, names: tuple[str, ...]) -> Iterator[_Place]:
    protected = _spans(text, names)
    for end, start in _candidates(text, locale):
        before, after = text[:end], text[start:]
        if not before or not after or after[0] in _NOT_FIRST or before[-1] in _NOT_LAST:
            continue
        cost = _cost(before, after, locale)
        if any(first < end < last for first, last in protected):
            cost += _INSIDE_NAME
        yield _Place(end, start, cost)


def _candidates(text: str, locale: str) -> Iterator[tuple[int, int]]:
    """Where the language allows a break at all."""
    if locale not in _UNSPACED:
        for match in re.finditer(r" +", text):
            yield match.start(), match.end()
        return
    position = 0
    for chunk in _parser(locale).parse(text)[:-1]:
        position += len(chunk)
        end = len(text[:position].rstrip(" \u3000"))
        start = len(text) - len(text[position:].lstrip(" \u3000"))
        yield end, start


def _cost(before: str, after: str, locale: str) -> float:
    if _SENTENCE_END.search(before):
        return _AFTER_SENTENCE
    if _CLAUSE_END.search(before):
        return _AFTER_CLAUSE
    if locale in _UNSPACED:
        return 0
    words = _words(language_of(locale))
    last, first = _bare(before.rpartition(" ")[2]), _bare(after.partition(" ")[0])
    cost = 0
    if _NUMBER_END.search(before):
        cost += _AFTER_NUMBER
    if last in words.clinging:
        cost += _AFTER_CLINGING_WORD
    if first in words.leading:
        cost += _BEFORE_LEADING_WORD
    return cost


def _bare(word: str) -> str:
    return word.strip("\"'“”‘’¿¡([").casefold()


def _spans(text: str, names: tuple[str, ...]) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for name in names if name for match in re.finditer(re.escape(name), text)]
