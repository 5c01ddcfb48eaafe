"""Where one shot ends and the next begins."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.picture.pictures import Luma

#: width of the thumbnails that are compared
_WIDTH = 36
#: every so many pixels of a picture are enough for a thumbnail
_STEP = 4
#: two frames of a shot are this much alike at least (correlation), even with a flash or a fast pan
_MIN_ALIKE = 0.6
#: ... and differ by this much at most (brightness)
_MIN_CHANGE = 12.0
#: a change is a cut if it stands out from the one before by this factor
_STANDS_OUT = 2.5


class CutFinder:
    """Takes frames in order and tells which begin a shot.

    A cut that is missed costs little, since what does not match is not copied; one too many costs the past.
    """

    def __init__(self) -> None:
        self._last: NDArray[np.float32] | None = None
        self._usual = 0.0

    def is_cut(self, luma: Luma) -> bool:
        """Whether the next frame begins a shot."""
        height, width = luma.shape
        coarse = np.ascontiguousarray(luma[::_STEP, ::_STEP])
        size = (_WIDTH, max(4, round(_WIDTH * height / width)))
        now = cv2.resize(coarse, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        last, self._last = self._last, np.asarray(now, dtype=np.float32)
        if last is None:
            return True
        change = float(np.abs(now - last).mean())
        usual, self._usual = self._usual, change
        if change < _MIN_CHANGE or change < _STANDS_OUT * usual:
            return False
        one, two = now - now.mean(), last - last.mean()
        alike = float((one * two).mean() / max(1e-6, float(one.std() * two.std())))
        return alike < _MIN_ALIKE
