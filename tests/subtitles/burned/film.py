"""A band of made-up characters as masks, frame by frame: what tests of the pure parts of reading need of a video."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from reelbridge.subtitles.burned.looks import Look
from reelbridge.subtitles.burned.strip import Slice, Strip
from reelbridge.subtitles.picture.mask import Mask, pack
from reelbridge.subtitles.picture.pictures import Area

SHAPE = (40, 240)
#: a look every four frames, as in a video of 25 frames a second
STEP = 4
FRAME_MS = 40
_NO_PICTURE = np.zeros((0, 0), np.uint8)


def glyph(char: str) -> Mask:
    """A made-up character of 24 x 20 pixels: strokes two pixels wide, other ones for every character."""
    drawn = np.zeros((24, 20), np.bool_)
    chance = np.random.default_rng(ord(char))
    for place in chance.choice(12, 4, replace=False):
        drawn[2 * place : 2 * place + 2, chance.integers(0, 6) : 18] = True
    return drawn


def area_of(text: str) -> Area:
    """The place of a line in the middle of the band."""
    left = SHAPE[1] // 2 - 10 * len(text)
    return Area(left=left, top=8, right=left + 20 * len(text), bottom=32)


def text_mask_of(text: str) -> Mask:
    """The strokes of a line."""
    mask = np.zeros(SHAPE, np.bool_)
    left = area_of(text).left
    for number, char in enumerate(text):
        mask[8:32, left + 20 * number : left + 20 * number + 20] = glyph(char)
    return mask


class Film:
    """Texts by the frames at which they are up, over a ground of noise that changes from frame to frame.

    A space at the end of a text is not drawn: it makes the same line a second key.
    """

    def __init__(self, texts: Mapping[str, range], count: int, *, noise: float = 0.02) -> None:
        self.count = count
        self._texts = texts
        self._noise = noise

    def texts(self, frame: int) -> tuple[str, ...]:
        """What is up in a frame."""
        return tuple(text for text, frames in self._texts.items() if frame in frames)

    def rows(self, frame: int) -> tuple[Area, ...]:
        """Where it stands."""
        return tuple(area_of(text.strip()) for text in self.texts(frame))

    def mask(self, frame: int) -> Mask:
        """The text mask of a frame."""
        mask: Mask = np.random.default_rng(frame).random(SHAPE) < self._noise
        for text in self.texts(frame):
            mask |= text_mask_of(text.strip())
        return mask

    def looks(self) -> tuple[Look, ...]:
        """What a watcher says who misses nothing."""
        frames = range(0, self.count, STEP)
        shown = [self.texts(frame) for frame in frames]
        return tuple(
            Look(number=number, frame=frame, rows=self.rows(frame), is_fresh=not number or texts != shown[number - 1])
            for number, (frame, texts) in enumerate(zip(frames, shown, strict=True))
        )

    def strip(self) -> Strip:
        """The same as it is recorded, with an empty picture where a look may be taken."""
        return strip_of([self.mask(frame) for frame in range(self.count)])


def strip_of(masks: list[Mask]) -> Strip:
    """A recorded band whose pictures are its masks, white on black."""
    slices = tuple(
        Slice(
            start_ms=FRAME_MS * frame,
            end_ms=FRAME_MS * (frame + 1),
            packed=pack(mask),
            small=(mask * np.uint8(235)),
            picture=(mask * np.uint8(235)) if frame % STEP == 0 else _NO_PICTURE,
        )
        for frame, mask in enumerate(masks)
    )
    return Strip(slices=slices, top=0, mask_shape=SHAPE, scale=1.0)
