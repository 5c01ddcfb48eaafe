"""What goes to a model at once: lines to translate, amid the lines around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reelbridge.model.cue import Cue
from reelbridge.model.term import Term

#: lines asked for at once: half an episode, so that a model sees whole scenes, and an answer of about 1,500 tokens,
#: which fits the output of every endpoint known to us (2,048 is the smallest default)
WINDOW_LINES = 40

#: lines asked for again at once: an answer that was cut at forty has room for twenty
REPAIR_LINES = 20

#: lines shown before and after each line that is asked for: who speaks to whom, and what a dropped subject stands for
CONTEXT_LINES = 3


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """One line that is only shown; `translation` is empty when there is none yet."""

    cue: Cue
    translation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Here lines are left out."""


SceneLine = Ask | Around | Gap


def parts_of(asks: Sequence[Ask], size: int) -> Iterator[tuple[Ask, ...]]:
    """The lines in parts of at most `size`, in order."""
    for start in range(0, len(asks), size):
        yield tuple(asks[start : start + size])


def build_scene(cues: Sequence[Cue], asks: Sequence[Ask], done: Mapping[str, str]) -> tuple[SceneLine, ...]:
    """The lines asked for in their places, with those around them.

    Args:
        cues: the whole episode.
        asks: lines to translate, in the episode's order.
        done: cue id -> translation, of the lines that have one.
    """
    by_cue = {ask.cue.id: ask for ask in asks}
    places = [place for place, cue in enumerate(cues) if cue.id in by_cue]
    shown = {
        near
        for place in places
        for near in range(max(0, place - CONTEXT_LINES), min(len(cues), place + CONTEXT_LINES + 1))
    }
    scene: list[SceneLine] = []
    for place in sorted(shown):
        if scene and place - 1 not in shown:
            scene.append(Gap())
        cue = cues[place]
        scene.append(by_cue.get(cue.id) or Around(cue=cue, translation=done.get(cue.id, "")))
    return tuple(scene)
