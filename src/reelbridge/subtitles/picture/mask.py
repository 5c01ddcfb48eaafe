"""Text masks: where the strokes are, so that frames can be compared by their text and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.picture.pictures import Luma, shrink

#: (H, W) bool
Mask = NDArray[np.bool_]

#: pixels a line is high in a mask: strokes are still 2 to 3 pixels wide, and a mask of a 9:16 band packs into 4 KB
LINE_HEIGHT = 24

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
    """How the text of a video is drawn.

    Attributes:
        is_dark: dark strokes on a bright ground; they are looked at in the negative.
        brightness: of a stroke at least (video range 16 to 235); white is 235, yellow 210.
        contrast: how much darker the outline or ground beside a stroke is at least.
    """

    is_dark: bool = False
    brightness: int = 140
    contrast: int = 70


def text_mask(picture: Luma, ink: Ink) -> Mask:
    """Bright strokes with something dark beside them, in a picture whose lines are `LINE_HEIGHT` pixels high.

    Wide bright areas (a wall, a sky) are no strokes, whatever lies beside them.
    """
    if ink.is_dark:
        picture = cv2.bitwise_not(picture)  # type: ignore[assignment]
    darkest = cv2.erode(picture, _KERNEL)
    ground = cv2.dilate(darkest, _KERNEL)
    bright = picture >= ink.brightness
    outlined = cv2.subtract(picture, darkest) >= ink.contrast
    thin = cv2.subtract(picture, ground) >= ink.contrast // 2
    return np.asarray(bright & outlined & thin, dtype=np.bool_)


def measure_ink(pictures: Sequence[Luma]) -> Ink:
    """The ink of a video, from pictures of single lines of its dialogue in any size.

    Strokes are what stands out most from the ground around it, on the side (bright or dark) that stands out more.
    """
    bright = [_stand_out(picture) for picture in _normalize(pictures)]
    dark = [_stand_out(np.asarray(cv2.bitwise_not(picture), np.uint8)) for picture in _normalize(pictures)]
    # bright strokes have a dark outline as a rule, which stands out too
    is_dark = float(np.median([each[2] for each in dark])) > 1.3 * float(np.median([each[2] for each in bright]))
    brightness, contrast, _ = zip(*(dark if is_dark else bright), strict=True)
    return Ink(
        is_dark=is_dark,
        brightness=int(np.clip(np.median(brightness) - _BRIGHTNESS_MARGIN, 90, 150)),
        contrast=int(np.clip(_CONTRAST_SHARE * np.median(contrast), 24, 70)),
    )


def _normalize(pictures: Sequence[Luma]) -> list[Luma]:
    return [shrink(np.ascontiguousarray(picture), LINE_HEIGHT / picture.shape[0]) for picture in pictures]


def _stand_out(picture: Luma) -> tuple[float, float, float]:
    """Brightness and contrast of the strokes of a line, and how much they stand out over all its pixels."""
    darkest = cv2.erode(picture, _KERNEL)
    top = cv2.subtract(picture, cv2.dilate(darkest, _KERNEL))
    level, strokes = cv2.threshold(top, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    chosen = strokes.astype(np.bool_) if level > 0 else np.ones_like(strokes, dtype=np.bool_)
    contrast = cv2.subtract(picture, darkest)[chosen]
    return float(np.median(picture[chosen])), float(np.median(contrast)), float(top.mean())


def pack(mask: Mask) -> NDArray[np.uint8]:
    """Eight pixels a byte, flat."""
    return np.packbits(mask)


def unpack(packed: NDArray[np.uint8], shape: tuple[int, int]) -> Mask:
    """The mask of that (height, width) again."""
    return np.unpackbits(packed, count=shape[0] * shape[1]).reshape(shape).astype(np.bool_)


def thicken(mask: Mask) -> Mask:
    """One pixel wider all around: what a codec or half a pixel of rounding may move."""
    return cv2.dilate(mask.view(np.uint8), _NEAR).view(np.bool_)


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
