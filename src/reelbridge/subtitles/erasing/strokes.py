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
#: values this near count together; a brightness that fewer of the candidates of a line have is not that of its letters
_PEAK = 4
_MIN_MASS = 0.06
#: a second brightness is believed if this share of the lines have it, and so many lines were seen
_MOST, _ENOUGH_LINES = 0.6, 4
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
        edged: (H, W) bool, bright with something dark beside it, however wide it is.
        mean: (H, W) uint8, mean brightness over the line; turned round for dark letters.
        ground: (H, W) uint8, the darkest beside each pixel.
        stroke_width: of the widest stroke, in pixels.
        is_dark: the letters are darker than their edge.
    """

    seeds: Mask
    edged: Mask
    mean: Luma
    ground: Luma
    stroke_width: int
    is_dark: bool


class Levels:
    """How bright the letters of a video are, learned line by line."""

    def __init__(self) -> None:
        self._mass = np.zeros(256)
        self._lines = np.zeros(256)
        self._count = 0

    def add(self, candidates: Candidates) -> None:
        """One more line."""
        if not candidates.is_dark:
            mass = _mass_around(candidates)
            self._mass += mass
            self._lines += mass >= _MIN_MASS
            self._count += 1

    def choose(self, candidates: Candidates) -> tuple[int, ...]:
        """The brightness of the letters of a line; two where its rows differ.

        Letters are the same in every line and the scene is not, so what many lines have counts, however little of it.
        """
        own = _mass_around(candidates)
        if candidates.is_dark or not self._count:
            return (int(np.argmax(own)),)
        usual = self._mass * np.square(self._lines / self._count)
        levels: list[int] = []
        for level in np.argsort(-usual):
            is_apart = all(abs(level - other) > 2 * _LEVEL_WIDTH for other in levels)
            is_usual = not levels or (self._lines[level] >= _MOST * self._count and self._count >= _ENOUGH_LINES)
            if is_apart and is_usual and own[level] >= _MIN_MASS:
                levels.append(int(level))
        return tuple(levels[:2]) or (int(np.argmax(own)),)


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


def choose_strokes(
    candidates: Candidates, levels: tuple[int, ...], samples: NDArray[np.uint8], absent: Sequence[Luma]
) -> Mask:
    """The strokes among the candidates.

    Args:
        candidates: of the line.
        levels: the brightness of its letters.
        samples: the frames of the line.
        absent: the same place shortly before and after the line, where no line is.
    """
    strokes = np.zeros(candidates.seeds.shape, dtype=np.bool_)
    for level in levels:
        strokes |= _at_level(candidates, level)
    return _without_scene(strokes, samples, absent)


def _at_level(candidates: Candidates, level: int) -> Mask:
    mean = candidates.mean.astype(np.float32)
    # before a ground nearly as bright, a stroke is told from it by its own brightness only
    kernel = np.ones((candidates.stroke_width, candidates.stroke_width), dtype=np.uint8)
    wide = cv2.morphologyEx((mean >= level - _LEVEL_WIDTH).astype(np.uint8), cv2.MORPH_OPEN, kernel) > 0
    seeds = (np.abs(mean - level) <= _LEVEL_WIDTH) & (candidates.seeds | (candidates.edged & ~wide))
    # the soft edges of strokes: nearly as bright as they are, touching one
    ground = np.minimum(candidates.ground, level).astype(np.float32)
    near = cv2.dilate(seeds.astype(np.uint8), np.ones((3, 3), dtype=np.uint8)) > 0
    return np.asarray(seeds | (near & (mean >= level - _EDGE_SHARE * (level - ground))), dtype=np.bool_)


def _mass_around(candidates: Candidates) -> NDArray[np.float64]:
    """For each brightness the share of the candidates that have it or nearly so."""
    counts = np.bincount(candidates.mean[candidates.seeds], minlength=256).astype(np.float64)
    near = np.convolve(counts, np.ones(2 * _PEAK + 1), mode="same")
    return np.asarray(near / max(1.0, counts.sum()), dtype=np.float64)


def _find(samples: NDArray[np.uint8], line_height: float, box: Area, is_dark: bool) -> Candidates:
    size = max(3, round(line_height * _MAX_STROKE)) | 1
    kernel = np.ones((size, size), dtype=np.uint8)
    height, width = samples.shape[1:]
    seen, edged = np.zeros((height, width), dtype=np.float32), np.zeros((height, width), dtype=np.float32)
    for picture in samples:
        darkest = cv2.erode(picture, kernel)
        ground = cv2.dilate(darkest, kernel)
        outlined = (picture >= _MIN_BRIGHTNESS) & (cv2.subtract(picture, darkest) >= _MIN_CONTRAST)
        edged += outlined
        seen += outlined & (cv2.subtract(picture, ground) >= _MIN_CONTRAST // 2)
    rows = box.grown(_ASIDE * line_height, _ABOVE * line_height, within=(height, width))
    inside = np.zeros((height, width), dtype=np.bool_)
    inside[rows.top : rows.bottom, rows.left : rows.right] = True
    mean = np.asarray(np.rint(samples.mean(axis=0, dtype=np.float32)), dtype=np.uint8)
    return Candidates(
        seeds=inside & (seen >= _STROKE_SHARE * len(samples)),
        edged=inside & (edged >= _STROKE_SHARE * len(samples)),
        stroke_width=size,
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
