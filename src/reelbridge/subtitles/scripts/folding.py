"""A text as it is compared, each of whose characters knows its place in the text as it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reelbridge.core.text import fold
from reelbridge.subtitles.proof.shapes import fold_shapes

#: letters of scripts that write a word without gaps and end it with one: a line is never parted inside such a word
_LETTER = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """`plain[i]` comes from `text[places[i]]`: only letters and digits, width and case folded.

    `key` is the same with look-alikes as one.
    """

    text: str
    plain: str
    key: str
    places: tuple[int, ...]

    def is_in_word(self, index: int) -> bool:
        """Whether `plain[index - 1]` and `plain[index]` are letters of one word."""
        if not 0 < index < len(self.places):
            return False
        before, after = self.places[index - 1], self.places[index]
        letters = (_LETTER.match(self.text[before]), _LETTER.match(self.text[after]))
        return after - before <= 1 and all(letters)

    def has_mark_before(self, index: int) -> bool:
        """Whether punctuation or a space stands before `plain[index]`."""
        return 0 < index < len(self.places) and self.places[index] - self.places[index - 1] > 1


def fold_text(text: str) -> Folded:
    """Fold a text for comparing, keeping the places."""
    pairs = [(char, place) for place, written in enumerate(text) for char in fold(written)]
    plain = "".join(char for char, _ in pairs)
    return Folded(text=text, plain=plain, key=fold_shapes(plain), places=tuple(place for _, place in pairs))
