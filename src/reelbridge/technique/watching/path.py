"""The camera's path: smooth or shaken, and what it amounts to in a shot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reelbridge.technique.watching.meter import Readings

#: ms between places on a path, whatever the frame rate
STEP_MS = 40
#: places on each side of the moving average: half a second in all, as the signal `shake` says
_SHAKE_SIDE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Where the camera looks, from frame to frame without a break, at steps of `STEP_MS`.

    Attributes:
        start_ms: of its first place.
        places: (N, 3) to the right and down in % of the picture's width, and growth in %, since the start.
    """

    start_ms: int
    places: NDArray[np.float64]

    @property
    def times_ms(self) -> NDArray[np.int64]:
        """(N,) of the places."""
        return self.start_ms + np.arange(len(self.places)) * STEP_MS

    def shake(self) -> NDArray[np.float64]:
        """(N,) the square of how far each place is from the smooth path, in (% of the width) squared.

        Near the ends the average is taken over as much as there is on both sides, so that a steady pan has no shake.
        """
        way = self.places[:, :2]
        low, high = _around(len(way), _SHAKE_SIDE)
        total = np.concatenate([np.zeros((1, 2)), np.cumsum(way, axis=0)])
        smooth = (total[high + 1] - total[low]) / (high + 1 - low)[:, None]
        return np.asarray(np.square(way - smooth).sum(axis=1), dtype=np.float64)

    def speed(self, side: int) -> NDArray[np.float64]:
        """(N, 3) right and down in % of the width a second, growth in % a second, over `side` places to each side."""
        at = np.arange(len(self.places))
        low, high = np.maximum(0, at - side), np.minimum(len(at) - 1, at + side)
        seconds = np.maximum(1, high - low) * STEP_MS / 1000
        return np.asarray((self.places[high] - self.places[low]) / seconds[:, None], dtype=np.float64)


def _around(count: int, side: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last of the places around each, as many before as after it."""
    at = np.arange(count)
    reach = np.minimum(np.minimum(at, count - 1 - at), side)
    return at - reach, at + reach


def find_paths(readings: Readings, is_clean: NDArray[np.bool_]) -> Iterator[Path]:
    """The paths between disturbances, in order of time.

    Args:
        readings: of the video.
        is_clean: (M,) of each pair, whether nothing but motion lies between its frames.
    """
    known = is_clean & np.isfinite(readings.right)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]]).astype(np.int8)))
    for first, after in edges.reshape(-1, 2):
        piece = slice(first, after)
        frames = np.concatenate([readings.earlier[first : first + 1], readings.later[piece]])
        times = readings.start_ms[frames]
        steps = np.stack(
            [readings.right[piece], readings.down[piece] * readings.proportion, readings.growth[piece]], axis=1
        )
        way = np.concatenate([np.zeros((1, 3)), np.cumsum(steps, axis=0)])
        grid = np.arange(times[0], times[-1] + 1, STEP_MS)
        places = np.stack([np.interp(grid, times, column) for column in way.T], axis=1)
        yield Path(start_ms=int(times[0]), places=places)
