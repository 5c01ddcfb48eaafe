"""For each hidden cell the place in another frame where it shows, found by following the motion from frame to frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.erasing.fill.motion import Link
from reelbridge.subtitles.erasing.fill.spatial import Field
from reelbridge.subtitles.picture.mask import Mask

#: below this (natural logarithm) a chain is broken
_MIN_TRUST = -12.0

_NOTHING = -1e9


class Hidden:
    """The cells of a mask in a fixed order."""

    def __init__(self, cells: Mask) -> None:
        self.shape = cells.shape
        self.flat = np.flatnonzero(cells).astype(np.int32)
        self.y, self.x = np.divmod(self.flat, np.int32(cells.shape[1]))
        #: (h, w) its number, -1 for a cell that shows
        self.numbers = np.full(cells.shape, -1, dtype=np.int32)
        self.numbers.reshape(-1)[self.flat] = np.arange(len(self.flat), dtype=np.int32)

    def __len__(self) -> int:
        return len(self.flat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A link at the hidden cells of a frame only."""

    flow: Field
    trust: Field
    light: Field


def take(link: Link, hidden: Hidden) -> Step:
    """What a chain needs of a link."""
    return Step(
        flow=link.flow.reshape(-1, 2)[hidden.flat],
        trust=link.trust.reshape(-1)[hidden.flat],
        light=link.light.reshape(-1, 3)[hidden.flat],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where the hidden cells of a frame show: frame number, x and y in cells, logarithm of the trust, light to add."""

    frames: NDArray[np.int32]
    x: Field
    y: Field
    trust: Field
    light: Field


def follow(hidden: Hidden, step: Step, next_frame: int, next_hidden: Hidden, known: Sources | None) -> Sources:
    """The sources of a frame, from those of its neighbour.

    Args:
        hidden: the cells of this frame.
        step: its link to the neighbour.
        next_frame: the number of the neighbour.
        next_hidden: the cells of the neighbour.
        known: the neighbour's own sources; None if it hides nothing.
    """
    height, width = hidden.shape
    x, y = hidden.x + step.flow[:, 0], hidden.y + step.flow[:, 1]
    near_x, near_y = np.rint(x).astype(np.int32), np.rint(y).astype(np.int32)
    inside = (near_x >= 0) & (near_x < width) & (near_y >= 0) & (near_y < height)
    np.clip(near_x, 0, width - 1, out=near_x)
    np.clip(near_y, 0, height - 1, out=near_y)
    frames = np.full(len(hidden), next_frame, dtype=np.int32)
    trust = np.where(inside, step.trust, np.float32(_NOTHING))
    light = step.light
    if known is not None and len(next_hidden):
        numbers = next_hidden.numbers[near_y, near_x]
        is_hidden = numbers >= 0
        frames = np.where(is_hidden, known.frames[numbers], frames)
        # the rest of a cell goes along, so that places stay exact however long the chain
        x = np.where(is_hidden, known.x[numbers] + (x - near_x), x)
        y = np.where(is_hidden, known.y[numbers] + (y - near_y), y)
        trust = np.where(is_hidden, trust + known.trust[numbers], trust)
        light = np.where(is_hidden[:, None], light + known.light[numbers], light)
    trust = np.where(trust < _MIN_TRUST, np.float32(_NOTHING), trust)
    return Sources(
        frames=frames,
        x=x.astype(np.float32),
        y=y.astype(np.float32),
        trust=trust.astype(np.float32),
        light=light.astype(np.float32),
    )


def without_sources(hidden: Hidden) -> Sources:
    """The sources at an end of a clip: none."""
    empty = np.zeros(len(hidden), dtype=np.float32)
    return Sources(
        frames=np.zeros(len(hidden), dtype=np.int32),
        x=empty,
        y=empty,
        trust=np.full(len(hidden), _NOTHING, dtype=np.float32),
        light=np.zeros((len(hidden), 3), dtype=np.float32),
    )
