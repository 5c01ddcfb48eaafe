"""Whether two pictures show the same things, perhaps elsewhere in the picture."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

#: px of the half-size picture (80 on the longer side): side of the pieces that are looked for
_PIECE = 12
#: px: how far from its old place a piece is looked for, an eighth of the longer side
_REACH = 10
#: pieces that are looked for at most
_MAX_PIECES = 15
#: grey levels: a piece with less contrast than this says nothing
_MIN_CONTRAST = 3.0
#: correlation from which a piece counts as found; pieces of other pictures reach 0.8 by chance
_FOUND = 0.85
#: px: neighbours in one picture move alike
_ALIKE = 2.5


def share_found(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> float:
    """Share of the pieces of one picture that are found again in another, all moved about alike; 0 to 1.

    Brightness and contrast may change. A picture without contrast has no pieces: the answer is then 0.

    Args:
        before: (H, W) brightness.
        after: (H, W) brightness.
    """
    height, width = before.shape[0] // 2, before.shape[1] // 2
    first, second = (
        np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)
        for picture in (before, after)
    )
    places = _choose(first)
    if len(places) < 3:
        return 0.0
    shift = _main_shift(first, second)
    moves, scores = [], []
    for top, left in places:
        piece = first[top : top + _PIECE, left : left + _PIECE]
        best, move = _look_for(piece, second, (top, left), (0, 0))
        if best < _FOUND and max(abs(shift[0]), abs(shift[1])) > 2:
            other, other_move = _look_for(piece, second, (top, left), shift)
            if other > best:
                best, move = other, other_move
        scores.append(best)
        moves.append(move)
    found = np.array(scores) >= _FOUND
    if not found.any():
        return 0.0
    towards = np.array(moves, dtype=np.float32)
    centre = np.median(towards[found], axis=0)
    alike = np.abs(towards - centre).max(axis=1) <= _ALIKE
    return float(np.mean(found & alike))


def is_same_shot(before: NDArray[np.uint8], after: NDArray[np.uint8], share: float) -> bool:
    """Whether at least a share of the pieces is found again, looked for both ways and taken together."""
    there = share_found(before, after)
    # one way alone cannot reach the share if the other way falls this far short
    return there + 1 >= 2 * share and there + share_found(after, before) >= 2 * share


def _choose(picture: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Top left corners of the pieces with most contrast, spread over the picture."""
    rows, columns = picture.shape[0] // _PIECE, picture.shape[1] // _PIECE
    if rows == 0 or columns == 0:
        return []
    off = ((picture.shape[0] - rows * _PIECE) // 2, (picture.shape[1] - columns * _PIECE) // 2)
    inner = picture[off[0] : off[0] + rows * _PIECE, off[1] : off[1] + columns * _PIECE]
    contrast = inner.reshape(rows, _PIECE, columns, _PIECE).std(axis=(1, 3))
    order = np.argsort(-contrast, axis=None)[:_MAX_PIECES]
    chosen = order[contrast.ravel()[order] >= _MIN_CONTRAST]
    return [(off[0] + int(at) // columns * _PIECE, off[1] + int(at) % columns * _PIECE) for at in chosen]


def _look_for(
    piece: NDArray[np.uint8], picture: NDArray[np.uint8], place: tuple[int, int], shift: tuple[int, int]
) -> tuple[float, tuple[int, int]]:
    """The best correlation around a place, and how far away it is (down, right)."""
    top, left = place[0] + shift[0] - _REACH, place[1] + shift[1] - _REACH
    bottom, right = top + _PIECE + 2 * _REACH, left + _PIECE + 2 * _REACH
    top, left = max(0, top), max(0, left)
    bottom, right = min(picture.shape[0], bottom), min(picture.shape[1], right)
    if bottom - top < _PIECE or right - left < _PIECE:
        return 0.0, (0, 0)
    scores = cv2.matchTemplate(picture[top:bottom, left:right], piece, cv2.TM_CCOEFF_NORMED)
    _, best, _, (x, y) = cv2.minMaxLoc(scores)
    return float(best), (top + y - place[0], left + x - place[1])


def _main_shift(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> tuple[int, int]:
    """How the picture moved as a whole (down, right), by phase correlation; nothing where it is unsure."""
    one, two = first.astype(np.float32), second.astype(np.float32)
    window = cv2.createHanningWindow((first.shape[1], first.shape[0]), cv2.CV_32F)
    (right, down), response = cv2.phaseCorrelate(one, two, window)
    return (round(down), round(right)) if response > 0.05 else (0, 0)
