"""Right-to-left text in formats that cannot say which way a line runs.

A renderer that takes an Arabic line for a left-to-right one puts its full stop on the wrong side and swaps the parts
around a number or a Latin name. Two ways to tell it, by what the format's renderers understand:

- SRT and ASS renderers (libass, VSFilter, television sets) take every line as left-to-right unless told otherwise, so
  the whole line is put into a right-to-left embedding: RLE ... PDF. It is what subtitle editors for Arabic write.
- WebVTT takes the direction from the first strong character of each line (`unicode-bidi: plaintext`), so one RLM in
  front is enough, and right even when the line begins with a Latin name. https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import unicodedata

from reelbridge.core.lang import language_of

RLM, RLE, PDF = "\u200f", "\u202b", "\u202c"

#: languages written from right to left by default; source: CLDR character order
_RTL_LANGUAGES = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})

#: marks that only steer direction: LRM, RLM, ALM, embeddings, overrides and isolates
_MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

#: what `str.strip` takes away; no space lies above the ideographic one
_SPACES = "".join(char for char in map(chr, range(0x3001)) if char.isspace())


def embed_line(line: str, language: str) -> str:
    """The line for SRT and ASS."""
    return f"{RLE}{line}{PDF}" if _runs_from_right(line, language) else line


def lead_line(line: str, language: str) -> str:
    """The line for WebVTT."""
    return f"{RLM}{line}" if _runs_from_right(line, language) else line


def strip_marks(line: str) -> str:
    """The line without spaces and direction marks at its ends, which writers add and take away at will."""
    return line.strip(_MARKS + _SPACES)


def _runs_from_right(line: str, language: str) -> bool:
    """A line of a right-to-left language; one that is still untranslated Chinese keeps its own direction."""
    return language_of(language) in _RTL_LANGUAGES and any(
        unicodedata.bidirectional(char) in ("R", "AL") for char in line
    )
