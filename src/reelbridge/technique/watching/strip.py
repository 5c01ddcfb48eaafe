"""The film strip: one small picture of every shot, in sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.model.media import FileRef
from reelbridge.model.watched import FilmStrip

#: pictures a row and a sheet: 900 x 960 px of vertical pictures
_COLUMNS, _PER_SHEET = 10, 60
#: of 100; a vertical picture of 90 x 160 px takes 3 to 5 kB
_QUALITY = 75


def make_strip(
    pictures: Iterable[NDArray[np.uint8]],
    count: int,
    *,
    size: tuple[int, int],
    folder: Path,
    keep: Callable[[Path], FileRef],
) -> FilmStrip:
    """Write the sheets, one after the other.

    Args:
        pictures: (H, W, 3) uint8 BGR, all of one size.
        count: how many there are, at least one.
        size: their width and height in px.
        folder: where sheets may be written.
        keep: puts a sheet into the store.
    """
    width, height = size
    columns = min(_COLUMNS, count)
    sheets: list[FileRef] = []
    waiting: list[NDArray[np.uint8]] = []
    for done, picture in enumerate(pictures, start=1):
        waiting.append(picture)
        if len(waiting) == _PER_SHEET or done == count:
            rows = -(-len(waiting) // columns)
            sheet = np.zeros((rows * height, columns * width, 3), dtype=np.uint8)
            for place, piece in enumerate(waiting):
                top, left = place // columns * height, place % columns * width
                sheet[top : top + height, left : left + width] = piece
            path = folder / f"strip-{len(sheets) + 1}.jpg"
            _, coded = cv2.imencode(".jpg", sheet, (cv2.IMWRITE_JPEG_QUALITY, _QUALITY))
            path.write_bytes(coded.tobytes())
            sheets.append(keep(path))
            waiting = []
    return FilmStrip(
        sheets=tuple(sheets), width=width, height=height, columns=columns, per_sheet=_PER_SHEET, count=count
    )
