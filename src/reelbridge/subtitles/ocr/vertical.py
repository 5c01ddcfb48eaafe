"""Columns of text, laid across so that an engine for rows can read them: name cards, couplets, signboards."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.picture.pictures import Area, Luma

#: a box this much higher than wide holds a column
_MIN_RATIO = 1.8
#: heights in the column that hold fewer strokes than this share of the fullest one lie between characters
_EMPTY_SHARE = 0.12
#: pieces that together are no higher than this, in column widths, are one character: 二 and 昌 have gaps of their own
_MAX_HEIGHT = 1.1
#: a piece higher than this holds several characters without a gap
_SEVERAL = 1.6
#: side in pixels of a character laid across, and room around it
_SIDE, _ROOM = 44, 4


def is_column(area: Area) -> bool:
    """Whether a box of text is one column of characters."""
    return area.height >= _MIN_RATIO * area.width


def lay_across(column: Luma) -> Luma:
    """The characters of a column, from top to bottom, side by side from left to right."""
    strokes = _strokes(column)
    # boxes come out wider than the column; its real width is the height of a character
    (left, right) = _extent(strokes.mean(axis=0))
    cells = [_square(column[top:bottom, left:right]) for top, bottom in _cut(strokes[:, left:right])]
    return np.asarray(np.hstack(cells), dtype=np.uint8)


def _strokes(column: Luma) -> NDArray[np.bool_]:
    """Where strokes begin and end."""
    edges = cv2.morphologyEx(column, cv2.MORPH_GRADIENT, np.ones((3, 3), dtype=np.uint8))
    level, _ = cv2.threshold(edges, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return np.asarray(edges > level, dtype=np.bool_)


def _extent(profile: NDArray[np.float64]) -> tuple[int, int]:
    """From the first to after the last place that holds strokes."""
    filled = np.flatnonzero(profile > _EMPTY_SHARE * profile.max(initial=0.0))
    return (int(filled[0]), int(filled[-1]) + 1) if len(filled) else (0, len(profile))


def _cut(strokes: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where each character begins and ends, in pixels from the top."""
    height, width = strokes.shape
    pieces = [part for piece in _pieces(strokes.mean(axis=1)) for part in _split(piece, width)]
    cuts: list[tuple[int, int]] = []
    for top, bottom in pieces:
        if cuts and bottom - cuts[-1][0] <= _MAX_HEIGHT * width:
            cuts[-1] = (cuts[-1][0], bottom)
        else:
            cuts.append((top, bottom))
    return cuts or [(0, height)]


def _pieces(profile: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Stretches of heights that hold strokes."""
    filled = np.concatenate(([False], profile > _EMPTY_SHARE * profile.max(initial=0.0), [False]))
    edges = np.flatnonzero(filled[1:] != filled[:-1])
    return [(int(top), int(bottom)) for top, bottom in zip(edges[::2], edges[1::2], strict=True)]


def _split(piece: tuple[int, int], width: int) -> list[tuple[int, int]]:
    """A piece as characters of one height each."""
    top, bottom = piece
    if bottom - top <= _SEVERAL * width:
        return [piece]
    count = round((bottom - top) / width)
    places = np.linspace(top, bottom, count + 1).round().astype(int)
    return [(int(one), int(two)) for one, two in pairwise(places)]


def _square(character: Luma) -> Luma:
    """One character in a square of `_SIDE` pixels and its room, its shape kept; the room has the colour of its edge."""
    height, width = character.shape
    scale = _SIDE / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(character, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    x, y = _SIDE + _ROOM - size[0], _SIDE + 2 * _ROOM - size[1]
    padded = cv2.copyMakeBorder(small, y // 2, y - y // 2, x // 2, x - x // 2, cv2.BORDER_REPLICATE)
    return np.asarray(padded, dtype=np.uint8)
