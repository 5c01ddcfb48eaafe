"""Which letters a locale is written in."""

from __future__ import annotations

import unicodedata
from functools import cache

from reelbridge.core.text import has_han

#: ISO 15924 code -> first words of Unicode names of its letters. Latin names and brands are at home in every script.
SCRIPT_LETTERS: dict[str, tuple[str, ...]] = {
    "Latn": ("LATIN",),
    "Cyrl": ("CYRILLIC",),
    "Arab": ("ARABIC",),
    "Thai": ("THAI",),
    "Deva": ("DEVANAGARI",),
    "Kore": ("HANGUL",),
    "Jpan": ("HIRAGANA", "KATAKANA", "CJK"),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
}

_HAN_SCRIPTS = ("Jpan", "Hans", "Hant")

#: in GB 2312 and not in Big5, yet at home in traditional text
_TRADITIONAL_ALL_THE_SAME = frozenset("着啰咔恒擀")


def uses_han(script: str) -> bool:
    """Whether Chinese characters belong to the script."""
    return script in _HAN_SCRIPTS


@cache
def letter_script(char: str) -> str | None:
    """The first word of a letter's Unicode name: LATIN, THAI, CJK; forms of width and height count as plain.

    None for what is no letter or belongs to no script: 々, ー, the º of nº, the modifier ʼ.
    """
    plain = unicodedata.normalize("NFKC", char)[:1]
    if unicodedata.category(plain) not in ("Lu", "Ll", "Lt", "Lo"):
        return None
    word = unicodedata.name(plain, "UNKNOWN").split()[0]
    return None if word == "IDEOGRAPHIC" else word


@cache
def is_simplified_only(char: str, script: str) -> bool:
    """Whether a Chinese character is a simplified form that the script's own standard character set does not have.

    GB 2312 is the set of simplified Chinese, Big5 of traditional, JIS (CP932) of Japanese: a character of the first
    that the other lacks is out of place there.
    """
    if script == "Hant" and char in _TRADITIONAL_ALL_THE_SAME:
        return False
    other = {"Hant": "big5", "Jpan": "cp932"}.get(script)
    return other is not None and has_han(char) and _is_in(char, "gb2312") and not _is_in(char, other)


def _is_in(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
