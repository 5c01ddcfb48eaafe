"""Rectangles with soft edges around the lines of a clip."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.erasing.clip import Clip, halve
from reelbridge.subtitles.picture.pictures import Area

#: room around the text and width of the soft edge, as shares of the rectangle's height
_ROOM = 0.08
_EDGE = 0.16


@dataclass(frozen=True, slots=True, kw_only=True)
class Feather:
    """Shares from 0 (the picture) to 1 (what covers it).

    Attributes:
        luma: (H, W) float32, the same within each block of 2 x 2.
        chroma: (H/2, W/2) float32.
        area: the rectangle around it.
        height: of the lines, in pixels.
    """

    luma: NDArray[np.float32]
    chroma: NDArray[np.float32]
    area: Area
    height: float


def feather(clip: Clip, number: int) -> Feather | None:
    """For a mask of the clip; None where it is empty. All strokes lie under full cover."""
    mask = clip.masks[number]
    if not mask.any():
        return None
    height, width = mask.shape
    full = np.zeros((height // 2, width // 2), dtype=np.uint8)
    heights = []
    for area in _around(mask, clip.areas[number]):
        heights.append(area.height)
        room = _ROOM * area.height
        grown = area.grown(room, room, within=(height, width))
        full[grown.top // 2 : (grown.bottom + 1) // 2, grown.left // 2 : (grown.right + 1) // 2] = 1
    full |= halve(mask).astype(np.uint8)
    edge = max(2.0, _EDGE * max(heights) / 2)
    distance = cv2.distanceTransform(1 - full, cv2.DIST_L2, cv2.DIST_MASK_5)
    chroma = np.clip(1 - distance / edge, 0, 1).astype(np.float32)
    ys, xs = np.nonzero(full)
    area = Area(
        left=2 * int(xs.min()), top=2 * int(ys.min()), right=2 * int(xs.max()) + 2, bottom=2 * int(ys.max()) + 2
    )
    luma = np.repeat(np.repeat(chroma, 2, axis=0), 2, axis=1)
    return Feather(luma=luma, chroma=chroma, area=area, height=max(heights))


def _around(mask: NDArray[np.bool_], areas: tuple[Area, ...]) -> list[Area]:
    """The rectangle of each line that holds its strokes and no more; a box may be too high or too tight."""
    found = []
    for area in areas:
        room = area.height / 4
        near = area.grown(room, room, within=(mask.shape[0], mask.shape[1]))
        part = mask[near.top : near.bottom, near.left : near.right]
        if part.any():
            ys, xs = np.nonzero(part)
            found.append(
                Area(
                    left=near.left + int(xs.min()),
                    top=near.top + int(ys.min()),
                    right=near.left + int(xs.max()) + 1,
                    bottom=near.top + int(ys.max()) + 1,
                )
            )
    return found or list(areas)
