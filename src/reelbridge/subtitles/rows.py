"""Boxes of text as rows: the parts of one line put together, lines from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reelbridge.subtitles.pictures import Area, row_overlap, union

#: parts of one line lie this close, in line heights: a full-width space or a comma leaves a gap of about one
_MAX_GAP = 2.5


def join_rows(areas: Iterable[Area]) -> tuple[Area, ...]:
    """Put boxes side by side together where the gap is that of a space."""

    def belongs(row: Area, area: Area) -> bool:
        gap = max(area.left - row.right, row.left - area.right)
        return row_overlap(row, area) >= 0.5 and gap <= _MAX_GAP * min(row.height, area.height)

    return _gather(areas, belongs)


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
