"""How the picture moves from one frame to another, at half size."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.core.registry import load_target
from reelbridge.subtitles.erasing.fill.camera import Camera, find_camera, stands_since
from reelbridge.subtitles.erasing.fill.spatial import Field, pull
from reelbridge.subtitles.picture.mask import Mask

#: an error of this many cells after going there and back halves the trust, roughly
_MAX_RETURN_ERROR = 0.5
#: so does a difference of brightness of this much around the place, beyond the noise of a codec
_MAX_DIFFERENCE, _NOISE = 10.0, 3.0
#: blocks over which differences are averaged, in cells (pixels at half size)
_BLOCK = 15
#: light changes smoothly: differences of light are averaged over so many cells, and smaller ones are noise
_LIGHT_BLOCK = 33
_MIN_LIGHT = 0.6
#: one frame differs from another by more than this where the picture changed, not the light
_MAX_LIGHT = 60.0
#: moving with the camera beats moving alone unless the picture fits better by this factor and this much brightness
_CAMERA_FACTOR, _CAMERA_NOISE = 1.2, 0.35
#: frames over which a slow movement shows
_LONG = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A frame at half size with its holes filled.

    Attributes:
        luma: (h, w) uint8.
        color: (h, w, 3) Y, Cb, Cr, without its noise: or moving by half a cell would always fit better than standing.
        holes: (h, w) what is made up.
        known: (h, w) 1 where `color` is free of it, else 0.
    """

    luma: NDArray[np.uint8]
    color: Field
    holes: Mask
    known: Field


def see(luma: NDArray[np.uint8], chroma: NDArray[np.uint8], holes: Mask) -> Cells:
    """A frame at half size, chroma (h, w, 2)."""
    color = cv2.blur(np.dstack([luma, chroma]).astype(np.float32), (3, 3))
    known = cv2.erode((~holes).astype(np.float32), np.ones((3, 3), dtype=np.uint8))
    return Cells(
        luma=luma, color=np.asarray(color, dtype=np.float32), holes=holes, known=np.asarray(known, dtype=np.float32)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where the cells of one frame lie in another.

    Attributes:
        flow: (h, w, 2) float32, x and y in cells; from around the holes inside them.
        trust: (h, w) natural logarithm of how far it can be trusted, 0 or less.
        light: (h, w, 3) how much brighter the one frame is than the other, Y, Cb, Cr.
    """

    flow: Field
    trust: Field
    light: Field


class MotionFinder:
    """Dense optical flow (DIS) with what it needs for text that does not move with the picture."""

    def __init__(self) -> None:
        preset = load_target("cv2:DISOPTICAL_FLOW_PRESET_FAST")
        self._engine: Any = load_target("cv2:DISOpticalFlow_create")(preset)
        self._earlier: deque[Cells] = deque(maxlen=_LONG)
        self._places: Field = np.zeros((0, 0, 2), dtype=np.float32)

    def link(self, one: Cells, two: Cells) -> tuple[Link, Link]:
        """From `one` to `two`, the frame before, and back. To be called frame by frame."""
        there, back = self._flow(one, two), self._flow(two, one)
        camera = find_camera(one, two, there, back)
        if camera.is_slow and len(self._earlier) == _LONG and stands_since(one, self._earlier[0]):
            camera = Camera(matrix=np.zeros((2, 3)))
        self._earlier.append(two)
        return self._judge(one, two, there, back, camera), self._judge(two, one, back, there, camera.reversed())

    def _flow(self, one: Cells, two: Cells) -> Field:
        flow = np.asarray(self._engine.calc(one.luma, two.luma, None), dtype=np.float32)
        if one.holes.any():
            flow = np.where(one.holes[:, :, None], pull(flow, (~one.holes).astype(np.float32)), flow)
        return flow

    def _judge(self, one: Cells, two: Cells, flow: Field, back: Field, camera: Camera) -> Link:
        grid = self._grid(one.luma.shape)
        moved, known_moved = _move(two, grid + flow)
        known_moved *= one.known
        difference = one.color - moved
        light = _mean(np.clip(difference, -_MAX_LIGHT, _MAX_LIGHT), known_moved, _LIGHT_BLOCK)
        error = _mean(np.abs(difference[:, :, 0] - light[:, :, 0]), known_moved, _BLOCK)
        return_error = np.square(flow + sample(back, grid + flow)).sum(axis=2)
        steady = camera.flow(grid)
        panned, known_panned = _move(two, grid + steady)
        known_panned *= one.known
        steady_error = _mean(np.abs(one.color[:, :, 0] - panned[:, :, 0] - light[:, :, 0]), known_panned, _BLOCK)
        is_steady = steady_error <= _CAMERA_FACTOR * error + _CAMERA_NOISE
        trust = -np.where(is_steady, np.float32(0), return_error) / _MAX_RETURN_ERROR**2
        trust -= np.square(np.maximum(np.minimum(error, steady_error) - _NOISE, 0) / _MAX_DIFFERENCE)
        return Link(
            flow=np.where(is_steady[:, :, None], steady, flow),
            trust=np.asarray(trust, dtype=np.float32),
            light=np.where(np.abs(light) < _MIN_LIGHT, np.float32(0), light),
        )

    def _grid(self, shape: tuple[int, ...]) -> Field:
        if self._places.shape[:2] != shape:
            self._places = grid_of(shape)
        return self._places


def grid_of(shape: tuple[int, ...]) -> Field:
    """(h, w, 2) float32: x and y of each place."""
    ys, xs = np.mgrid[: shape[0], : shape[1]]
    return np.stack([xs, ys], axis=2).astype(np.float32)


def sample(field: Field, places: Field) -> Field:
    """A field at places between its own."""
    x, y = cv2.split(places)
    moved = cv2.remap(field, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, dtype=np.float32)


def _move(cells: Cells, places: Field) -> tuple[Field, Field]:
    """Colors at places, and 1 where all of them are known, else 0."""
    return sample(cells.color, places), (sample(cells.known, places) > 0.99).astype(np.float32)


def _mean(field: Field, weight: Field, block: int) -> Field:
    """The weighted mean around each cell; from farther off where there is nothing near."""
    shaped = weight if field.ndim == 2 else weight[:, :, None]
    size = (block, block)
    total = np.asarray(cv2.blur(weight, size, borderType=cv2.BORDER_CONSTANT), dtype=np.float32)
    mean = cv2.blur(field * shaped, size, borderType=cv2.BORDER_CONSTANT)
    floor = 1e-3
    divisor = np.maximum(total, floor).astype(np.float32)
    result = np.asarray(mean / (divisor if field.ndim == 2 else divisor[:, :, None]), dtype=np.float32)
    if float(total.min()) < floor:
        result = pull(result, (total >= floor).astype(np.float32))
    return result
