"""The eraser that blurs the place of the text."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.erasing.clip import Clip, Filled, halve
from reelbridge.subtitles.erasing.feather import feather
from reelbridge.subtitles.erasing.fill.spatial import Surroundings

#: strength of the blur as a share of the height of the place: no stroke can be told after it
_SIGMA = 0.35


class BlurEraser:
    """Heavy blur over the rectangle of the lines, with soft edges. Fast, and it shows that something was there."""

    def erase(self, clip: Clip) -> Filled:
        """The target frames, blurred."""
        targets = slice(clip.first_target, clip.end_target)
        luma, blue, red = (plane[targets].copy() for plane in (clip.luma, clip.blue, clip.red))
        around = [(Surroundings(mask), Surroundings(halve(mask))) for mask in clip.masks]
        feathers = [feather(clip, number) for number in range(len(clip.masks))]
        for index, number in enumerate(clip.mask_numbers[targets]):
            soft = feathers[number]
            if soft is not None:
                whole, half = around[number]
                # blurred with the letters in it, a dark scene would get a pale cloud
                luma[index] = _blur(luma[index], whole.fill(luma[index]), soft.luma, soft.height)
                blue[index] = _blur(blue[index], half.fill(blue[index]), soft.chroma, soft.height / 2)
                red[index] = _blur(red[index], half.fill(red[index]), soft.chroma, soft.height / 2)
        changed = np.stack([np.zeros_like(clip.masks[0]) if soft is None else soft.luma > 0 for soft in feathers])
        return Filled(luma=luma, blue=blue, red=red, changed=changed)


def _blur(
    plane: NDArray[np.uint8], filled: NDArray[np.uint8], share: NDArray[np.float32], height: float
) -> NDArray[np.uint8]:
    # at a small size a wide blur costs next to nothing
    scale = max(1, round(height / 16))
    size = (max(1, plane.shape[1] // scale), max(1, plane.shape[0] // scale))
    small = cv2.resize(filled, size, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), max(0.5, _SIGMA * height / scale))
    soft = cv2.resize(small, (plane.shape[1], plane.shape[0]), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    return np.asarray(np.rint(plane + (soft - plane) * share), dtype=np.uint8)
