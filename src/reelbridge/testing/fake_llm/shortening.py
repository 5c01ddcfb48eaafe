"""A text made shorter without losing a number or a name: words are left out from the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reelbridge.core.lang import language_of
from reelbridge.core.text import count_characters
from reelbridge.language.number_words import find_numbers, load_lexicon
from reelbridge.testing.fake_llm.inventing import UNSPACED

_END_MARKS = "?!.…？！。؟"
_LOOSE_MARKS = ",;:、，；،"


def shorten(text: str, locale: str, *, max_chars: int, kept: Sequence[str] = ()) -> str:
    """The text in at most `max_chars` characters, or as near to it as numbers and names allow."""
    core = text.rstrip(_END_MARKS)
    mark = text[len(core) :][-1:]
    is_spaced = language_of(locale) not in UNSPACED
    pieces = _pieces(core, locale, kept, is_spaced=is_spaced)
    blank = " " if is_spaced else ""
    while len(pieces) > 1 and count_characters(blank.join(piece for piece, _ in pieces) + mark) > max_chars:
        place = next((place for place in range(len(pieces) - 1, -1, -1) if not pieces[place][1]), None)
        if place is None:
            break
        pieces.pop(place)
    return blank.join(piece for piece, _ in pieces).rstrip(_LOOSE_MARKS + " ") + mark


def _pieces(core: str, locale: str, kept: Sequence[str], *, is_spaced: bool) -> list[tuple[str, bool]]:
    """(words or characters, whether they have to stay), in order."""
    lexicon = load_lexicon(locale)
    names = [re.escape(name) for name in sorted(kept, key=len, reverse=True) if name]
    if is_spaced:
        split = re.findall("|".join((*names, r"\S+")), core)
    else:
        words = [re.escape(word) for word in sorted(lexicon.tokens, key=len, reverse=True)] if lexicon else []
        number = rf"(?:\d[\d.,]*|{'|'.join(words)})+" if words else r"\d[\d.,]*"
        split = re.findall("|".join((*names, number, r"[\u0e00-\u0e7f]{1,4}|\S|\s")), core)
    return [(piece, piece in kept or bool(lexicon and find_numbers(piece, lexicon))) for piece in split]
