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
from functools import cache, lru_cache
from importlib.resources import files
from itertools import takewhile

from reelbridge.core.lang import language_of
from reelbridge.model.market import read_package_text

#: longest run of number words read as one number; a longer one is no dialogue
MAX_RUN = 24

#: a longer word is no number, in letters; `siebenhundertsiebenundsiebzigtausend` has 37
LONGEST_WORD = 60

#: more digits than that are no amount, and Python refuses to read more than 4,300
MAX_DIGITS = 60

#: a word that begins with a number word of this many letters is read as it with an ending
MIN_STEM = 4

_DIGITS = r"\d+(?:[.,٬٫'’]\d+)*(?: \d{3}(?!\d))*"
_WORD = r"(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])+"
_TOKEN = re.compile(rf"({_DIGITS})|({_WORD})|([\s\-‐–'’]+)|(.)", re.DOTALL)
#: a telephone number, in groups of any length: 138-1234-5678
_DIALLED = re.compile(r"\d{2,5}(?:[ -]\d{2,5}){1,4}")
_SEPARATOR = re.compile(r"[.,٬٫'’ ]")

#: Arabic vowel signs, the tatweel, and the dot that casefolding leaves above a Turkish i
_IGNORED = re.compile("[\u064b-\u0652\u0670\u0640\u0307]")
_ARABIC_LETTERS = str.maketrans("أإآٱىة", "اااايه")


class Role(Enum):
    """What a token does in a number."""

    DIGITS = "digits"
    WORD = "word"
    SCALE = "scale"
    SUFFIX = "suffix"  # a scale behind digits that may be a unit as well: 30m
    INVERTED = "inverted"
    POINT = "point"  # digits behind it are tenths, hundredths: one point five


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a number."""

    role: Role
    value: Fraction


_INVERTED = Token(Role.INVERTED, Fraction(0))
_POINT = Token(Role.POINT, Fraction(0))
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """The number words of one language; the data files explain the fields. `longest` is in characters.

    There is one of a language, so each is equal to itself alone: what was read with it can be remembered.
    """

    is_spaced: bool
    fillers: frozenset[str]
    inverted: frozenset[str]
    points: frozenset[str]
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
        normalise(spelling): Token(Role.SUFFIX, Fraction(value))
        for value, spellings in plain.get("suffixes", {}).items()
        for spelling in spellings
    }
    return Lexicon(
        is_spaced=plain["is_spaced"],
        fillers=frozenset(plain["fillers"]),
        inverted=frozenset(plain["inverted"]),
        points=frozenset(map(normalise, plain.get("points", ()))),
        prefixes=tuple(sorted(plain["prefixes"], key=len, reverse=True)),
        tokens=tokens,
        suffixes=suffixes,
        phrases={first: tuple(sorted(found, key=lambda p: -len(p[0]))) for first, found in phrases.items()},
        longest=max(len(word) for word in tokens),
    )


def find_numbers(text: str, lexicon: Lexicon) -> frozenset[Fraction]:
    """Every value that some reading of the text gives."""
    plain = normalise(text)
    found = {Fraction(int(re.sub(r"[ -]", "", number))) for number in _DIALLED.findall(plain)}
    for run in _runs(plain, lexicon):
        for part in _join_decimals(run):
            found.update(_readings(part))
    return frozenset(found)


def parse_digits(text: str) -> Fraction:
    """Digits with grouping or a decimal sign of any convention: `30,000,000`, `30.000.000`, `1,5`, `٣٠`.

    A last group of other than three digits is a decimal part, and so is any group behind a leading zero.
    """
    groups = _SEPARATOR.split(text[:MAX_DIGITS].rstrip(".,٬٫'’ "))
    if len(groups) == 1:
        return Fraction(int(groups[0]))
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
    scale = Fraction(0)
    for token in tokens:
        if token.role is Role.INVERTED:
            is_inverted = True
            continue
        if scale and token.value == _HALF:  # a million and a half
            parts[-1] += scale * _HALF
            scale = Fraction(0)
            continue
        scale = token.value if token.role in (Role.SCALE, Role.SUFFIX) else Fraction(0)
        if token.role in (Role.SCALE, Role.SUFFIX):
            smaller = Fraction(0)
            while parts and parts[-1] < token.value:
                smaller += parts.pop()
            if parts and parts[-1] < token.value * max(smaller, Fraction(1)):
                return None
            parts.append((smaller or 1) * token.value)
        elif is_inverted and parts and parts[-1] < 10 and 20 <= token.value < 100:
            parts[-1] += token.value
        elif parts and ((token.role is Role.DIGITS and parts[-1] < 1000) or token.value >= _place(parts[-1])):
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


def _join_decimals(run: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """The run with the digits behind a point as one number; in parts where a point is none, as in 三点五十 (3:50)."""
    done: list[Token] = []
    rest = run
    while rest:
        token, rest = rest[0], rest[1:]
        if token.role is not Role.POINT:
            done.append(token)
            continue
        digits = tuple(takewhile(lambda each: each.role is Role.WORD and each.value in range(10), rest))
        behind = rest[len(digits) :][:1]
        if done and digits and not (behind and behind[0].role is Role.SCALE and behind[0].value < 1000):
            value = sum((each.value / 10**place for place, each in enumerate(digits, start=1)), Fraction(0))
            done.append(Token(Role.WORD, value))
            rest = rest[len(digits) :]
        else:
            yield tuple(done)
            done = []
    yield tuple(done)


def _readings(run: tuple[Token, ...]) -> Iterator[Fraction]:
    """Values of the run and of every part of it that begins with digits or a word and ends before one."""
    cuts = [i for i, token in enumerate(run) if i and token.role in (Role.DIGITS, Role.WORD, Role.SUFFIX)]
    starts = [0, *(i for i in cuts if run[i].role is not Role.SUFFIX)]
    for start in starts:
        for end in (*(cut for cut in cuts if cut > start), len(run)):
            value = combine(run[start:end])
            if value is not None:
                yield value
    if len(run) > 2 and all(token.role is Role.WORD and token.value in range(10) for token in run):
        yield Fraction(int("".join(str(int(token.value)) for token in run)))  # a year or a room: 二〇二四


def _runs(text: str, lexicon: Lexicon) -> Iterator[tuple[Token, ...]]:
    """Runs of number tokens with nothing but blanks and fillers between them."""
    run: list[Token] = []
    for token in _tokens(text, lexicon):
        if token is not None:
            run.append(token)
        if run and (token is None or len(run) == MAX_RUN):
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _tokens(text: str, lexicon: Lexicon) -> Iterator[Token | None]:
    """The pieces of numbers in a normalised text; None for whatever ends a number."""
    words: list[str] = []
    is_after_digits = False
    for match in _TOKEN.finditer(text):
        digits, word, blank, _ = match.groups()
        if blank is not None:
            continue
        if word is not None and lexicon.is_spaced:
            words.append(word)
            continue
        if words:
            yield from _read_words(tuple(words), lexicon, is_after_digits=is_after_digits)
            words, is_after_digits = [], False
        if digits is not None:
            yield Token(Role.DIGITS, parse_digits(digits))
        elif word is not None:
            yield from _scan(word, lexicon, is_after_digits=is_after_digits)
        else:
            yield None
        is_after_digits = digits is not None
    if words:
        yield from _read_words(tuple(words), lexicon, is_after_digits=is_after_digits)


def _read_words(words: tuple[str, ...], lexicon: Lexicon, *, is_after_digits: bool) -> Iterator[Token | None]:
    """The tokens of words that stand apart."""
    index = 0
    if is_after_digits and words[0] in lexicon.suffixes:
        yield lexicon.suffixes[words[0]]
        index = 1
    while index < len(words):
        word = words[index]
        phrase = next(
            (found for found in lexicon.phrases.get(word, ()) if words[index : index + len(found[0])] == found[0]), None
        )
        if phrase:
            yield phrase[1]
            index += len(phrase[0])
            continue
        if word in lexicon.inverted:
            yield _INVERTED
        elif word in lexicon.points:
            yield _POINT
        elif word not in lexicon.fillers:
            yield from _read_word(word, lexicon) or (None,)
        index += 1


@lru_cache(maxsize=16384)
def _read_word(word: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """The tokens of one word; none if it holds no number."""
    if word in lexicon.tokens:
        return (lexicon.tokens[word],)
    if len(word) > LONGEST_WORD:
        return ()
    for prefix in lexicon.prefixes:
        rest = word.removeprefix(prefix)
        if rest != word and (tokens := _read_word(rest, lexicon)):
            return (_INVERTED, *tokens) if prefix in lexicon.inverted else tokens
    consumed, tokens = _split_compound(word, lexicon)
    return tokens if consumed == len(word) or consumed >= MIN_STEM else ()


def _split_compound(word: str, lexicon: Lexicon) -> tuple[int, tuple[Token, ...]]:
    """How far a word written in one is made of number words (`fünfundzwanzig`), and the tokens of that part."""
    best: list[tuple[int, tuple[Token, ...]]] = [(len(word), ())] * (len(word) + 1)
    for start in range(len(word) - 1, -1, -1):
        best[start] = (start, ())
        for end in range(start + 1, min(len(word), start + lexicon.longest) + 1):
            piece = word[start:end]
            token = _INVERTED if piece in lexicon.inverted and start else lexicon.tokens.get(piece)
            if token and best[end][0] >= best[start][0]:  # of two that reach as far, the longer first word
                best[start] = (best[end][0], (token, *best[end][1]))
    return best[0]


def _scan(word: str, lexicon: Lexicon, *, is_after_digits: bool) -> Iterator[Token | None]:
    """The tokens of a script without blanks, longest first; None for every other character."""
    index = 0
    if is_after_digits and word in lexicon.suffixes:
        yield lexicon.suffixes[word]
        return
    while index < len(word):
        for end in range(min(len(word), index + lexicon.longest), index, -1):
            piece = word[index:end]
            token = _POINT if piece in lexicon.points else lexicon.tokens.get(piece)
            if token:
                yield token
                index = end
                break
        else:
            yield None
            index += 1
