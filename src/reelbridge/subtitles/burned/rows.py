"""Boxes of text as rows: the parts of one line put together, lines from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.picture.mask import Mask
from reelbridge.subtitles.picture.pictures import Area, is_one_row, union

#: parts of one line lie this close, in line heights: a full-width space or a comma leaves a gap of about one
_MAX_GAP = 2.5
#: a box this near to the height of a line is left as it is
_SAME_HEIGHT = 0.25
#: lower boxes are another, smaller text
_MIN_HEIGHT = 0.5
#: higher boxes may hold two lines, parted by a height with hardly a stroke
_TWO_LINES = 1.6
_EMPTY_SHARE = 0.2


def join_rows(areas: Iterable[Area]) -> tuple[Area, ...]:
    """Put boxes side by side together where the gap is that of a space."""

    def belongs(row: Area, area: Area) -> bool:
        gap = max(area.left - row.right, row.left - area.right)
        return is_one_row(row, area) and gap <= _MAX_GAP * min(row.height, area.height)

    return _gather(areas, belongs)


def level(area: Area, strokes: Mask, line_height: float) -> tuple[Area, ...]:
    """A box as rows of the height that lines have here.

    Around a short text the box comes out high, around flat characters such as 一 low, and two lines may share one.

    Args:
        area: in pixels of the mask.
        strokes: the text mask; it says where in a high box the line is.
        line_height: in pixels of the mask.
    """
    ratio = area.height / line_height
    if abs(ratio - 1) < _SAME_HEIGHT or ratio < _MIN_HEIGHT:
        return (area,)
    profile = np.count_nonzero(strokes[area.top : area.bottom, area.left : area.right], axis=1)
    if ratio >= _TWO_LINES and (gap := _gap(profile)) is not None:
        upper = Area(left=area.left, top=area.top, right=area.right, bottom=area.top + gap)
        lower = Area(left=area.left, top=area.top + gap, right=area.right, bottom=area.bottom)
        return (*level(upper, strokes, line_height), *level(lower, strokes, line_height))
    size = round(line_height)
    offset = (area.height - size) // 2
    if ratio > 1 and profile.any():
        # the height at which most strokes fall into one line
        sums = np.convolve(profile, np.ones(size, dtype=int), mode="valid")
        offset = round(float(np.mean(np.flatnonzero(sums == sums.max()))))
    top = max(0, area.top + offset)
    return (Area(left=area.left, top=top, right=area.right, bottom=top + size),)


def _gap(profile: NDArray[np.int_]) -> int | None:
    """The emptiest height in the middle third of a box, if it parts two lines of strokes."""
    third = len(profile) // 3
    middle = profile[third : 2 * third + 1]
    gap = third + round(float(np.mean(np.flatnonzero(middle == middle.min()))))
    peaks = (profile[:gap].max(initial=0), profile[gap:].max(initial=0))
    return gap if profile[gap] <= _EMPTY_SHARE * min(peaks) and min(peaks) > 0 else None


def stack_rows(areas: Iterable[Area]) -> tuple[Area, ...]:
    """One box for each line, from many sightings of it."""
    return _gather(areas, is_one_row)


def _gather(areas: Iterable[Area], belongs: Callable[[Area, Area], bool]) -> tuple[Area, ...]:
    rows: list[Area] = []
    for area in sorted(areas, key=lambda area: (area.left, area.top)):
        index = next((number for number, row in enumerate(rows) if belongs(row, area)), None)
        if index is None:
            rows.append(area)
        else:
            rows[index] = union((rows[index], area))
    return tuple(sorted(rows, key=lambda row: row.top))
