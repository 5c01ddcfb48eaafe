"""How far text changes the picture around its strokes: outline, shadow, glow, and what a codec smears."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.picture.mask import Mask
from reelbridge.subtitles.picture.pictures import Luma

#: directions that are told apart, so that a shadow to the lower right does not widen the other sides
_SECTORS = 8
#: in pixels of a line 60 pixels high: no outline and shadow reach farther
_MAX_REACH = 0.45
#: a picture in which more than this changes anyway tells nothing
_MAX_UNREST = 5.0
#: so many pixels from the letters a box shows nothing but itself
_CLEAR = 8
#: a mean change of this much brightness is not seen
_MIN_CHANGE = 1.2
#: where no line comes or goes in a calm picture: an outline ends where the mean brightness over all lines is within
#: this of what it is over the next few pixels
_SCENE = 2.5
_BEYOND = 6
#: a change under this share of that at the strokes belongs to the scene, if it does not fall by this factor a pixel
_FAINT = 0.12
_STILL_FALLS = 0.75
#: a shadow makes text reach this much farther to one side than to most; beyond that the scene was measured
_MAX_SHADOW = 1.8
#: gaps in a mask narrower than this many pixels are closed
_SLIVER = 5
#: added all around: what one line may have more than the mean of all
_SAFETY = 1.0
#: outline and blur of common styles, as a share of the line height; used when no line comes or goes in a calm picture
_USUAL_REACH = 0.1


class ReachMeter:
    """Compares the picture with and without a line, by distance and direction from its strokes, over many lines."""

    def __init__(self, line_height: float) -> None:
        self._far = max(8, round(_MAX_REACH * line_height))
        self._usual = max(2.0, _USUAL_REACH * line_height)
        self._light = np.zeros(self._far + 1)
        self._pixels = np.zeros(self._far + 1)
        self._change = np.zeros((_SECTORS, self._far + 1))
        self._count = np.zeros((_SECTORS, self._far + 1))

    def add(self, shown: Luma, absent: Luma, strokes: Mask, inside: Mask | None = None) -> None:
        """One line.

        Args:
            shown: the place with it, (H, W).
            absent: without it.
            strokes: where its letters are.
            inside: the box drawn around it, if any: only there letters can be told from their box.
        """
        distance, sector = _polar(strokes)
        change = cv2.absdiff(shown, absent).astype(np.float32)
        far = self._far if inside is None else _CLEAR
        beyond, near = distance > far, distance <= far
        if inside is not None:
            beyond, near = beyond & inside, near & inside
        if not beyond.any():
            return
        unrest = float(change[beyond].mean())
        if inside is None and unrest > _MAX_UNREST:
            return
        place = sector[near] * (self._far + 1) + np.ceil(distance[near]).astype(np.int64)
        weight = 1 / (0.3 + unrest) ** 2
        size = self._change.size
        self._change += weight * np.bincount(place, change[near] - unrest, size).reshape(self._change.shape)
        self._count += weight * np.bincount(place, minlength=size).reshape(self._count.shape)

    def see(self, shown: Luma, strokes: Mask) -> None:
        """One line without its absence: outlines are darker than scenes are, on the mean over many lines."""
        distance = cv2.distanceTransform((~strokes).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
        near = distance <= self._far
        place = np.ceil(distance[near]).astype(np.int64)
        self._light += np.bincount(place, shown[near], len(self._light))
        self._pixels += np.bincount(place, minlength=len(self._pixels))

    def kernel(self) -> NDArray[np.uint8]:
        """What a stroke of one pixel grows to: (2R+1, 2R+1) uint8, for `cv2.dilate`."""
        reaches = self._reaches() + _SAFETY
        size = int(np.ceil(reaches.max()))
        ys, xs = np.mgrid[-size : size + 1, -size : size + 1]
        turns = np.mod(np.arctan2(ys, xs) / (2 * np.pi) * _SECTORS, _SECTORS)
        low = np.floor(turns).astype(np.int64)
        share = turns - low
        reach = reaches[low % _SECTORS] * (1 - share) + reaches[(low + 1) % _SECTORS] * share
        # dilation looks from a pixel to its strokes, the reverse of the direction in which they reach
        return np.ascontiguousarray((np.hypot(xs, ys) <= reach)[::-1, ::-1], dtype=np.uint8)

    def _reaches(self) -> NDArray[np.float64]:
        if not self._count.any():
            return np.full(_SECTORS, self._guess())
        change = self._change / np.maximum(self._count, 1e-9)
        reaches = np.array([_find_end(sector) for sector in change], dtype=np.float64)
        # letters without a slope on one side leave nothing to measure there
        reaches[self._count[:, 1:4].sum(axis=1) == 0] = np.median(reaches)
        return np.minimum(reaches, _MAX_SHADOW * np.median(reaches) + 1)

    def _guess(self) -> float:
        """Where the mean brightness around letters comes to that of the scenes; the usual if it never does."""
        light = self._light / np.maximum(self._pixels, 1)
        for distance in range(2, self._far - _BEYOND):
            beyond = light[distance + 1 : distance + 1 + _BEYOND].mean()
            if abs(light[distance] - beyond) <= _SCENE:
                return float(min(distance, self._usual))
        return self._usual


def _find_end(change: NDArray[np.float64]) -> int:
    """The last distance that text changes: beyond it nothing does, or what does no longer falls, so it is the scene."""
    faint = max(_MIN_CHANGE, _FAINT * float(change[:4].max()))
    for distance in range(2, len(change) - 1):
        if change[distance] <= _MIN_CHANGE:
            return distance - 1
        if change[distance] <= faint and change[distance + 1] >= _STILL_FALLS * change[distance]:
            return distance
    return len(change) - 1


def grow(strokes: Mask, kernel: NDArray[np.uint8]) -> Mask:
    """All that the strokes change, and the slivers between: a codec leaves nothing of the scene in them."""
    reached = cv2.dilate(strokes.astype(np.uint8), kernel, borderType=cv2.BORDER_CONSTANT, borderValue=0)
    closed = cv2.morphologyEx(reached, cv2.MORPH_CLOSE, np.ones((_SLIVER, _SLIVER), dtype=np.uint8))
    return np.asarray(cv2.bitwise_or(reached, closed) > 0, dtype=np.bool_)


def _polar(strokes: Mask) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """For each pixel how far the nearest stroke is, and in which direction it lies from that stroke."""
    distance, labels = cv2.distanceTransformWithLabels(
        (~strokes).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    ys, xs = np.nonzero(strokes)
    places = np.zeros((int(labels.max()) + 1, 2), dtype=np.int64)
    places[labels[ys, xs]] = np.stack([ys, xs], axis=1)
    height, width = strokes.shape
    offset = np.mgrid[:height, :width].transpose(1, 2, 0) - places[labels]
    turns = np.arctan2(offset[:, :, 0], offset[:, :, 1]) / (2 * np.pi) * _SECTORS
    return np.asarray(distance, dtype=np.float32), np.mod(np.rint(turns), _SECTORS).astype(np.int64)
