"""Whether what was found for a hole fits to what is around it."""

from __future__ import annotations

import numpy as np

from reelbridge.subtitles.erasing.clip import Planes
from reelbridge.subtitles.erasing.fill.chains import Hidden, Sources
from reelbridge.subtitles.erasing.fill.spatial import Field, pull
from reelbridge.subtitles.picture.mask import Mask

#: how far outside the hole the picture is compared, in cells: nearer, the text itself may still shine through
_OUTSIDE = 2
_DIRECTIONS = ((1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))
#: a difference of this much brightness is noise; this much more halves the trust, roughly
_NOISE, _MAX_DIFFERENCE = 4.0, 9.0


class Seam:
    """The rim of the holes of one mask: pairs of a hidden cell and a known one beside it."""

    def __init__(self, hidden: Hidden, known: Mask) -> None:
        self._hidden = hidden
        height, width = hidden.shape
        cells, others, steps = [], [], []
        for step_x, step_y in _DIRECTIONS:
            x, y = hidden.x + _OUTSIDE * step_x, hidden.y + _OUTSIDE * step_y
            inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
            numbers = np.flatnonzero(inside)
            numbers = numbers[known[y[numbers], x[numbers]]]
            cells.append(numbers)
            others.append(y[numbers] * width + x[numbers])
            steps.append(np.tile([_OUTSIDE * step_x, _OUTSIDE * step_y], (len(numbers), 1)))
        self._cells, self._others = np.concatenate(cells), np.concatenate(others)
        self._steps = np.concatenate(steps)
        self._counts = np.bincount(self._cells, minlength=len(hidden)).astype(np.float32)

    def distrust(self, small: Planes, frame: int, sources: Sources) -> Field:
        """What to take from the trust (n,) in sources of a frame: their surroundings against its own.

        Args:
            small: (N, h, w) all frames at half size.
            frame: the one that is filled.
            sources: what was found for its hidden cells.
        """
        if not len(self._cells):
            return np.zeros(len(self._hidden), dtype=np.float32)
        height, width = self._hidden.shape
        x = np.rint(sources.x[self._cells]).astype(np.int64) + self._steps[:, 0]
        y = np.rint(sources.y[self._cells]).astype(np.int64) + self._steps[:, 1]
        np.clip(x, 0, width - 1, out=x)
        np.clip(y, 0, height - 1, out=y)
        there = small.reshape(-1)[(sources.frames[self._cells].astype(np.int64) * height + y) * width + x]
        here = small[frame].reshape(-1)[self._others]
        apart = np.abs(here.astype(np.float32) - there - sources.light[self._cells, 0])
        return self.spread(apart)

    def drift(self, carried: Field, fresh: Field) -> Field:
        """The same for content (h, w) that was taken over from the frame before, against what the rim asks for."""
        if not len(self._cells):
            return np.zeros(len(self._hidden), dtype=np.float32)
        flat = self._hidden.flat[self._cells]
        return self.spread(np.abs(carried.reshape(-1)[flat] - fresh.reshape(-1)[flat]))

    def spread(self, apart: Field) -> Field:
        """Differences at the pairs as distrust of all hidden cells."""
        sums = np.bincount(self._cells, apart, len(self._hidden)).astype(np.float32)
        total = np.zeros(self._hidden.shape, dtype=np.float32)
        weight = np.zeros_like(total)
        total.reshape(-1)[self._hidden.flat] = sums / np.maximum(self._counts, 1)
        weight.reshape(-1)[self._hidden.flat] = np.minimum(self._counts, 1)
        even = pull(total, weight).reshape(-1)[self._hidden.flat]
        return np.asarray(np.square(np.maximum(even - _NOISE, 0) / _MAX_DIFFERENCE), dtype=np.float32)
