"""Everyday words that a line and its translation share: father, contract, tonight. The words are a data file. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from reelbridge.core.lang import language_of
from reelbridge.language.number_words import normalise
from reelbridge.model.market import read_package_text

#: languages without blanks between words
_UNSPACED = ("zh", "ja", "th")
#: languages in which endings are joined to nearly every word
_JOINING = ("ko", "ar")

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_APOSTROPHE = re.compile(r"['’]")
#: Arabic "and", "so", "by", "for" and the article, written in one with the word
_ARABIC_JOINED = re.compile(r"^(?:[وف]?(?:ال|بال|لل)|[وفبلس])(?=..)")

#: texts kept with what was found in them: a few episodes in one language, or one episode in all
_KEPT = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Everyday words as bits: `telling` prove something, `common` little."""

    telling: int
    common: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The forms of one language; each dict is form -> bits. Lengths are those that occur, in characters."""

    whole: dict[str, int]
    beginnings: dict[str, int]
    endings: dict[str, int]
    phrases: tuple[tuple[str, int], ...]
    beginning_lengths: tuple[int, ...]
    ending_lengths: tuple[int, ...]
    whole_lengths: tuple[int, ...]
    first_letters: frozenset[str]


@cache
def _load_all() -> tuple[tuple[str, ...], int, dict[str, dict[str, str]]]:
    """Concepts in the order of their bits, the bits of the common ones, and the forms of every language."""
    plain = tomllib.loads(read_package_text("lexicon/everyday_words.toml"))
    common = plain.pop("common").split()
    concepts = tuple(concept for concept in plain["zh"] if concept != "nothing")
    bits = sum(1 << place for place, concept in enumerate(concepts) if concept in common)
    return concepts, bits, plain


@cache
def _load_words(language: str) -> _Words | None:
    concepts, _, plain = _load_all()
    forms = plain.get(language)
    if forms is None:
        return None
    bits = {concept: 1 << place for place, concept in enumerate(concepts)} | {"nothing": 0}
    whole: dict[str, int] = {}
    beginnings: dict[str, int] = {}
    endings: dict[str, int] = {}
    phrases: list[tuple[str, int]] = []
    for concept, spellings in forms.items():
        for spelling in spellings.split():
            form = normalise(spelling.strip("~").replace("_", " "))
            if " " in form:
                phrases.append((form, bits[concept]))
                continue
            kind = whole
            if spelling.startswith("~"):
                kind = endings
            elif spelling.endswith("~") or language in _JOINING:
                kind = beginnings
            kind[form] = kind.get(form, 0) | bits[concept]
    return _Words(
        whole=whole,
        beginnings=beginnings,
        endings=endings,
        phrases=tuple(phrases),
        beginning_lengths=_lengths(beginnings),
        ending_lengths=_lengths(endings),
        whole_lengths=_lengths(whole),
        first_letters=frozenset(form[0] for form in whole),
    )


def _lengths(forms: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({len(form) for form in forms}, reverse=True))


def is_common(place: int) -> bool:
    """Whether the bit at a place is of a word that proves little."""
    return bool(_load_all()[1] >> place & 1)


@lru_cache(maxsize=_KEPT)
def find_everyday_words(text: str, locale: str) -> Shared | None:
    """The everyday words of a text, or None where nobody has written down those of its language."""
    language = language_of(locale)
    words = _load_words(language)
    if words is None:
        return None
    _, common, _ = _load_all()
    said = normalise(text)
    found = 0
    for form, bits in words.phrases:
        if form in said:
            found |= bits
    if language in _UNSPACED:
        found |= _scan(said, words)
    else:
        for token in _tokens(said, language):
            found |= _look_up(token, language)
    return Shared(telling=found & ~common, common=found & common)


def _scan(said: str, words: _Words) -> int:
    found, place = 0, 0
    while place < len(said):
        if said[place] not in words.first_letters:
            place += 1
            continue
        for length in words.whole_lengths:
            bits = words.whole.get(said[place : place + length])
            if bits is not None and place + length <= len(said):
                found |= bits
                place += length
                break
        else:
            place += 1
    return found


def _tokens(said: str, language: str) -> Iterator[str]:
    for token in _WORD.findall(said):
        if "'" in token or "’" in token:
            yield token.replace("’", "'")
            first, *rest = _APOSTROPHE.split(token)
            yield f"{first}'"
            yield from rest
        elif language == "ar":
            yield token
            yield _ARABIC_JOINED.sub("", token)
        else:
            yield token


@lru_cache(maxsize=_KEPT)
def _look_up(token: str, language: str) -> int:
    words = _load_words(language)
    if words is None:
        return 0
    found = words.whole.get(token, 0)
    for length in words.beginning_lengths:
        if length <= len(token) and token[:length] in words.beginnings:
            found |= words.beginnings[token[:length]]
            break
    for length in words.ending_lengths:
        if length < len(token) and token[-length:] in words.endings:
            found |= words.endings[token[-length:]]
            break
    return found
