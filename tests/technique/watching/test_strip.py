"""The film strip."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from reelbridge.technique.watching.strip import make_strip
from support.work import FolderWork


def test_picture_i_lies_where_the_strip_says(tmp_path: Path) -> None:
    work = FolderWork(tmp_path)
    pictures = [np.full((32, 18, 3), 3 * index, np.uint8) for index in range(75)]

    strip = make_strip(iter(pictures), 75, size=(18, 32), folder=work.folder, keep=work.keep)

    assert (strip.count, len(strip.sheets)) == (75, 2)
    for index in (0, 11, 59, 60, 74):
        sheet = cv2.imread(str(work.path(strip.sheets[index // strip.per_sheet])))
        row, column = divmod(index % strip.per_sheet, strip.columns)
        place = sheet[row * 32 + 8 : row * 32 + 24, column * 18 + 4 : column * 18 + 14]
        assert abs(float(place.mean()) - 3 * index) < 3
    assert cv2.imread(str(work.path(strip.sheets[1]))).shape == (2 * 32, 10 * 18, 3)


def test_a_strip_of_three_is_three_wide(tmp_path: Path) -> None:
    work = FolderWork(tmp_path)

    strip = make_strip([np.zeros((10, 20, 3), np.uint8)] * 3, 3, size=(20, 10), folder=work.folder, keep=work.keep)

    assert cv2.imread(str(work.path(strip.sheets[0]))).shape == (10, 60, 3)
