"""Find the numbers in a text of any market: digits, number words, scale words, and their mixtures (30 million, 3천만).

Reading is generous: where a run of number words can be read in several ways, every way counts as found. A check that
cries wolf is soon ignored, and a lost number leaves no reading at all.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from importlib.resources import files

from reelbridge.core.lang import language_of
from reelbridge.model.market import read_package_text

#: longest run of number words read as one number; a longer one is no dialogue
MAX_RUN = 24

_DIGITS = r"\d+(?:[.,٬٫'’]\d+)*(?: \d{3}(?!\d))*"
_WORD = r"(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])+"
_TOKEN = re.compile(rf"({_DIGITS})|({_WORD})|([\s\-‐–'’]+)|(.)", re.DOTALL)
_SEPARATOR = re.compile(r"[.,٬٫'’ ]")

#: Arabic vowel signs, the tatweel, and the dot that casefolding leaves above a Turkish i
_IGNORED = re.compile("[\u064b-\u0652\u0670\u0640\u0307]")
_ARABIC_LETTERS = str.maketrans("أإآٱىة", "اااايه")


class Role(Enum):
    """What a token does in a number."""

    DIGITS = "digits"
    WORD = "word"
    SCALE = "scale"
    INVERTED = "inverted"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a number."""

    role: Role
    value: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The number words of one language; the data files explain the fields. `longest` is in characters."""

    is_spaced: bool
    fillers: frozenset[str]
    inverted: frozenset[str]
    prefixes: tuple[str, ...]
    tokens: dict[str, Token]
    suffixes: dict[str, Token]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Token], ...]]
    longest: int


def normalise(text: str) -> str:
    """One spelling for reading numbers: width, case, Arabic seats and signs folded."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _IGNORED.sub("", folded).translate(_ARABIC_LETTERS)


@cache
def load_lexicon(locale: str) -> Lexicon | None:
    """The number words of a locale's language, or None where nobody has written them down."""
    path = f"lexicon/numbers.{language_of(locale)}.toml"
    if not files("reelbridge").joinpath("data").joinpath(path).is_file():
        return None
    plain = tomllib.loads(read_package_text(path))
    tokens: dict[str, Token] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Token]]] = {}
    for table, role in (("words", Role.WORD), ("scales", Role.SCALE)):
        for value, spellings in plain[table].items():
            for spelling in spellings:
                token = Token(role, Fraction(value))
                words = tuple(normalise(spelling).split())
                if len(words) > 1:
                    phrases.setdefault(words[0], []).append((words, token))
                else:
                    tokens.setdefault(words[0], token)
    suffixes = {
        normalise(spelling): Token(Role.SCALE, Fraction(value))
        for value, spellings in plain.get("suffixes", {}).items()
        for spelling in spellings
    }
    return Lexicon(
        is_spaced=plain["is_spaced"],
        fillers=frozenset(plain["fillers"]),
        inverted=frozenset(plain["inverted"]),
        prefixes=tuple(sorted(plain["prefixes"], key=len, reverse=True)),
        tokens=tokens,
        suffixes=suffixes,
        phrases={first: tuple(sorted(found, key=lambda p: -len(p[0]))) for first, found in phrases.items()},
        longest=max(len(word) for word in tokens),
    )


def find_numbers(text: str, lexicon: Lexicon) -> frozenset[Fraction]:
    """Every value that some reading of the text gives."""
    found: set[Fraction] = set()
    for run in _runs(normalise(text), lexicon):
        found.update(_readings(run))
    return frozenset(found)


def parse_digits(text: str) -> Fraction:
    """Digits with grouping or a decimal sign of any convention: `30,000,000`, `30.000.000`, `1,5`, `٣٠`.

    A last group of other than three digits is a decimal part, and so is any group behind a leading zero.
    """
    groups = _SEPARATOR.split(text)
    if len(groups) == 1:
        return Fraction(int(text))
    *whole, last = groups
    is_decimal = len(last) != 3 or (len(groups) == 2 and int(groups[0]) == 0)
    if not is_decimal:
        return Fraction(int("".join(groups)))
    return Fraction(int("".join(whole))) + Fraction(int(last), 10 ** len(last))


def combine(tokens: tuple[Token, ...]) -> Fraction | None:
    """The value of tokens read as one number, or None if they are not one.

    A scale multiplies what stands before it and is smaller: 1, 億, 2, 千, 万 is 100,000,000 + 2 x 1,000 x 10,000.
    """
    parts: list[Fraction] = []
    is_inverted = False
    for token in tokens:
        if token.role is Role.INVERTED:
            is_inverted = True
            continue
        if token.role is Role.SCALE:
            smaller = Fraction(0)
            while parts and parts[-1] < token.value:
                smaller += parts.pop()
            if parts and parts[-1] < token.value * max(smaller, 1):
                return None
            parts.append((smaller or 1) * token.value)
        elif is_inverted and parts and parts[-1] < 10 and 20 <= token.value < 100:
            parts[-1] += token.value
        elif parts and (token.role is Role.DIGITS and parts[-1] < 1000 or token.value >= _place(parts[-1])):
            return None
        else:
            parts.append(token.value)
        is_inverted = False
    return sum(parts, Fraction(0)) if parts else None


def _place(value: Fraction) -> int:
    """The value of the last digit that is not zero: 1 of 12, 10 of 30, 1000 of 45000."""
    if value.denominator != 1 or value == 0:
        return 0
    place, rest = 1, int(value)
    while rest % 10 == 0:
        place, rest = place * 10, rest // 10
    return place


def _readings(run: list[Token]) -> Iterator[Fraction]:
    """Values of the run and of every part of it that begins with digits or a word and ends before one."""
    run = run[:MAX_RUN]
    cuts = [i for i, token in enumerate(run) if i == 0 or token.role in (Role.DIGITS, Role.WORD)] + [len(run)]
    for first, start in enumerate(cuts[:-1]):
        for end in cuts[first + 1 :]:
            value = combine(tuple(run[start:end]))
            if value is not None:
                yield value
    units = [token.value for token in run]
    if len(run) > 2 and all(token.role is Role.WORD and token.value < 10 for token in run):
        yield Fraction(int("".join(str(int(value)) for value in units)))  # a year or a room: 二〇二四


def _runs(text: str, lexicon: Lexicon) -> Iterator[list[Token]]:
    """Runs of number tokens with nothing but blanks and fillers between them."""
    run: list[Token] = []
    words: list[str] = []
    for match in _TOKEN.finditer(text):
        digits, word, blank, _ = match.groups()
        if word is not None and lexicon.is_spaced:
            words.append(word)
            continue
        if blank is not None and (words or run):
            continue
        for piece in _read_words(words, lexicon, after_digits=bool(run) and run[-1].role is Role.DIGITS):
            run = yield from _extend(run, piece)
        words = []
        if digits is not None:
            run.append(Token(Role.DIGITS, parse_digits(digits)))
            continue
        pieces = _scan(word, lexicon, after_digits=bool(run) and run[-1].role is Role.DIGITS) if word else [None]
        for piece in pieces:
            run = yield from _extend(run, piece)
    for piece in _read_words(words, lexicon, after_digits=bool(run) and run[-1].role is Role.DIGITS):
        run = yield from _extend(run, piece)
    if run:
        yield run


def _extend(run: list[Token], piece: Token | None) -> Iterator[list[Token]]:  # type: ignore[misc]
    """Add a token to the run, or end the run at None; the generator's return value is the run that goes on."""
    if piece is None:
        if run:
            yield run
        return []  # type: ignore[return-value]
    run.append(piece)
    return run  # type: ignore[return-value]
