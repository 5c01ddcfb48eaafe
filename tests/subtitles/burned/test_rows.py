"""Boxes of text as rows."""

from __future__ import annotations

import numpy as np

from reelbridge.subtitles.burned.rows import join_rows, level, stack_rows
from reelbridge.subtitles.picture.pictures import Area

BLANK = np.zeros((100, 200), np.bool_)


def test_the_parts_of_a_line_with_a_space_are_one_row() -> None:
    parts = [Area(left=10, top=10, right=60, bottom=34), Area(left=90, top=12, right=160, bottom=36)]
    assert join_rows(parts) == (Area(left=10, top=10, right=160, bottom=36),)


def test_two_lines_whose_boxes_overlap_stay_two() -> None:
    lines = [Area(left=55, top=14, right=189, bottom=38), Area(left=50, top=26, right=189, bottom=53)]
    assert len(stack_rows(lines)) == 2


def test_far_parts_of_a_row_stay_apart() -> None:
    parts = [Area(left=10, top=10, right=40, bottom=34), Area(left=150, top=10, right=180, bottom=34)]
    assert len(join_rows(parts)) == 2


def test_a_box_too_high_for_its_line_is_set_around_the_strokes() -> None:
    strokes = BLANK.copy()
    strokes[30:46, 60:100:3] = True
    (row,) = level(Area(left=58, top=10, right=102, bottom=46), strokes, 24)
    assert row.height == 24
    assert row.top <= 30 and row.bottom >= 46


def test_a_box_around_two_lines_is_parted() -> None:
    strokes = BLANK.copy()
    strokes[10:28, 60:100:3] = True
    strokes[36:54, 60:100:3] = True
    rows = level(Area(left=58, top=8, right=102, bottom=56), strokes, 24)
    assert [(row.top < 30, row.bottom > 34) for row in rows] == [(True, False), (False, True)]


def test_a_flat_character_gets_a_whole_line() -> None:
    (row,) = level(Area(left=58, top=40, right=82, bottom=54), BLANK, 24)
    assert (row.top, row.bottom) == (35, 59)
