"""What a Chinese line counts: 三千万, 二十年, 12元, but not 一起, 二叔, 万一 or 三五个."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise

from reelbridge.language.number_words import Lexicon, Role, Token, combine, load_lexicon, normalise, parse_digits
from reelbridge.model.market import read_package_text

#: from here on a number in words is told apart from an article or a figure of speech
CERTAIN_FROM = 11

#: a number is in everyday or in banker's numerals and never in both: 陆百川 is a man
_NUMERAL = re.compile(
    r"(?:\d+(?:[.,]\d+)*|[零〇一二三四五六七八九十百千万亿两廿卅兆])+|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+"
)
#: 三块五, 一米八, 三点一四
_DECIMAL_UNITS = frozenset("块米点斤毛")
#: alone these are "hundreds of" and so on, or part of a word
_SCALES = frozenset("百千万亿兆拾佰仟")
#: a hundred times, a thousand times: said for "very often"
_FIGURES_OF_SPEECH = frozenset((100, 1000, 10_000))
#: 三个亿 is 三亿
_COUNTED_SCALE = re.compile(r"(?<=[\d零一二三四五六七八九十百千])个(?=[万亿])")
#: 一百多万 is 一百万 and more
_ROUGH_SCALE = re.compile(r"(?<=[十百千])([多余来])([万亿]+)")
#: 一点五亿 is 1.5 亿
_SPOKEN_DECIMAL = re.compile(r"([零一二三四五六七八九十两]{1,3})点([零一二三四五六七八九]{1,4})(?=[万亿])")
#: 19:30, 138-1234-5678, and the minutes of 十一点四十五: said in other numbers elsewhere
_PART_OF_MORE = (re.compile(r"(?:\d[:-]|[\d零一二三四五六七八九十两]点)$"), re.compile(r"[:-]\d"))
_PART = re.compile(r"\d+(?:[.,]\d+)*|.")
_FOLD = str.maketrans("萬億兩貳參陸", "万亿两贰叁陆")
_BLANK = "\ufffc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that a translation has to keep. Not `is_certain`: small or approximate, so its loss is no proof."""

    value: Fraction
    text: str
    is_certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Habits:
    """`quantities.zh.toml`."""

    idioms: re.Pattern[str]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    rough_before: tuple[str, ...]
    figures: tuple[str, ...]
    units: tuple[str, ...]
    lexicon: Lexicon


@cache
def _load_habits() -> _Habits:
    plain = tomllib.loads(read_package_text("lexicon/quantities.zh.toml"))
    lexicon = load_lexicon("zh")
    assert lexicon is not None  # noqa: S101  # ships with the package
    idioms = sorted(set(plain["idioms"]), key=lambda idiom: (-len(idiom), idiom))
    return _Habits(
        idioms=re.compile("|".join(map(re.escape, idioms))),
        not_after=tuple(plain["not_after"]),
        not_before=tuple(plain["not_before"]),
        rough_before=tuple(plain["rough_before"]),
        figures=tuple(plain["figures"]),
        units=tuple(plain["units"]),
        lexicon=lexicon,
    )


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a Chinese line, in order."""
    habits = _load_habits()
    plain = _in_one_form(re.sub(r"\s+", " ", normalise(text).translate(_FOLD)), habits.lexicon)
    masked = habits.idioms.sub(lambda match: _mask(match, plain, habits), plain)
    return tuple(
        quantity for match in _NUMERAL.finditer(masked) if (quantity := _read(match, masked, habits)) is not None
    )


def _in_one_form(text: str, lexicon: Lexicon) -> str:
    """Amounts that are said in a way of their own, put as others are."""

    def write_decimal(spoken: re.Match[str]) -> str:
        whole = _value(spoken[1], lexicon)
        return (
            spoken.group() if whole is None else f"{whole}." + "".join(str(_value(each, lexicon)) for each in spoken[2])
        )

    text = _SPOKEN_DECIMAL.sub(write_decimal, text)
    return _ROUGH_SCALE.sub(r"\2\1", _COUNTED_SCALE.sub("", text))


def _mask(match: re.Match[str], text: str, habits: _Habits) -> str:
    """Blank an idiom, unless it is cut out of a number (三千万|要, 打120|万) or a unit follows (十分钟)."""
    is_amount = _is_numeral(text[match.start() - 1 : match.start() + 1]) or _is_numeral(
        text[match.end() - 1 : match.end() + 1]
    )
    last = match.end() - 1
    is_measured = any(text.startswith(unit, last) for unit in habits.units if len(unit) > 1)
    return match.group() if is_amount or is_measured else _BLANK * len(match.group())


def _read(match: re.Match[str], text: str, habits: _Habits) -> Quantity | None:
    before, numeral, after = text[: match.start()], match.group(), text[match.end() :]
    if before.endswith(habits.not_after) or after.startswith(habits.not_before):
        return None
    value = _value(numeral, habits.lexicon)
    if value is None or value <= 1:
        return None
    is_measured = after.startswith(habits.units)
    if _goes_on(after, habits):
        return None
    in_digits, is_loose = numeral[0].isdigit(), numeral[0] in _SCALES
    if not in_digits and (value < CERTAIN_FROM or is_loose) and not is_measured:
        return None
    is_exact = not (
        is_loose
        or _is_figure(numeral, after, value, habits, is_measured=is_measured)
        or after.startswith(habits.rough_before)
        or _PART_OF_MORE[0].search(before)
        or _PART_OF_MORE[1].match(after)
    )
    return Quantity(value=value, text=numeral, is_certain=is_exact and value >= CERTAIN_FROM)


def _is_figure(numeral: str, after: str, value: Fraction, habits: _Habits, *, is_measured: bool) -> bool:
    """Whether a number is as often a figure of speech: a thousand times, around the clock."""
    said = [figure for figure in habits.figures if len(figure) >= len(numeral) and (numeral + after).startswith(figure)]
    if any(len(figure) > len(numeral) for figure in said):
        return True
    return not is_measured and (bool(said) or value in _FIGURES_OF_SPEECH)


def _is_numeral(text: str) -> bool:
    return len(text) == 2 and _NUMERAL.fullmatch(text) is not None


def _goes_on(after: str, habits: _Habits) -> bool:
    """Whether a half or a decimal follows the unit: 三年半, 三个半小时, 三块五. Its value is not read."""
    if any(after.startswith(f"{unit}半") for unit in (*habits.units, "点", "个")):
        return True
    return after[:1] in _DECIMAL_UNITS and _NUMERAL.match(after, 1) is not None


def _value(numeral: str, lexicon: Lexicon) -> Fraction | None:
    """The value of a numeral, or None for a guess (两三) and for what is no number."""
    parts = _PART.findall(numeral)
    tokens = tuple(
        Token(Role.DIGITS, parse_digits(part)) if part[0].isdigit() else lexicon.tokens[part] for part in parts
    )
    if len(parts) > 2 and all(token.role is Role.WORD and token.value < 10 for token in tokens):
        return Fraction(int("".join(str(int(token.value)) for token in tokens)))  # a year, a room: 二〇二四
    if any(_is_guess(first, second) for first, second in pairwise(tokens)):
        return None
    value = combine(tuple(token for token in tokens if token.value != 0 or len(tokens) == 1))
    if value is not None and len(tokens) > 2 and tokens[-1].role is Role.WORD and tokens[-2].role is Role.SCALE:
        scale = tokens[-2].value
        if scale >= 100:  # the unit goes without saying: 三千五 is 3,500
            value += tokens[-1].value * (scale / 10 - 1)
    return value


def _is_guess(first: Token, second: Token) -> bool:
    """Two numerals side by side are a range: 两三, 七八."""
    return first.role is Role.WORD and second.role is Role.WORD and first.value != 0 and second.value != 0
