"""What a whole series says about single characters that were misread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """`now` in place of `was` at `at`, in every cue of that id that was read as `text`.

    It holds no counts: an episode's part of the consensus stays the same while the rest of the series grows.
    `is_unsure` when a person should look at it.
    """

    cue_id: str
    text: str
    at: int
    was: str
    now: str
    is_unsure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus:
    """The corrections of a series, or those of one episode: sorted, each once, one at most for a place."""

    SCHEMA: ClassVar[str] = "consensus.1"

    corrections: tuple[Correction, ...]
