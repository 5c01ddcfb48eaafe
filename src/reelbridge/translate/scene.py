"""A line that a model is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.model.cue import Cue
from reelbridge.model.term import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """An approved translation of a line like this one."""

    source: str
    translation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One line to translate. `id` is its place in the episode, from 1: short, and without a meaning of its own.

    `max_chars` is how much can be read while it is on screen. `rejected` and `problem` are set when it is asked for
    again: what was answered, and what is wrong with it.
    """

    id: str
    cue: Cue
    terms: tuple[Term, ...]
    max_chars: int
    similar: Similar | None = None
    rejected: str = ""
    problem: str = ""
