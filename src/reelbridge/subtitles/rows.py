"""Boxes of text as rows: the parts of one line put together, lines from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from reelbridge.subtitles.mask import Mask
from reelbridge.subtitles.pictures import Area, row_overlap, union

#: parts of one line lie this close, in line heights: a full-width space or a comma leaves a gap of about one
_MAX_GAP = 2.5
#: a box this near to the height of a line is left as it is
_SAME_HEIGHT = 0.25
#: lower boxes are another, smaller text
_MIN_HEIGHT = 0.5


def join_rows(areas: Iterable[Area]) -> tuple[Area, ...]:
    """Put boxes side by side together where the gap is that of a space."""

    def belongs(row: Area, area: Area) -> bool:
        gap = max(area.left - row.right, row.left - area.right)
        return row_overlap(row, area) >= 0.5 and gap <= _MAX_GAP * min(row.height, area.height)

    return _gather(areas, belongs)


def level(area: Area, strokes: Mask, line_height: float) -> tuple[Area, ...]:
    """A box as rows of the height that lines have here.

    Around a short text the box comes out high, around flat characters such as 一 low, and two lines may share one.

    Args:
        area: in pixels of the mask.
        strokes: the text mask; it says where in a high box the line is.
        line_height: in pixels of the mask.
    """
    count = max(1, round(area.height / line_height))
    if count > 1:
        edges = [round(area.top + area.height * part / count) for part in range(count + 1)]
        return tuple(
            Area(left=area.left, top=top, right=area.right, bottom=bottom)
            for top, bottom in zip(edges, edges[1:], strict=False)
        )
    if abs(area.height / line_height - 1) < _SAME_HEIGHT or area.height < _MIN_HEIGHT * line_height:
        return (area,)
    heights = np.nonzero(strokes[area.top : area.bottom, area.left : area.right])[0]
    middle = area.top + float(np.median(heights)) if heights.size else area.center_y
    top = max(0, round(middle - line_height / 2))
    return (Area(left=area.left, top=top, right=area.right, bottom=round(top + line_height)),)


def stack_rows(areas: Iterable[Area]) -> tuple[Area, ...]:
    """One box for each line, from many sightings of it."""
    return _gather(areas, lambda row, area: row_overlap(row, area) >= 0.5)


def _gather(areas: Iterable[Area], belongs: Callable[[Area, Area], bool]) -> tuple[Area, ...]:
    rows: list[Area] = []
    for area in sorted(areas, key=lambda area: (area.left, area.top)):
        index = next((number for number, row in enumerate(rows) if belongs(row, area)), None)
        if index is None:
            rows.append(area)
        else:
            rows[index] = union((rows[index], area))
    return tuple(sorted(rows, key=lambda row: row.top))
