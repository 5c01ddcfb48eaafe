"""Where in a scene text may stand, told in a millisecond: many thin strokes side by side."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.picture.pictures import Luma, shrink

#: side in pixels of the squares in which strokes are counted
BLOCK = 16

#: (rows, columns) bool: one value for each square
Blocks = NDArray[np.bool_]

#: strokes up to this many pixels wide are found; in half the size, those twice as wide
_KERNEL = np.ones((9, 9), dtype=np.uint8)
#: how much a stroke stands out from its ground at least
_CONTRAST = 36
#: share of a block that is strokes; characters have 0.2 to 0.5
_MIN_SHARE = 0.15


def find_blocks(picture: Luma) -> Blocks:
    """The squares of a picture that may hold a part of a text.

    Text is found that is 10 to 100 pixels high. Hair and leaves are found, too: whoever asks has to look closer.
    """
    height, width = picture.shape[0] // BLOCK, picture.shape[1] // BLOCK
    likely = _dense(picture, (width, height)) | _dense(shrink(picture, 0.5), (width, height))
    # a single square is a speck; a character has neighbours
    counts = cv2.boxFilter(likely.astype(np.uint8), -1, (3, 3), normalize=False, borderType=cv2.BORDER_CONSTANT)
    return np.asarray(likely & (counts >= 2), dtype=np.bool_)


def _dense(picture: Luma, size: tuple[int, int]) -> Blocks:
    found = np.zeros((size[1], size[0]), dtype=np.bool_)
    for operation in (cv2.MORPH_TOPHAT, cv2.MORPH_BLACKHAT):
        strokes = (cv2.morphologyEx(picture, operation, _KERNEL) >= _CONTRAST).astype(np.float32)
        found |= cv2.resize(strokes, size, interpolation=cv2.INTER_AREA) >= _MIN_SHARE
    return found


def dilate(blocks: Blocks) -> Blocks:
    """One square more all around: a scene moves a little."""
    return cv2.dilate(blocks.astype(np.uint8), np.ones((3, 3), dtype=np.uint8)).astype(np.bool_)
