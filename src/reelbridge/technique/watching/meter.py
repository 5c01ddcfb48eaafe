"""A few numbers of each frame: its light and colours, and what moves between it and a frame before."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.technique.pictures.frames import Plane, SmallFrame
from reelbridge.technique.watching.camera import find_movement

#: frames are compared that lie at least so far apart: at 50 or 60 frames a second every other one, as motion within
#: 20 ms is hardly more than noise
_MIN_STEP_MS = 30
#: motion in the picture is told for this time: a frame at 25 frames a second
_PER_MS = 40
#: black and the way to white of brightness, and how far chroma goes from grey; source: ITU-R BT.709, 8 bits
_BLACK, _RANGE, _CHROMA = 16.0, 219.0, 112.0
#: px: pictures are softened by a kernel of this size before they are compared; grain of 8 levels then counts as 0.9
#: instead of 2.3, a walking person as before
_SOFT = (3, 3)
#: px: a camera that moves less anywhere in the picture need not be taken off
_MIN_REACH = 0.03
#: px at the sides that come into the picture or leave it, and are not compared
_SIDE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What was measured of a whole video, as columns.

    Attributes:
        start_ms: (N,) when each frame comes on screen.
        brightness: (N,) as the signal.
        saturation: (N,) as the signal.
        warmth: (N,) as the signal.
        earlier: (M,) of each pair that was compared, the index of the earlier frame.
        later: (M,) and of the later one; each is the earlier one of the next pair.
        right: (M,) how far the camera went right between them, % of the width; NaN where it is not known.
        down: (M,) likewise downwards, % of the height.
        growth: (M,) how much things grew, %.
        subject: (M,) as the signal `subject-motion`.
        proportion: height of the picture by its width.
    """

    start_ms: NDArray[np.int64]
    brightness: NDArray[np.float64]
    saturation: NDArray[np.float64]
    warmth: NDArray[np.float64]
    earlier: NDArray[np.int64]
    later: NDArray[np.int64]
    right: NDArray[np.float64]
    down: NDArray[np.float64]
    growth: NDArray[np.float64]
    subject: NDArray[np.float64]
    proportion: float


class Meter:
    """Is shown every frame of a video. It keeps one picture, and at most ten numbers of each frame."""

    def __init__(self) -> None:
        self._start_ms, self._ends = array("q"), array("q")
        self._light, self._motion = array("f"), array("f")
        self._earlier: SmallFrame | None = None

    def feed(self, frame: SmallFrame) -> None:
        """Measure the next frame."""
        self._start_ms.append(frame.start_ms)
        self._light.extend(_read_light(frame))
        earlier = self._earlier
        if earlier is None or frame.start_ms - earlier.start_ms >= _MIN_STEP_MS:
            if earlier is not None:
                self._ends.extend((earlier.index, frame.index))
                self._motion.extend(_compare(earlier, frame))
            self._earlier = frame

    def readings(self) -> Readings:
        """All of it."""
        light = np.array(self._light, dtype=np.float64).reshape(-1, 3)
        motion = np.array(self._motion, dtype=np.float64).reshape(-1, 4)
        ends = np.array(self._ends, dtype=np.int64).reshape(-1, 2)
        rows, columns = self._earlier.luma.shape if self._earlier is not None else (1, 1)
        return Readings(
            start_ms=np.array(self._start_ms, dtype=np.int64),
            brightness=light[:, 0],
            saturation=light[:, 1],
            warmth=light[:, 2],
            earlier=ends[:, 0],
            later=ends[:, 1],
            right=motion[:, 0],
            down=motion[:, 1],
            growth=motion[:, 2],
            subject=motion[:, 3],
            proportion=rows / columns,
        )


def _read_light(frame: SmallFrame) -> tuple[float, float, float]:
    """Brightness, saturation and warmth, as the signals of these names."""
    blue, red = (plane.astype(np.float32) - 128 for plane in (frame.cb, frame.cr))
    brightness = (cv2.mean(frame.luma)[0] - _BLACK) / _RANGE * 100
    saturation = float(cv2.magnitude(blue, red).mean()) / (np.sqrt(2) * _CHROMA) * 100
    warmth = float(red.mean() - blue.mean()) / (2 * _CHROMA) * 100
    return min(100.0, max(0.0, brightness)), min(100.0, float(saturation)), min(100.0, max(-100.0, warmth))


def _compare(earlier: SmallFrame, later: SmallFrame) -> tuple[float, float, float, float]:
    """The camera's way right and down and the growth, all in %; and the motion in the picture."""
    per_frame = _PER_MS / (later.start_ms - earlier.start_ms)
    if np.array_equal(earlier.luma, later.luma):
        return 0.0, 0.0, 0.0, 0.0
    movement = find_movement(earlier.luma, later.luma)
    if movement is None:
        return np.nan, np.nan, np.nan, _difference(earlier.luma, later.luma) * per_frame
    held = earlier.luma
    if movement.reach(held.shape) >= _MIN_REACH:
        # what comes into the picture from outside is taken as unchanged
        held = np.asarray(
            cv2.warpAffine(
                held,
                movement.matrix(held.shape),
                held.shape[::-1],
                dst=later.luma.copy(),
                flags=cv2.INTER_CUBIC,
                borderMode=cv2.BORDER_TRANSPARENT,
            ),
            dtype=np.uint8,
        )
    height, width = held.shape
    return (
        -movement.x / width * 100,
        -movement.y / height * 100,
        movement.growth * 100,
        _difference(held, later.luma) * per_frame,
    )


def _difference(one: Plane, two: Plane) -> float:
    """Mean absolute difference, grey levels of 255, without the sides and most of the noise."""
    soft = cv2.absdiff(cv2.GaussianBlur(one, _SOFT, 0), cv2.GaussianBlur(two, _SOFT, 0))
    inner = soft[_SIDE:-_SIDE, _SIDE:-_SIDE]
    return float(cv2.mean(inner if inner.size else soft)[0])
