"""Columns of text laid across. The characters are squares with one to five bars: no font is needed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from reelbridge.subtitles.ocr.vertical import is_column, lay_across
from reelbridge.subtitles.picture.pictures import Area, Luma

GROUND = 60


def character(bars: int, size: int = 36) -> Luma:
    """A frame with so many bars in it."""
    drawn = np.full((size, size), GROUND, np.uint8)
    drawn[:3], drawn[-3:], drawn[:, :3], drawn[:, -3:] = 235, 235, 235, 235
    for number in range(bars):
        left = (number + 1) * size // (bars + 1) - 1
        drawn[3:-3, left : left + 2] = 235
    return drawn


def column(bars: Sequence[int], *, gap: int, room: int = 6) -> Luma:
    """Characters from top to bottom."""
    drawn = np.full((len(bars) * (36 + gap) + 2 * room, 36 + 2 * room), GROUND, np.uint8)
    for number, count in enumerate(bars):
        top = room + number * (36 + gap)
        drawn[top : top + 36, room : room + 36] = character(count)
    return drawn


def bars_of(row: Luma) -> list[int]:
    """The bars of each character of a row, counted along its middle."""
    middle = row[row.shape[0] // 2] > 140
    starts = np.flatnonzero(np.diff(np.concatenate(([False], middle)).astype(np.int8)) == 1)
    width = row.shape[0] - 4
    cells = [np.count_nonzero((starts >= left) & (starts < left + width)) for left in range(0, row.shape[1], width)]
    return [int(count) - 2 for count in cells]  # the sides of the frame


@pytest.mark.parametrize("gap", [4, 12])
def test_the_characters_of_a_column_stand_side_by_side_in_their_order(gap: int) -> None:
    row = lay_across(column([1, 3, 2, 4], gap=gap))
    assert row.shape[1] == 4 * (row.shape[0] - 4)
    assert bars_of(row) == [1, 3, 2, 4]


def test_a_character_that_is_two_pieces_stays_one() -> None:
    drawn = column([1, 1, 1], gap=8)
    drawn[6 + 44 + 14 : 6 + 44 + 20] = GROUND  # the middle of the second one, as in 二
    row = lay_across(drawn)
    assert row.shape[1] == 3 * (row.shape[0] - 4)


def test_characters_without_a_gap_are_cut_by_their_width() -> None:
    row = lay_across(column([2, 1, 3], gap=0))
    assert bars_of(row) == [2, 1, 3]


def test_an_empty_column_comes_back_as_a_picture() -> None:
    assert lay_across(np.full((120, 40), GROUND, np.uint8)).size > 0


def test_a_column_is_much_higher_than_wide() -> None:
    assert is_column(Area(left=0, top=0, right=30, bottom=90))
    assert not is_column(Area(left=0, top=0, right=30, bottom=40))
