"""From which frame to which a line leaves any trace: it fades in before it is read and out after."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.picture.mask import Mask
from reelbridge.subtitles.picture.pictures import Luma

#: a share of the full contrast that nobody sees; the noise of the measure is about 1 %
_MIN_TRACE = 0.03
#: less than this beside a line is no fade; the noise of the measure over a busy scene
_MIN_START = 0.1
#: strokes that are no neighbour's, at least, to tell anything
_MIN_PIXELS = 40


class Trace:
    """What a line looks like against its surroundings, to find it when it is faint."""

    def __init__(self, samples: NDArray[np.uint8], strokes: Mask, line_height: float) -> None:
        self._size = max(5, round(line_height)) | 1
        # the strokes and their outline, whose contrast is the strongest
        self.place = cv2.dilate(strokes.astype(np.uint8), np.ones((7, 7), dtype=np.uint8)) > 0
        self._pattern = np.mean([self._details(picture) for picture in samples], axis=0)

    def strength(self, picture: Luma, hidden: Mask | None) -> float | None:
        """How much of the line is there, 0 to 1; None if `hidden` by other lines."""
        place = self.place if hidden is None else self.place & ~hidden
        if np.count_nonzero(place) < _MIN_PIXELS:
            return None
        pattern, details = self._pattern[place], self._details(picture)[place]
        return float(pattern @ details / max(1e-6, float(pattern @ pattern)))

    def _details(self, picture: Luma) -> NDArray[np.float32]:
        image = picture.astype(np.float32)
        return np.asarray(image - cv2.blur(image, (self._size, self._size)), dtype=np.float32)


def count_traces(strengths: Sequence[float | None]) -> int:
    """How many frames next to a line still show some of it, from the nearest on.

    The line is half there where it begins and ends, so a fade starts strong and only falls. A frame more than can be
    seen is added: the end of a fade is fainter than the scene behind it.
    """
    count = 0
    last = 1.0
    for strength in strengths:
        if strength is None or strength < (_MIN_TRACE if count else _MIN_START) or strength > last + _MIN_TRACE:
            break
        last = strength
        count += 1
    return min(len(strengths), count + 1) if count else 0
