"""Whether a fixed term stands in a translation. Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reelbridge.core.lang import language_of
from reelbridge.translate.term_finder import normal

#: languages without blanks between words
_UNSPACED = ("ja", "th", "zh")

#: endings may change the last letters of a word of at least that many: Kleid, Kleider; kitap, kitabı
_LEAST_INFLECTED = 5
_ENDING = 2


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """Width and case folded, without blanks and row breaks: both may stand inside a name."""
    return "".join(normal(text).split())


def _stems(rendering: str, locale: str) -> tuple[str, ...]:
    """What has to stand in a squeezed text: the rendering, or the beginnings of its words where endings change."""
    if language_of(locale) in _UNSPACED:
        return (squeezed(rendering),)
    words = normal(rendering).split()
    return tuple(word if len(word) < _LEAST_INFLECTED else word[:-_ENDING] for word in words)


def is_rendered(rendering: str, text: str, locale: str) -> bool:
    """Whether a rendering stands in a text, be it inflected."""
    return is_in(needles(rendering, locale), squeezed(text))


@cache
def needles(rendering: str, locale: str) -> tuple[str, ...]:
    """What is looked for of a rendering: as it is, then its words without their endings."""
    return (squeezed(rendering), *_stems(rendering, locale))


def is_in(sought: tuple[str, ...], said: str) -> bool:
    """Whether a rendering stands in a squeezed text: as it is, or all its words in some form."""
    return sought[0] in said or all(stem in said for stem in sought[1:])


def is_used(word: str, text: str, allowed: tuple[str, ...], locale: str) -> bool:
    """Whether a forbidden word stands in a text by itself, and not only inside the renderings that are right."""
    said = " ".join(normal(text).split())
    for rendering in sorted(allowed, key=len, reverse=True):
        said = said.replace(normal(rendering), "\n")
    forbidden = normal(word).strip()
    if not forbidden:
        return False
    if language_of(locale) in _UNSPACED:
        return "".join(forbidden.split()) in said.replace(" ", "")
    return re.search(rf"(?<!\w){re.escape(forbidden)}(?!\w)", said) is not None
