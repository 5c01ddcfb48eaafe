"""The band of dialogue over time: of every frame its text mask, of every few the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.burned.layout import Dialogue
from reelbridge.subtitles.picture.frames import Frame
from reelbridge.subtitles.picture.mask import LINE_HEIGHT, Mask, pack, text_mask, unpack
from reelbridge.subtitles.picture.pictures import Luma, shrink

#: a picture is kept about every this many ms: a line of 0.4 s has three
LOOK_MS = 120

_NO_PICTURE = np.zeros((0, 0), np.uint8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The band in one frame: its text mask, packed, and `small`, the picture that the mask is of. `picture`, the same
    in full size, is empty unless the frame may be read."""

    start_ms: int
    end_ms: int
    packed: NDArray[np.uint8]
    small: Luma
    picture: Luma


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The band in consecutive frames, counted from 0.

    `top` is the first row of the picture that is in it; `scale` leads from pixels of the picture to those of a mask.
    """

    slices: tuple[Slice, ...]
    top: int
    mask_shape: tuple[int, int]
    scale: float

    def __len__(self) -> int:
        return len(self.slices)

    @property
    def looks(self) -> tuple[int, ...]:
        """The frames whose picture is there."""
        return tuple(frame for frame, item in enumerate(self.slices) if item.picture.size)

    def mask(self, frame: int) -> Mask:
        """The text mask of a frame."""
        return unpack(self.slices[frame].packed, self.mask_shape)

    def picture(self, frame: int) -> Luma:
        """The band in full size, in one of `looks`."""
        return self.slices[frame].picture

    def edge_ms(self, frame: int) -> int:
        """When a frame comes; for the number of frames, when the last one goes."""
        return self.slices[frame].start_ms if frame < len(self.slices) else self.slices[-1].end_ms


class StripRecorder:
    """Cuts the band out of frames that come in order, pictures of `width` pixels."""

    def __init__(self, dialogue: Dialogue, width: int) -> None:
        self._top, self._bottom = dialogue.top, dialogue.bottom
        self._ink = dialogue.ink
        self._scale = min(1.0, LINE_HEIGHT / dialogue.band.line_height)
        self._due_ms = 0
        height = self._bottom - self._top
        self._shape = (height, width)
        if self._scale < 1:
            self._shape = (max(1, round(height * self._scale)), max(1, round(width * self._scale)))

    def cut(self, frame: Frame) -> Slice:
        """The band of one more frame."""
        strip = np.ascontiguousarray(frame.luma[self._top : self._bottom])
        is_look = frame.start_ms >= self._due_ms
        if is_look:
            self._due_ms = frame.start_ms + LOOK_MS
        small = shrink(strip, self._scale)
        return Slice(
            start_ms=frame.start_ms,
            end_ms=frame.end_ms,
            packed=pack(text_mask(small, self._ink)),
            small=small if self._scale < 1 else small.copy(),
            # the strip may be a view into the decoder's memory
            picture=strip.copy() if is_look else _NO_PICTURE,
        )

    def strip(self, slices: Sequence[Slice]) -> Strip:
        """Slices that follow one another, as one."""
        return Strip(slices=tuple(slices), top=self._top, mask_shape=self._shape, scale=self._scale)


def merged_picture(pictures: Sequence[Luma]) -> Luma:
    """The mean of several pictures of the same text: what stands still stays, what moves behind it fades."""
    return np.asarray(np.mean(np.stack(pictures), axis=0).round(), dtype=np.uint8)


def spread(count: int, wanted: int) -> Iterator[int]:
    """`wanted` places (or fewer) out of `count`, evenly spread and away from both ends."""
    step = ceil(count / wanted) if wanted < count else 1
    yield from range((count - 1) % step // 2, count, step)
