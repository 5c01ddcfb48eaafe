"""What one line's translation depends on: equal keys, and the line need not be asked for again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reelbridge.core.codec import encode
from reelbridge.core.hashing import digest_bytes
from reelbridge.model.brief import Brief
from reelbridge.model.cue import Cue
from reelbridge.model.term import Term
from reelbridge.translate.asking.prompt import PROMPT_VERSION
from reelbridge.translate.scene import Ask, Similar

#: lines before and after that a line's meaning hangs on most: who asked, who answers
NEAR = 1


def line_key(ask: Ask, cues: Sequence[Cue], brief: Brief, *, engine: str) -> str:
    """SHA-256 of the line, the lines beside it, its terms, what the memory has like it, and its part of the bible.

    The room on screen is left out: a line that still fits need not be asked for because its time moved.

    Args:
        ask: the line.
        cues: the episode.
        brief: the part of the bible that this line needs, in the locale.
        engine: who translates, into what: engine, model, endpoint, locales.
    """
    place = int(ask.id) - 1
    near = cues[max(0, place - NEAR) : place + NEAR + 1]
    cue = ask.cue
    parts = [
        str(PROMPT_VERSION),
        engine,
        *(f"{each.kind} {each.speaker} {each.text}" for each in (cue, *near)),
        *(_written(term) for term in ask.terms),
        _written(ask.similar) if ask.similar else "",
        _written(brief),
    ]
    return digest_bytes("\0".join(parts).encode())


@lru_cache(maxsize=4096)
def _written(value: Term | Similar | Brief) -> str:
    """The same terms and briefs stand at many lines of an episode."""
    return encode(value).decode()
