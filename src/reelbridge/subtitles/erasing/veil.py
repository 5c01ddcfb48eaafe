"""Boxes behind letters that let the picture through: found by their edges, and taken off by arithmetic.

Inside such a box each sample is `opacity * tone + (1 - opacity) * scene`. Along its edges lie pairs of samples, one
outside and one inside, that show nearly the same scene; they tell opacity and tone, and both undo the box.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.erasing.clip import Planes
from reelbridge.subtitles.picture.mask import Mask
from reelbridge.subtitles.picture.pictures import Area

#: pixels on either side of an edge that are mixed by the codec and by smooth drawing; they are filled like letters
EDGE = 2
#: corners are round up to this share of a box's height
_CORNER = 0.12
_NO_COLOR = 128.0
#: an edge is this much of a step (brightness) at least, on the mean over its length and over the line
_MIN_STEP = 5.0
#: a box fainter than this needs no care, and of what lies in one stronger than that too little is left
_MIN_OPACITY, _MAX_OPACITY = 0.08, 0.88
#: the pairs follow the rule of a box this well at least (correlation), once the scene behind differs
_MIN_FIT = 0.75
#: ... or its inside varies by no more than this, if nothing comes through
_EVEN = 6.0
#: fewer lines with a box than this share are no style
_MIN_SHARE = 0.5
#: a pair this far off the rule counts half: an edge of the scene runs along that of the box
_MISFIT = 5.0
#: pairs of so many lines tell a style; more would only take memory
_LINES_ENOUGH = 40
#: how far outside the letters the edges of a box may lie, in line heights, and how far inside the measured place
_OUTSIDE, _INSIDE = 0.65, 0.3
#: nearer to the letters, in line heights, it is their outline
_GAP = 0.09


@dataclass(frozen=True, slots=True, kw_only=True)
class Veil:
    """What lies over the picture: `opacity` 0 to 1, and `tone`, its brightness. It has no color."""

    opacity: float
    tone: float

    @property
    def is_opaque(self) -> bool:
        """Whether too little of the picture comes through to get it back."""
        return self.opacity > _MAX_OPACITY


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """A box that was found around a line, and the pairs across its edges."""

    area: Area
    outside: NDArray[np.float32]
    inside: NDArray[np.float32]

    def draw_inside(self, shape: tuple[int, ...]) -> Mask:
        """All within the edges."""
        mask = np.zeros(shape, dtype=np.bool_)
        area = self.area
        mask[area.top + 2 * EDGE : area.bottom - 2 * EDGE, area.left + 2 * EDGE : area.right - 2 * EDGE] = True
        return mask


def find_edges(samples: NDArray[np.uint8], strokes: Mask, line_height: float) -> Edges | None:
    """The box around the strokes, if there is one.

    Args:
        samples: (N, H, W) brightness of the place in frames of the line.
        strokes: (H, W) where the letters are.
        line_height: in pixels.
    """
    ys, xs = np.nonzero(strokes)
    if not len(ys):
        return None
    mean = samples.mean(axis=0, dtype=np.float32)
    rows = slice(int(ys.min()), int(ys.max()) + 1)
    columns = slice(int(xs.min()), int(xs.max()) + 1)
    out, back, gap = (round(share * line_height) for share in (_OUTSIDE, _INSIDE, _GAP))
    top = _strongest(mean[:, columns], range(rows.start - out, rows.start - gap), 1)
    bottom = _strongest(mean[:, columns], range(rows.stop + gap, rows.stop + out), -1)
    left = _strongest(mean[rows].T, range(columns.start - out - back, columns.start - gap), 1)
    right = _strongest(mean[rows].T, range(columns.stop + gap, columns.stop + out + back), -1)
    if top is None or bottom is None or left is None or right is None:
        return None
    area = Area(left=left, top=top, right=right, bottom=bottom)
    outside, inside = pair_up(samples, area)
    return Edges(area=area, outside=outside[::, ::3].ravel(), inside=inside[::, ::3].ravel())


def _strongest(picture: NDArray[np.float32], places: range, sign: int) -> int | None:
    """The row where the picture darkens inwards most (`sign` 1: downwards), if it is an edge all along."""
    best, found = _MIN_STEP, None
    for place in places:
        if place - EDGE - 1 < 0 or place + EDGE >= len(picture):
            continue
        step = picture[place - EDGE - 1] - picture[place + EDGE]
        score = sign * float(np.median(step))
        if score > best and float((sign * step > 1).mean()) > 0.7:
            best, found = score, place
    return found


def pair_up(samples: Planes, area: Area) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Samples (N, pairs) just outside and just inside the top and bottom edge."""
    columns = slice(area.left + EDGE, area.right - EDGE)
    outside = [samples[:, area.top - EDGE - 1, columns], samples[:, area.bottom + EDGE, columns]]
    inside = [samples[:, area.top + EDGE, columns], samples[:, area.bottom - EDGE - 1, columns]]
    return np.concatenate(outside, axis=1).astype(np.float32), np.concatenate(inside, axis=1).astype(np.float32)


class VeilMeter:
    """Learns from line to line what the boxes of a video are like."""

    def __init__(self) -> None:
        self._outside: list[NDArray[np.float32]] = []
        self._inside: list[NDArray[np.float32]] = []
        self._lines = 0
        self._boxed = 0

    def add(self, edges: Edges | None) -> None:
        """One more line."""
        self._lines += 1
        if edges is None:
            return
        self._boxed += 1
        if self._boxed <= _LINES_ENOUGH:
            self._outside.append(edges.outside)
            self._inside.append(edges.inside)

    def veil(self) -> Veil | None:
        """The box of this video; None if its lines have none."""
        if not self._boxed or self._boxed < _MIN_SHARE * self._lines:
            return None
        slope, start, fit = _fit_line(np.concatenate(self._outside), np.concatenate(self._inside))
        opacity = min(1.0, 1 - slope)
        is_even = float(np.std(np.concatenate(self._inside))) < _EVEN
        if opacity < _MIN_OPACITY or (fit < _MIN_FIT and not (opacity > _MAX_OPACITY and is_even)):
            return None
        return Veil(opacity=opacity, tone=start / opacity)


def _fit_line(x: NDArray[np.float32], y: NDArray[np.float32]) -> tuple[float, float, float]:
    """Slope and start of y over x, and how well it fits (correlation); what is far off counts little."""
    weight = np.ones(len(x))
    slope = start = fit = 0.0
    for _ in range(6):
        weight /= weight.sum()
        apart_x, apart_y = x - weight @ x, y - weight @ y
        spread_x, spread_y = float(weight @ apart_x**2), float(weight @ apart_y**2)
        common = float(weight @ (apart_x * apart_y))
        slope = common / max(1.0, spread_x)
        start = float(weight @ y) - slope * float(weight @ x)
        fit = common / max(1.0, spread_x * spread_y) ** 0.5
        weight = 1 / (1 + np.square((y - slope * x - start) / _MISFIT))
    return slope, start, fit


def measure_opacity(veil: Veil, frame: NDArray[np.uint8], area: Area) -> float:
    """How much of a veil lies over one frame (H, W): less while it fades in or out."""
    outside, inside = pair_up(frame[None], area)
    pull = veil.tone - outside
    found = float((pull * (inside - outside)).sum() / max(1.0, float(np.square(pull).sum())))
    # the measure of one frame is rough, the box of a style is not
    return veil.opacity if found > 0.85 * veil.opacity else max(0.0, found)


def draw_edge(shape: tuple[int, int], area: Area) -> Mask:
    """What arithmetic does not undo: the soft edge of a box, and its corners, which may be round."""
    mask = np.zeros(shape, dtype=np.bool_)
    mask[max(0, area.top - EDGE) : area.bottom + EDGE, max(0, area.left - EDGE) : area.right + EDGE] = True
    mask[area.top + EDGE : area.bottom - EDGE, area.left + EDGE : area.right - EDGE] = False
    corner = max(EDGE, round(_CORNER * area.height))
    for y in (slice(area.top, area.top + corner), slice(area.bottom - corner, area.bottom)):
        for x in (slice(area.left, area.left + corner), slice(area.right - corner, area.right)):
            mask[y, x] = True
    return mask


def lift(veil: Veil, area: Area, luma: NDArray[np.uint8], blue: NDArray[np.uint8], red: NDArray[np.uint8]) -> None:
    """Take a veil off the planes of a frame, in place."""
    opacity = measure_opacity(veil, luma, area)
    half = Area(left=area.left // 2, top=area.top // 2, right=(area.right + 1) // 2, bottom=(area.bottom + 1) // 2)
    for plane, place, tone in ((luma, area, veil.tone), (blue, half, _NO_COLOR), (red, half, _NO_COLOR)):
        part = plane[place.top : place.bottom, place.left : place.right]
        scene = (part - np.float32(opacity * tone)) / np.float32(1 - opacity)
        part[:] = np.clip(np.rint(scene), 0, 255).astype(np.uint8)
