"""A text for a line that the table does not have: made from a hash of the line, so the same line always gets the same.

It is no translation and does not pretend to be one, but a check of the contract finds what it looks for: the locale's
own words, a length in proportion, the numbers, the names, the mark at the end, and another text for another line.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reelbridge.core.lang import language_of
from reelbridge.core.text import count_characters, fold
from reelbridge.language.quantities import find_quantities

#: languages written without blanks between words
UNSPACED = frozenset(("ja", "th", "zh"))

#: what ends a line, in Chinese and in the languages that write their marks otherwise
_MARKS = {
    "？": "?",
    "！": "!",
    "。": ".",
    "，": ",",
    "…": "…",
    "?": "?",
    "!": "!",
    ".": ".",
    ",": ",",
    "~": "~",
    "～": "~",
}
_OTHER_MARKS = {
    "ja": {"?": "？", "!": "！", ".": "。", ",": "、"},
    "zh": {"?": "？", "!": "！", ".": "。", ",": "，"},
    "ar": {"?": "؟", ",": "،"},
    "th": {".": "", ",": ""},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of one language; `ratio` in characters for one Chinese character."""

    words: tuple[str, ...]
    ratio: float


@cache
def load_vocabulary(language: str) -> Vocabulary:
    """The words of a language; those of English where nobody has written any down."""
    plain = tomllib.loads(files("reelbridge.testing.fake_llm").joinpath("words.toml").read_text("utf-8"))
    known = language if language in plain["words"] else "en"
    return Vocabulary(words=tuple(plain["words"][known]), ratio=float(plain["ratios"][known]))


def closing_mark(source: str, locale: str) -> str:
    """The mark that ends a Chinese line, as the locale writes it; empty where there is none."""
    mark = _MARKS.get(source.rstrip("”』」\"' ")[-1:], "")
    return _OTHER_MARKS.get(language_of(locale), {}).get(mark, mark)


def invent(source: str, locale: str, *, names: Sequence[tuple[str, str]] = (), max_chars: int = 0) -> str:
    """A text for a line.

    Args:
        source: the line.
        locale: what to write in.
        names: (name, how it is rendered) pairs; those that stand in the line are in the text.
        max_chars: the most characters it may have; 0: no limit. Names and numbers stay even so.
    """
    language = language_of(locale)
    vocabulary = load_vocabulary(language)
    blank = "" if language in UNSPACED else " "
    mark = closing_mark(source, locale)
    fixed = [*_renderings(source, names), *_numbers(source)]
    wanted = max(1.0, vocabulary.ratio * max(1, len(fold(source))))
    if max_chars:
        wanted = min(wanted, max_chars - len(mark))
    words = list(fixed)
    for word in _draw(source, locale, vocabulary.words):
        longer = blank.join((*words, word))
        if words and count_characters(longer) > wanted:
            break
        words.append(word)
    if words[-1] != words[0]:  # a name first and last would look like a list
        words.append(words.pop(0))
    text = blank.join(words)
    return text[:1].upper() + text[1:] + mark


def _renderings(source: str, names: Sequence[tuple[str, str]]) -> list[str]:
    """The renderings of the names in the line, each once; a name within a longer one does not count."""
    found: dict[str, str] = {}
    rest = source
    for name, rendering in sorted(names, key=lambda pair: -len(pair[0])):
        if name and rendering and name in rest:
            found[name] = rendering
            rest = rest.replace(name, "\n")
    return list(found.values())


def _numbers(source: str) -> list[str]:
    """The numbers of the line, in digits."""
    values = dict.fromkeys(quantity.value for quantity in find_quantities(source))
    return [str(value.numerator) if value.denominator == 1 else f"{float(value):g}" for value in values]


def _draw(source: str, locale: str, words: Sequence[str]) -> Iterator[str]:
    """Words without end, by the hash of the line; never the same twice in a row."""
    last, number = -1, 0
    while True:
        block = hashlib.sha256(f"{locale}\n{source}\n{number}".encode("utf-8", "surrogatepass")).digest()
        for byte in block:
            place = byte % len(words)
            if place != last:
                yield words[place]
            last = place
        number += 1
