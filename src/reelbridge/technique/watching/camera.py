"""What the camera does between two small pictures: one movement that most of the picture agrees on.

Corners are followed from one picture to the next (Lucas and Kanade), and the shift, growth and turn is looked for that
the most of them agree on. Every part of the picture gives as many corners: a line of subtitles has many strong ones
and stands still whatever the camera does. The sides weigh more than the middle, where people stand.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.technique.pictures.frames import Plane

#: px, side of the cells of which each gives its best corner: strong corners of one thing do not outvote the rest
_CELL = 10
#: what the best corner of a cell must have (the smaller eigenvalue of its slopes, brightness 0 to 255 as 0 to 1);
#: less is noise and the blocks of the encoder
_MIN_CORNER = 2e-4
#: px, side of the window that is compared, and how often the picture is halved: a step of half the width is
#: still found
_WINDOW, _HALVINGS = 11, 3
#: px, how far off a movement a corner may be and still count half for it
_TOLERANCE = 0.3
#: movements that are tried, each from two corners
_TRIES = 40
#: rounds of the fit after the best try, and the scale in px from which a corner counts less in each
_SCALES = (0.3, 0.15, 0.05)
#: weight of the middle of the picture beside 1 at its sides
_MIDDLE = 0.2
#: too few corners to speak of a movement
_MIN_CORNERS = 8
#: share of the weight that has to agree. Over cuts half of the pairs reach 0.08 and one in twenty 0.27; within shots
#: one pair in a hundred of the wildest phone footage stays below 0.15, of the bundled series below 0.58
_MIN_AGREE = 0.2
#: to stand still counts that much more: a camera that moves has hardly anything stand still in its picture
_STAND = 1.25


@dataclass(frozen=True, slots=True)
class Movement:
    """How the picture's content moves from one picture to the next.

    Attributes:
        x: px to the right at the middle of the picture.
        y: px downwards at the middle of the picture.
        growth: by which share distances grow; 0.01 is one percent.
        turn: radians clockwise.
    """

    x: float = 0.0
    y: float = 0.0
    growth: float = 0.0
    turn: float = 0.0

    def matrix(self, shape: tuple[int, ...]) -> NDArray[np.float64]:
        """(2, 3) from places (x, y, 1) of the earlier picture to places of the later one."""
        center_x, center_y = (shape[1] - 1) / 2, (shape[0] - 1) / 2
        grown, turned = 1 + self.growth, self.turn
        return np.array(
            [
                [grown, -turned, self.x - self.growth * center_x + turned * center_y],
                [turned, grown, self.y - turned * center_x - self.growth * center_y],
            ]
        )

    def reach(self, shape: tuple[int, ...]) -> float:
        """How far it moves the places that it moves the farthest, in px at most."""
        return math.hypot(self.x, self.y) + math.hypot(self.growth, self.turn) * math.hypot(*shape[:2]) / 2


STILL = Movement()


def find_movement(earlier: Plane, later: Plane) -> Movement | None:
    """The camera's movement between two pictures of one size; None where the picture tells of none in particular.

    Args:
        earlier: (H, W) uint8.
        later: (H, W) uint8.
    """
    corners = _find_corners(earlier)
    if len(corners) < _MIN_CORNERS:
        return STILL
    ends, is_found, _ = cv2.calcOpticalFlowPyrLK(
        earlier, later, corners, corners.copy(), winSize=(_WINDOW, _WINDOW), maxLevel=_HALVINGS
    )
    found = is_found.ravel() == 1
    height, width = earlier.shape
    starts, ends = corners[found].astype(np.float64), ends[found].astype(np.float64)
    inside = ((ends >= 0) & (ends < (width, height))).all(axis=1)
    starts, ends = starts[inside], ends[inside]
    if len(starts) < _MIN_CORNERS:
        return None
    places = starts - ((width - 1) / 2, (height - 1) / 2)
    return _agree(places, ends - starts, _weigh(starts, width, height))


def _find_corners(picture: Plane) -> NDArray[np.float32]:
    """(N, 2) x and y of the best corner of each cell that has one."""
    strength = np.asarray(cv2.cornerMinEigenVal(picture, 3))
    rows, columns = (side // _CELL for side in picture.shape)
    whole = strength[: rows * _CELL, : columns * _CELL]
    cells = whole.reshape(rows, _CELL, columns, _CELL).swapaxes(1, 2).reshape(rows, columns, _CELL * _CELL)
    best = cells.argmax(axis=2)
    row, column = np.nonzero(cells.max(axis=2) >= _MIN_CORNER)
    place = best[row, column]
    return np.stack([column * _CELL + place % _CELL, row * _CELL + place // _CELL], axis=1).astype(np.float32)


def _weigh(starts: NDArray[np.float64], width: int, height: int) -> NDArray[np.float64]:
    """(N,) what each corner counts, in sum 1."""
    off = np.abs(starts / (width - 1, height - 1) * 2 - 1).max(axis=1)
    weight = _MIDDLE + (1 - _MIDDLE) * off
    return np.asarray(weight / weight.sum(), dtype=np.float64)


def _agree(places: NDArray[np.float64], steps: NDArray[np.float64], weight: NDArray[np.float64]) -> Movement | None:
    """The movement most of the weight agrees on, in four numbers; None if too little does.

    Args:
        places: (N, 2) corners in px from the middle.
        steps: (N, 2) how they move.
        weight: (N,) in sum 1.
    """
    fits = np.concatenate([_try_pairs(places, steps), np.zeros((1, 4))])
    off = np.square(_apply(fits[:, :, None], places) - steps.T[:, None, :]).sum(axis=0)
    agreed = (1 / (1 + off / _TOLERANCE**2)) @ weight
    agreed[-1] *= _STAND
    best = int(agreed.argmax())
    if agreed[best] < _MIN_AGREE:
        return None
    fit = fits[best]
    ones, nones = np.ones(len(places)), np.zeros(len(places))
    rows = np.concatenate(
        [
            np.stack([ones, nones, places[:, 0], -places[:, 1]], axis=1),
            np.stack([nones, ones, places[:, 1], places[:, 0]], axis=1),
        ]
    )
    wanted = np.concatenate([steps[:, 0], steps[:, 1]])
    for scale in _SCALES:
        off = np.hypot(*(_apply(fit, places) - steps.T))
        part = weight / (1 + np.square(off / scale)) ** 2
        weighted = rows * np.concatenate([part, part])[:, None]
        # a little towards a plain shift, for corners that stand close together
        normal = weighted.T @ rows + np.diag([0.0, 0.0, 1e-3, 1e-3]) + 1e-12 * np.eye(4)
        fit = np.linalg.solve(normal, weighted.T @ wanted)
    return Movement(*(float(value) for value in fit))


def _apply(fit: NDArray[np.float64], places: NDArray[np.float64]) -> NDArray[np.float64]:
    """(2, ...) the steps of the places under a fit, or under each of many."""
    x, y, growth, turn = fit if fit.ndim == 1 else fit.swapaxes(0, 1)
    return np.stack([x + growth * places[:, 0] - turn * places[:, 1], y + growth * places[:, 1] + turn * places[:, 0]])


def _try_pairs(places: NDArray[np.float64], steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """(M, 4) the movement that each of some pairs of corners would have by itself; the same pairs every time."""
    one, two = _pairs(len(places))
    across, change = places[two] - places[one], steps[two] - steps[one]
    length = np.maximum(np.square(across).sum(axis=1), _CELL**2)
    growth = (across * change).sum(axis=1) / length
    turn = (across[:, 0] * change[:, 1] - across[:, 1] * change[:, 0]) / length
    x = steps[one, 0] - growth * places[one, 0] + turn * places[one, 1]
    y = steps[one, 1] - growth * places[one, 1] - turn * places[one, 0]
    return np.stack([x, y, growth, turn], axis=1)


_PAIRS: dict[int, tuple[NDArray[np.int64], NDArray[np.int64]]] = {}


def _pairs(count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs out of so many things, spread evenly over all pairs."""
    if count not in _PAIRS:
        every = np.array(list(itertools.combinations(range(count), 2)))
        chosen = every[np.random.default_rng(count).permutation(len(every))[:_TRIES]]
        _PAIRS[count] = (chosen[:, 0].copy(), chosen[:, 1].copy())
    return _PAIRS[count]
