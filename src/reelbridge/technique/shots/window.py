"""The frames that are looked at together."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reelbridge.technique.shots.grid import LUMA_CELLS, Cells, distances

#: grey levels: a cell that differs less is the same cell with noise
CELL_CHANGE = 6.0


class Window:
    """Some frames in a row, compared each with each. Frames are counted from the beginning of the window.

    Args:
        cells: of each frame, (REGIONS, CELLS).
        lumas: of each frame, (H, W) brightness.
    """

    def __init__(self, cells: list[Cells], lumas: list[NDArray[np.uint8]]) -> None:
        self.cells = np.stack(cells, axis=1)
        self.lumas = lumas

    @property
    def count(self) -> int:
        """How many frames."""
        return len(self.lumas)

    @cached_property
    def distance(self) -> NDArray[np.float32]:
        """(REGIONS, n, n): mean squared difference in grey levels squared."""
        return distances(self.cells)

    @cached_property
    def step(self) -> NDArray[np.float32]:
        """(n,): how far each frame is from the one before, in grey levels; 0 for the first."""
        nearest = np.diagonal(self.distance, offset=1, axis1=1, axis2=2)
        return np.concatenate([[0], np.sqrt(nearest).mean(axis=0)]).astype(np.float32)

    @cached_property
    def share(self) -> NDArray[np.float32]:
        """(n,): share of the cells that differ from those of the frame before; 0 for the first."""
        changed = np.abs(np.diff(self.cells, axis=1)) > CELL_CHANGE
        return np.concatenate([[0], changed.mean(axis=(0, 2))]).astype(np.float32)

    @cached_property
    def brightness(self) -> NDArray[np.float32]:
        """(n,): mean brightness, 16 to 235."""
        return np.asarray(self.cells[:, :, :LUMA_CELLS].mean(axis=(0, 2)) + 128, dtype=np.float32)

    def contrast(self, since: int, until: int) -> NDArray[np.float32]:
        """Three quarters of the brightness cells are no further than this from the middle one, in grey levels.

        Lettering on a picture of one colour does not count. For the frames from `since` until before `until`.
        """
        cells = self.cells[:, since:until, :LUMA_CELLS].transpose(1, 0, 2).reshape(until - since, -1)
        half, most = cells.shape[1] // 2, cells.shape[1] * 3 // 4
        middle = np.partition(cells, half, axis=1)[:, half, None]
        return np.asarray(np.partition(np.abs(cells - middle), most, axis=1)[:, most], dtype=np.float32)

    @cached_property
    def tones(self) -> NDArray[np.uint8]:
        """(n, REGIONS): mean brightness of each region."""
        return np.asarray(self.cells[:, :, :LUMA_CELLS].mean(axis=2).T + 128, dtype=np.uint8)

    def apart(self, first: int, second: int) -> float:
        """How far two frames are apart, in grey levels."""
        return float(np.sqrt(self.distance[:, first, second]).mean())
