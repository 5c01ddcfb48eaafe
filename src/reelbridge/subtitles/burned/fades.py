"""Lines that fade in and out: from the first frame with a trace of them until after the last."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from reelbridge.subtitles.burned.intervals import Interval
from reelbridge.subtitles.picture.mask import Mask
from reelbridge.subtitles.picture.pictures import Luma

#: a fade is no longer than this
_MAX_MS = 700
#: a line is fading in its first (or last) frame if it stands out less than this share of what it does in the middle
_FULL = 0.85
#: it is there while it stands out by this share; below, it cannot be told from the scene
_TRACE = 0.08
#: how far from a stroke its outline and the ground are measured, in pixels of the masks
_REACH = np.ones((5, 5), dtype=np.uint8)

PictureOf = Callable[[int], Luma]


def stretch(
    interval: Interval,
    strokes: Mask,
    picture_of: PictureOf,
    edge_ms: Callable[[int], int],
    *,
    earliest: int,
    latest: int,
) -> Interval:
    """An interval that was measured at half of a fade, with the whole of it.

    Args:
        interval: the frames in which at least half of the line was seen.
        strokes: of the line.
        picture_of: a frame at the size of the masks.
        edge_ms: when a frame comes.
        earliest, latest: no frame before the first or from the second on belongs to this line.
    """
    ring = cv2.dilate(strokes.view(np.uint8), _REACH).view(np.bool_) & ~strokes
    if not strokes.any() or not ring.any():
        return interval

    def stand_out(frame: int) -> float:
        picture = picture_of(frame)
        return float(picture[strokes].mean() - picture[ring].mean())

    middle = (interval.first + interval.end) // 2
    full = stand_out(middle)
    if full <= 0:
        return interval
    first = _follow(interval.first, -1, earliest, stand_out, full, edge_ms)
    last = _follow(interval.end - 1, 1, latest - 1, stand_out, full, edge_ms)
    return Interval(first=first, end=last + 1)


def _follow(
    start: int, step: int, limit: int, stand_out: Callable[[int], float], full: float, edge_ms: Callable[[int], int]
) -> int:
    """The last frame, going on from `start`, in which the line still stands out, getting fainter all the time."""
    level = stand_out(start)
    if level >= _FULL * full:
        return start
    frame = start
    while frame != limit and abs(edge_ms(frame + step) - edge_ms(start)) <= _MAX_MS:
        following = stand_out(frame + step)
        if following < _TRACE * full or following >= level:
            break
        frame, level = frame + step, following
    return frame
