"""What an eraser is given and what it returns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.picture.mask import Mask
from reelbridge.subtitles.picture.pictures import Area

#: (N, H, W) uint8, one plane of N frames
Planes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """The same cut-out of consecutive frames of one shot.

    Attributes:
        luma: (N, H, W) as the video stores it; H and W are even.
        blue: (N, H/2, W/2), chroma Cb.
        red: (N, H/2, W/2), chroma Cr.
        masks: (K, H, W) bool: where the text reaches; `masks[0]` is empty. Each mask consists of whole 2 x 2 blocks, so
            that the chroma planes have one exactly.
        areas: for each mask the rectangles of its lines in pixels of the cut-out; none for `masks[0]`.
        mask_numbers: (N,) which mask each frame has; 0 for a frame without text, which is context.
        first_target: frames before it are context, whatever they show.
        end_target: so are those from here on.
    """

    luma: Planes
    blue: Planes
    red: Planes
    masks: NDArray[np.bool_]
    areas: tuple[tuple[Area, ...], ...]
    mask_numbers: NDArray[np.intp]
    first_target: int
    end_target: int

    def mask(self, frame: int) -> Mask:
        """Where text is in a frame."""
        return np.asarray(self.masks[self.mask_numbers[frame]], dtype=np.bool_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The target frames of a clip without text, in order.

    `changed` (K, H, W) says for each mask of the clip which samples may differ; nothing else is used. Like the masks it
    consists of whole 2 x 2 blocks.
    """

    luma: Planes
    blue: Planes
    red: Planes
    changed: NDArray[np.bool_]


def halve(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask (..., H/2, W/2) of the chroma planes."""
    return mask[..., ::2, ::2]


def align(mask: Mask) -> Mask:
    """The smallest mask of whole 2 x 2 blocks around a mask of even size."""
    blocks = mask[::2, ::2] | mask[1::2, ::2] | mask[::2, 1::2] | mask[1::2, 1::2]
    return np.repeat(np.repeat(blocks, 2, axis=0), 2, axis=1)
