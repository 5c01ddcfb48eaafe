"""When two texts say the same, whatever tools have done to spaces, line ends and the way of writing an accent."""

from __future__ import annotations

import unicodedata

from reelbridge.core.hashing import digest_bytes
from reelbridge.formats.assembling import clean_text

#: what XML cannot hold and files therefore lose: https://www.w3.org/TR/xml/#charsets
_LOST = dict.fromkeys((0xFFFE, 0xFFFF), "")

#: hex digits that stand for what was handed out: a chance of one in 2^48 that a change of it is not seen
_CHECK_DIGITS = 12


def words_of(text: str) -> str:
    """A text as it is compared."""
    return unicodedata.normalize("NFC", clean_text(text.translate(_LOST)))


def is_same(text: str, other: str) -> bool:
    """Whether two texts say the same."""
    return words_of(text) == words_of(other)


def is_same_but_for_spaces(text: str, other: str) -> bool:
    """Whether two texts say the same, wherever their lines are broken."""
    return "".join(words_of(text).split()) == "".join(words_of(other).split())


def check_of(cue_id: str, source: str, given: str, *, was_decided: bool) -> str:
    """What stands for a line as it was handed out. It begins and ends with a letter: no spreadsheet takes it for a
    number. The last one says whether the line had been decided: `d`, or was still open: `o`."""
    digest = digest_bytes("\0".join((cue_id, words_of(source), words_of(given))).encode("utf-8", "surrogatepass"))
    return f"rb{digest[:_CHECK_DIGITS]}{'d' if was_decided else 'o'}"


def was_decided(check: str) -> bool:
    """Whether the line had been decided when it was handed out."""
    return check.endswith("d")


def is_untouched(check: str, cue_id: str, source: str, given: str) -> bool:
    """Whether the original and the translation are still those that were handed out."""
    return check == check_of(cue_id, source, given, was_decided=was_decided(check))
