"""Where the strokes of a line are, at full size, from several frames that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.picture.mask import Mask
from reelbridge.subtitles.picture.pictures import Area, Luma

#: as in `picture.mask`: brightness of a stroke, and contrast to what is beside it
_MIN_BRIGHTNESS = 140
_MIN_CONTRAST = 60
#: the widest stroke as a share of the line height; heavy CJK fonts reach 0.2
_MAX_STROKE = 0.24
#: a stroke is there in this share of the frames; what moves behind it is not
_STROKE_SHARE = 0.7
#: letters of one video have one brightness, give or take this much
_LEVEL_WIDTH = 14
#: if fewer candidates of a line have that of the others, the line has its own
_MIN_AT_LEVEL = 0.3
#: what belongs to a stroke is as bright as strokes are, give or take this share of their contrast
_EDGE_SHARE = 0.4
#: fewer pixels than this share of the box are no text: a single 一 covers about 2 %
_MIN_COVER = 0.006
#: a patch that looks within this much the same without the line is part of the scene
_SAME = 9.0
#: ... if this share of it and of what is around it does
_MAX_SAME = 0.8
_RING = 7
#: how far beyond its box a line may stand out, as a share of the line height: to the sides, up and down
_ASIDE, _ABOVE = 0.4, 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """What may be strokes.

    Attributes:
        seeds: (H, W) bool, surely not the scene if it moves.
        mean: (H, W) uint8, mean brightness over the line; turned round for dark letters.
        ground: (H, W) uint8, the darkest beside each pixel.
        is_dark: the letters are darker than their edge.
    """

    seeds: Mask
    mean: Luma
    ground: Luma
    is_dark: bool


class Levels:
    """How bright the letters of a video are, learned line by line."""

    def __init__(self) -> None:
        self._counts = np.zeros(256)

    def add(self, candidates: Candidates) -> None:
        """One more line."""
        if not candidates.is_dark:
            self._counts += _histogram(candidates)

    def choose(self, candidates: Candidates) -> int:
        """The brightness of the letters of a line."""
        own = _histogram(candidates)
        if not candidates.is_dark and self._counts.any():
            level = _peak(self._counts)
            if own[max(0, level - _LEVEL_WIDTH) : level + _LEVEL_WIDTH + 1].sum() >= _MIN_AT_LEVEL:
                return level
        return _peak(own)


def find_candidates(samples: NDArray[np.uint8], line_height: float, box: Area) -> Candidates | None:
    """What may be strokes; None if there is too little.

    Args:
        samples: (N, H, W) uint8 brightness of the place in frames of the line.
        line_height: of one row, in pixels; may be too large.
        box: where the rows are, in pixels of the samples.
    """
    for is_dark in (False, True):
        found = _find(255 - samples if is_dark else samples, line_height, box, is_dark)
        if np.count_nonzero(found.seeds) >= _MIN_COVER * box.width * box.height:
            return found
    return None


def choose_strokes(candidates: Candidates, level: int, samples: NDArray[np.uint8], absent: Sequence[Luma]) -> Mask:
    """The strokes among the candidates.

    Args:
        candidates: of the line.
        level: the brightness of its letters.
        samples: the frames of the line.
        absent: the same place shortly before and after the line, where no line is.
    """
    mean = candidates.mean.astype(np.float32)
    seeds = candidates.seeds & (np.abs(mean - level) <= _LEVEL_WIDTH)
    # the soft edges of strokes: nearly as bright as they are, touching one
    ground = np.minimum(candidates.ground, level)
    edge = candidates.mean >= level - _EDGE_SHARE * (level - ground.astype(np.float32))
    near = cv2.dilate(seeds.astype(np.uint8), np.ones((3, 3), dtype=np.uint8)) > 0
    strokes = np.asarray(seeds | (edge & near), dtype=np.bool_)
    return _without_scene(strokes, samples, absent)


def _histogram(candidates: Candidates) -> NDArray[np.float64]:
    counts = np.bincount(candidates.mean[candidates.seeds], minlength=256).astype(np.float64)
    return np.asarray(counts / max(1.0, counts.sum()), dtype=np.float64)


def _peak(counts: NDArray[np.float64]) -> int:
    return int(np.argmax(np.convolve(counts, np.ones(9), mode="same")))


def _find(samples: NDArray[np.uint8], line_height: float, box: Area, is_dark: bool) -> Candidates:
    size = max(3, round(line_height * _MAX_STROKE)) | 1
    kernel = np.ones((size, size), dtype=np.uint8)
    height, width = samples.shape[1:]
    seen = np.zeros((height, width), dtype=np.float32)
    for picture in samples:
        darkest = cv2.erode(picture, kernel)
        ground = cv2.dilate(darkest, kernel)
        outlined = cv2.subtract(picture, darkest) >= _MIN_CONTRAST
        thin = cv2.subtract(picture, ground) >= _MIN_CONTRAST // 2
        seen += (picture >= _MIN_BRIGHTNESS) & outlined & thin
    rows = box.grown(_ASIDE * line_height, _ABOVE * line_height, within=(height, width))
    inside = np.zeros((height, width), dtype=np.bool_)
    inside[rows.top : rows.bottom, rows.left : rows.right] = True
    mean = np.asarray(np.rint(samples.mean(axis=0, dtype=np.float32)), dtype=np.uint8)
    return Candidates(
        seeds=inside & (seen >= _STROKE_SHARE * len(samples)),
        mean=mean,
        ground=np.asarray(cv2.erode(mean, kernel), dtype=np.uint8),
        is_dark=is_dark,
    )


def _without_scene(strokes: Mask, samples: NDArray[np.uint8], absent: Sequence[Luma]) -> Mask:
    """Leave out patches that are there without the line, with what is around them."""
    if not absent:
        return strokes
    shown = np.median(samples, axis=0).astype(np.float32)
    same = np.zeros(strokes.shape, dtype=np.bool_)
    for picture in absent:
        same |= np.abs(shown - picture) < _SAME
    return _select(strokes, same)


def _select(strokes: Mask, same: Mask) -> Mask:
    """The patches that are not the same in most of themselves and their surroundings."""
    count, patches = cv2.connectedComponents(strokes.astype(np.uint8), connectivity=8)
    grown = cv2.dilate(patches.astype(np.float32), np.ones((_RING, _RING), dtype=np.uint8)).astype(np.int32)
    total = np.bincount(grown.ravel(), weights=same.ravel().astype(np.float64), minlength=count)
    stays = total / np.maximum(np.bincount(grown.ravel(), minlength=count), 1) < _MAX_SAME
    stays[0] = False
    return np.asarray(stays[patches], dtype=np.bool_)
