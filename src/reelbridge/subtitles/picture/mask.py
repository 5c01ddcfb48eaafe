"""Text masks: where the strokes are, so that frames can be compared by their text and nothing else."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.picture.pictures import Luma

#: (H, W) bool
Mask = NDArray[np.bool_]

#: pixels a line is high in a mask: strokes are still 2 to 3 pixels wide, and a mask of a 9:16 band packs into 4 KB
LINE_HEIGHT = 24

#: brightness of a stroke at least (video range 16 to 235); white is 235, yellow 210
_MIN_BRIGHTNESS = 140
#: how much darker the outline or ground beside a stroke is at least
_MIN_CONTRAST = 70
#: widest stroke as a share of the line height; heavy CJK fonts reach 0.2
_MAX_STROKE = 0.35


def text_mask(picture: Luma) -> Mask:
    """Bright strokes with something dark beside them, in a picture whose lines are `LINE_HEIGHT` pixels high.

    Wide bright areas (a wall, a sky) are no strokes, whatever lies beside them.
    """
    size = round(LINE_HEIGHT * _MAX_STROKE) | 1
    kernel = np.ones((size, size), dtype=np.uint8)
    darkest = cv2.erode(picture, kernel)
    ground = cv2.dilate(darkest, kernel)
    bright = picture >= _MIN_BRIGHTNESS
    outlined = cv2.subtract(picture, darkest) >= _MIN_CONTRAST
    thin = cv2.subtract(picture, ground) >= _MIN_CONTRAST // 2
    return np.asarray(bright & outlined & thin, dtype=np.bool_)


def pack(mask: Mask) -> NDArray[np.uint8]:
    """Eight pixels a byte, flat."""
    return np.packbits(mask)


def unpack(packed: NDArray[np.uint8], shape: tuple[int, int]) -> Mask:
    """The mask of that (height, width) again."""
    return np.unpackbits(packed, count=shape[0] * shape[1]).reshape(shape).astype(np.bool_)


def thicken(mask: Mask) -> Mask:
    """One pixel wider all around: what a codec or half a pixel of rounding may move."""
    return cv2.dilate(mask.astype(np.uint8), np.ones((3, 3), dtype=np.uint8)).astype(np.bool_)


def largest_loss(strokes: Mask, mask: Mask, *, slack: bool = True) -> float:
    """How much of a text is gone from a mask where most is gone: 0 (all there) to 1 (a whole character gone).

    Counted in windows one character wide, so that one other character in a long line counts in full. What the mask
    has besides the strokes does not count: the scene behind the text moves. With `slack`, strokes that moved by a pixel
    are still there, which also forgives small differences between characters.
    """
    window = (LINE_HEIGHT, LINE_HEIGHT)
    gone = (strokes & ~(thicken(mask) if slack else mask)).astype(np.float32)
    lost = cv2.boxFilter(gone, -1, window, normalize=False, borderType=cv2.BORDER_CONSTANT)
    total = cv2.boxFilter(strokes.astype(np.float32), -1, window, normalize=False, borderType=cv2.BORDER_CONSTANT)
    # a window at the edge of the line holds a few pixels only, and all of them may be noise
    floor = max(1.0, 0.5 * float(total.max()))
    return float((lost / np.maximum(total, floor)).max())
