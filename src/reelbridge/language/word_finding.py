"""Whether a word stands in a text, in the manner of its script. Pure."""

from __future__ import annotations

import re
import unicodedata

from reelbridge.language.letters import letter_script

#: first words of Unicode names of letters whose words are parted by spaces: within a longer word another word is none
_PARTED = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "DEVANAGARI", "HANGUL"})

#: of these, letters that follow a word may be its particle: 사부님은
_WITH_PARTICLES = frozenset({"HANGUL"})


def plain_text(text: str) -> str:
    """Width and case folded, every run of spaces and row breaks one space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def find_word(word: str, text: str) -> tuple[int, int] | None:
    """Where a word stands in a text, first and behind it.

    Args:
        word: as `plain_text` leaves it, not empty.
        text: as `plain_text` leaves it.
    """
    for found in re.finditer(re.escape(word), text):
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        is_begun = _are_one_word(before, word[0])
        is_gone_on = _are_one_word(word[-1], after) and letter_script(after) not in _WITH_PARTICLES
        if not is_begun and not is_gone_on:
            return found.span()
    return None


def _are_one_word(left: str, right: str) -> bool:
    if not left or not right:
        return False
    if unicodedata.category(right)[0] == "M":  # a vowel sign or an accent belongs to the letter before it
        return True
    script = letter_script(left)
    return script in _PARTED and script == letter_script(right)
