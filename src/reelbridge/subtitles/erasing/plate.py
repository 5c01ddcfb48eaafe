"""The eraser that lays a plate over the text, for the new subtitle to sit on."""

from __future__ import annotations

import numpy as np

from reelbridge.subtitles.erasing.clip import Clip, Filled
from reelbridge.subtitles.erasing.feather import Feather, feather

#: darker than what is around it, so that white letters stand out; but never lighter than this (video range 16 to 235)
_DARKER = 0.35
_LIGHTEST = 70.0
_BLACK, _NO_COLOR = 16.0, 128.0
#: how far around the plate is looked, in pixels of the chroma planes
_LOOK = 12


class BoxEraser:
    """A soft dark plate, steady over a line: its tone comes from around it, over all frames of the line."""

    def erase(self, clip: Clip) -> Filled:
        """The target frames with plates."""
        targets = slice(clip.first_target, clip.end_target)
        luma, blue, red = (plane[targets].copy() for plane in (clip.luma, clip.blue, clip.red))
        numbers = clip.mask_numbers[targets]
        changed = np.zeros_like(clip.masks)
        for number in range(len(clip.masks)):
            soft = feather(clip, number)
            if soft is None:
                continue
            changed[number] = soft.luma > 0
            frames = np.flatnonzero(numbers == number)
            tone = _tone(clip, number, soft)
            for plane, share, value in zip((luma, blue, red), (soft.luma, soft.chroma, soft.chroma), tone, strict=True):
                for frame in frames:
                    plane[frame] = np.rint(plane[frame] + (value - plane[frame]) * share).astype(np.uint8)
        return Filled(luma=luma, blue=blue, red=red, changed=changed)


def _tone(clip: Clip, number: int, soft: Feather) -> tuple[float, float, float]:
    """Y, Cb, Cr of a plate: the mean around it over the whole clip, darker and with less color."""
    area = soft.area
    around = np.zeros(soft.chroma.shape, dtype=np.bool_)
    around[
        max(0, area.top // 2 - _LOOK) : area.bottom // 2 + _LOOK,
        max(0, area.left // 2 - _LOOK) : area.right // 2 + _LOOK,
    ] = True
    around &= soft.chroma == 0
    if not around.any():
        return _BLACK, _NO_COLOR, _NO_COLOR
    frames = clip.mask_numbers == number
    light = float(clip.luma[frames][:, ::2, ::2][:, around].mean())
    dark = min(_LIGHTEST, _BLACK + (light - _BLACK) * _DARKER)
    colors = (float(plane[frames][:, around].mean()) for plane in (clip.blue, clip.red))
    blue, red = (_NO_COLOR + (color - _NO_COLOR) / 2 for color in colors)
    return dark, blue, red
