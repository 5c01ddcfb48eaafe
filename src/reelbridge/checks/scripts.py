"""Which letters a locale is written in."""

from __future__ import annotations

import unicodedata
from functools import cache

#: ISO 15924 code -> first words of Unicode names of its letters. Latin names and brands are at home in every script.
SCRIPT_LETTERS: dict[str, tuple[str, ...]] = {
    "Latn": ("LATIN",),
    "Cyrl": ("CYRILLIC",),
    "Arab": ("ARABIC",),
    "Thai": ("THAI",),
    "Deva": ("DEVANAGARI",),
    "Kore": ("HANGUL",),
    "Jpan": ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "CJK"),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
}

_HAN_SCRIPTS = ("Jpan", "Hans", "Hant")

#: not in Big5, yet at home in traditional text
_TRADITIONAL_ALL_THE_SAME = frozenset("着啰囉喎嘅峯牀")


def uses_han(script: str) -> bool:
    """Whether Chinese characters belong to the script."""
    return script in _HAN_SCRIPTS


@cache
def letter_script(char: str) -> str:
    """The first word of a letter's Unicode name: LATIN, THAI, CJK; FULLWIDTH and HALFWIDTH forms count as plain."""
    words = unicodedata.name(char, "UNKNOWN").replace("FULLWIDTH ", "").replace("HALFWIDTH ", "").split()
    return words[0]


@cache
def is_simplified_only(char: str, script: str) -> bool:
    """Whether a Chinese character is a simplified form that the script's own standard character set does not have.

    GB 2312 is the set of simplified Chinese, Big5 of traditional, JIS (CP932) of Japanese: a character of the first
    that the other lacks is out of place there.
    """
    if script == "Hant" and char in _TRADITIONAL_ALL_THE_SAME:
        return False
    other = {"Hant": "big5", "Jpan": "cp932"}.get(script)
    return other is not None and _is_in(char, "gb2312") and not _is_in(char, other)


def _is_in(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
