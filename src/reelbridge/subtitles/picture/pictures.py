"""Grey pictures and places in them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.model.cue import Box

#: (H, W) uint8, brightness as the video stores it
Luma = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle in pixels from the top left; right and bottom are exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """In pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """In pixels."""
        return self.bottom - self.top

    @property
    def center_x(self) -> float:
        """In pixels from the left."""
        return (self.left + self.right) / 2

    @property
    def center_y(self) -> float:
        """In pixels from the top."""
        return (self.top + self.bottom) / 2

    def grown(self, x: float, y: float, *, within: tuple[int, int]) -> Area:
        """Larger by `x` and `y` pixels on each side, cut at a picture of `within` = (height, width)."""
        height, width = within
        return Area(
            left=max(0, round(self.left - x)),
            top=max(0, round(self.top - y)),
            right=min(width, round(self.right + x)),
            bottom=min(height, round(self.bottom + y)),
        )

    def moved(self, x: int, y: int) -> Area:
        """The same size elsewhere."""
        return Area(left=self.left + x, top=self.top + y, right=self.right + x, bottom=self.bottom + y)

    def scaled(self, x: float, y: float) -> Area:
        """As it lies in a picture that is `x` times as wide and `y` times as high."""
        return Area(
            left=round(self.left * x),
            top=round(self.top * y),
            right=max(round(self.right * x), round(self.left * x) + 1),
            bottom=max(round(self.bottom * y), round(self.top * y) + 1),
        )

    def as_shares(self, height: int, width: int) -> Box:
        """As shares of a picture."""
        return Box(
            left=round(self.left / width, 4),
            top=round(self.top / height, 4),
            right=round(self.right / width, 4),
            bottom=round(self.bottom / height, 4),
        )


def crop(picture: Luma, area: Area) -> Luma:
    """The part of a picture, not copied."""
    return picture[area.top : area.bottom, area.left : area.right]


def shrink(picture: Luma, scale: float) -> Luma:
    """A smaller picture; one that would grow is returned as it is."""
    if scale >= 1:
        return picture
    height, width = picture.shape
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def union(areas: tuple[Area, ...]) -> Area:
    """The smallest rectangle around all of them."""
    return Area(
        left=min(area.left for area in areas),
        top=min(area.top for area in areas),
        right=max(area.right for area in areas),
        bottom=max(area.bottom for area in areas),
    )


def _common(first: Area, second: Area) -> int:
    width = min(first.right, second.right) - max(first.left, second.left)
    height = min(first.bottom, second.bottom) - max(first.top, second.top)
    return max(0, width) * max(0, height)


def overlap_share(first: Area, second: Area) -> float:
    """Intersection over union, 0 to 1."""
    common = _common(first, second)
    return common / (first.width * first.height + second.width * second.height - common)


def common_share(first: Area, second: Area) -> float:
    """Intersection over the smaller of the two, 0 to 1."""
    return _common(first, second) / min(first.width * first.height, second.width * second.height)


def is_one_row(first: Area, second: Area) -> bool:
    """Whether two boxes lie on one row. Boxes of two lines may overlap, their middles are far apart."""
    return abs(first.center_y - second.center_y) < 0.5 * min(first.height, second.height)
