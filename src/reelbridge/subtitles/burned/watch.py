"""Looks at the band: where lines of dialogue stand, found anew only when the strokes there have changed.

Finding lines in a picture takes a network 10 ms and more, comparing strokes a fraction of one. A line is up for dozens
of frames, so nearly all looks are settled by their strokes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np

from reelbridge.subtitles.burned.looks import Look
from reelbridge.subtitles.burned.strip import Strip
from reelbridge.subtitles.picture.mask import LINE_HEIGHT, Mask, largest_loss, thicken
from reelbridge.subtitles.picture.pictures import Area

#: a line is still there while no character lost more than this of its strokes; noise stays under 0.15
_MAX_LOSS = 0.3
#: ... and it is gone as a whole if no more than this share of them is left
_MAX_REST = 0.3
#: strokes in a window of one character that make it worth a look: half of those of 一, the lightest character
_MIN_STROKES = 25

#: finds the lines of dialogue in a frame, and those in a second language, in pixels of the masks
FindRows = Callable[[int], tuple[tuple[Area, ...], tuple[Area, ...]]]


def watch(strip: Strip, find_rows: FindRows) -> tuple[Look, ...]:
    """A look at every kept picture of a strip.

    Args:
        strip: the band over time.
        find_rows: looks for lines in the picture of a frame.
    """
    frames = strip.looks
    steady = [_steady_mask(strip, frame) for frame in frames]
    looks: list[Look] = []
    rows: tuple[Area, ...] = ()
    second: tuple[Area, ...] = ()
    strokes = seen = np.zeros(strip.mask_shape, np.bool_)
    for number, frame in enumerate(frames):
        # what stays until the next look is no passing pattern
        following = steady[number + 1] if number + 1 < len(frames) else steady[number]
        is_new = _most_strokes(steady[number] & thicken(following) & ~seen) >= _MIN_STROKES
        is_lost = bool(rows) and largest_loss(strokes, steady[number]) > _MAX_LOSS
        if is_lost and not is_new and _share(strokes, steady[number]) < _MAX_REST:
            # the line is gone, and nothing has come
            rows, second = (), ()
        elif is_lost or is_new:
            rows, second = find_rows(frame)
        if is_lost or is_new:
            strokes = _inside(steady[number], rows)
            seen = thicken(steady[number])
        looks.append(Look(number=number, frame=frame, rows=rows, second=second, is_fresh=is_lost or is_new))
    return tuple(looks)


def _share(strokes: Mask, mask: Mask) -> float:
    """How much of the strokes is in a mask."""
    return float(np.count_nonzero(strokes & mask)) / max(1.0, float(np.count_nonzero(strokes)))


def _steady_mask(strip: Strip, frame: int) -> Mask:
    """The strokes of a frame that the one before or the one after has as well: a line has come or goes here."""
    mask = strip.mask(frame)
    beside = [thicken(strip.mask(other)) for other in (frame - 1, frame + 1) if 0 <= other < len(strip)]
    return mask & np.logical_or.reduce(beside) if beside else mask


def _most_strokes(mask: Mask) -> float:
    """Pixels in the window of one character that has most."""
    window = (LINE_HEIGHT, LINE_HEIGHT)
    counts = cv2.boxFilter(mask.view(np.uint8), cv2.CV_16U, window, normalize=False, borderType=cv2.BORDER_CONSTANT)
    return float(counts.max())


def _inside(mask: Mask, rows: Sequence[Area]) -> Mask:
    kept = np.zeros_like(mask)
    for row in rows:
        part = (slice(row.top, row.bottom), slice(row.left, row.right))
        kept[part] = mask[part]
    return kept
