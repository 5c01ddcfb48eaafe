"""Text masks: where the strokes are, so that frames can be compared by their text and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.picture.pictures import Area, Luma, shrink

#: (H, W) bool
Mask = NDArray[np.bool_]

#: pixels a line (with the room around it) is high in a mask: the strokes of a heavy font are 2 to 3 pixels wide, and a
#: mask of a 9:16 band packs into 5 KB
LINE_HEIGHT = 32

#: widest stroke as a share of the line height; heavy CJK fonts reach 0.2
_MAX_STROKE = 0.35
_KERNEL = np.ones((round(LINE_HEIGHT * _MAX_STROKE) | 1,) * 2, dtype=np.uint8)

_NEAR = np.ones((3, 3), dtype=np.uint8)

#: the strokes of a measured style may be this much darker in another scene: codecs smear thin strokes
_BRIGHTNESS_MARGIN = 45
#: contrast asked for, as a share of what was measured
_CONTRAST_SHARE = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """How the text of a video is drawn: bright strokes. Of dark text, what is bright between and around the strokes.

    Attributes:
        brightness: of a stroke at least (video range 16 to 235); white is 235, yellow 210.
        contrast: how much darker the outline or ground beside a stroke is at least.
    """

    brightness: int = 140
    contrast: int = 70


def text_mask(picture: Luma, ink: Ink) -> Mask:
    """Bright strokes with something dark beside them, in a picture whose lines are `LINE_HEIGHT` pixels high.

    Wide bright areas (a wall, a sky) are no strokes, whatever lies beside them.
    """
    darkest = cv2.erode(picture, _KERNEL)
    ground = cv2.dilate(darkest, _KERNEL)
    bright = picture >= ink.brightness
    outlined = cv2.subtract(picture, darkest) >= ink.contrast
    thin = cv2.subtract(picture, ground) >= ink.contrast // 2
    return np.asarray(bright & outlined & thin, dtype=np.bool_)


def measure_ink(pictures: Sequence[Luma]) -> Ink:
    """The ink of a video, from pictures of single lines of its dialogue in any size.

    Strokes are what stands out most from the ground around it.
    """
    found = [_stand_out(shrink(np.ascontiguousarray(each), LINE_HEIGHT / each.shape[0])) for each in pictures]
    brightness, contrast = np.median(found, axis=0)
    return Ink(
        brightness=int(np.clip(brightness - _BRIGHTNESS_MARGIN, 90, 150)),
        contrast=int(np.clip(_CONTRAST_SHARE * contrast, 24, 70)),
    )


def _stand_out(picture: Luma) -> tuple[float, float]:
    """Brightness and contrast of the strokes of a line."""
    darkest = cv2.erode(picture, _KERNEL)
    top = cv2.subtract(picture, cv2.dilate(darkest, _KERNEL))
    _, strokes = cv2.threshold(top, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    chosen = strokes.astype(np.bool_) if strokes.any() else np.ones_like(strokes, dtype=np.bool_)
    contrast = cv2.subtract(picture, darkest)[chosen]
    return float(np.median(picture[chosen])), float(np.median(contrast))


def pack(mask: Mask) -> NDArray[np.uint8]:
    """Eight pixels a byte, flat."""
    return np.packbits(mask)


def unpack(packed: NDArray[np.uint8], shape: tuple[int, int]) -> Mask:
    """The mask of that (height, width) again."""
    return np.unpackbits(packed, count=shape[0] * shape[1]).reshape(shape).astype(np.bool_)


def thicken(mask: Mask) -> Mask:
    """One pixel wider all around: what a codec or half a pixel of rounding may move."""
    return cv2.dilate(mask.view(np.uint8), _NEAR).view(np.bool_)


def count_strokes(mask: Mask) -> NDArray[np.float32]:
    """(H, W) float32: the pixels in the window of one character around each pixel."""
    window = (LINE_HEIGHT, LINE_HEIGHT)
    counts = cv2.boxFilter(mask.view(np.uint8), cv2.CV_32F, window, normalize=False, borderType=cv2.BORDER_CONSTANT)
    return np.asarray(counts, dtype=np.float32)


def cover(strokes: Mask, mask: Mask) -> float:
    """How much of some strokes is in a mask, 0 to 1; 0 if there are none."""
    return float(np.count_nonzero(strokes & mask)) / max(1.0, float(np.count_nonzero(strokes)))


def largest_loss(strokes: Mask, mask: Mask) -> float:
    """How much of a text is gone from a mask where most is gone: 0 (all there) to 1 (a whole character gone).

    Counted in windows one character wide, so that one other character in a long line counts in full. What the mask
    has besides the strokes does not count: the scene behind the text moves.
    """
    total = count_strokes(strokes)
    # a window at the edge of the line holds a few pixels only, and all of them may be noise
    floor = max(1.0, 0.5 * float(total.max()))
    return float((count_strokes(strokes & ~mask) / np.maximum(total, floor)).max())


def least_common(first: Mask, second: Mask) -> float:
    """How much of its strokes the character shares that shares least, 0 to 1; of the one that has fewer strokes, since
    the other may stand before strokes of the scene."""
    one, two = count_strokes(first), count_strokes(second)
    most = np.maximum(one, two)
    floor = 0.5 * float(most.max(initial=0.0))
    if floor == 0:
        return 0.0
    fewer = np.maximum(np.minimum(one, two), 0.6 * floor)
    return float((count_strokes(first & second) / fewer)[most >= floor].min())


def draw(target: Mask, area: Area, mask: Mask, place: Area) -> None:
    """Add what a mask of one place has to the mask of another, where the two overlap.

    Args:
        target: (H, W) bool, of `area`; changed.
        area: where the target lies in the picture.
        mask: of `place`.
        place: where it lies in the picture.
    """
    left, right = max(area.left, place.left), min(area.right, place.right)
    top, bottom = max(area.top, place.top), min(area.bottom, place.bottom)
    if left < right and top < bottom:
        part = mask[top - place.top : bottom - place.top, left - place.left : right - place.left]
        target[top - area.top : bottom - area.top, left - area.left : right - area.left] |= part
