"""What the camera does between two frames: one movement for most of the picture.

Dense flow is right to a tenth of a pixel, and over a line of fifty frames a tenth becomes five pixels. A movement that
thousands of places agree on is right to a thousandth.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.erasing.fill.spatial import Field

#: every so many cells one place is enough
_STEP = 4
_ROUNDS = 4
#: places that move otherwise by more than this many cells follow something else
_MIN_SCALE, _FIRST_SCALE = 0.1, 1.5
#: a place without detail (gradient, levels a cell) says little about motion
_DETAIL = 6.0
#: a camera that moves less than this many cells a frame, anywhere in the picture, stands
_STANDS = 0.012
_MIN_PLACES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """An affine movement: (2, 3), cells (x, y, 1) -> flow in x and y."""

    matrix: NDArray[np.float64]

    def flow(self, grid: Field) -> Field:
        """The flow at each place, (h, w, 2) float32."""
        matrix = self.matrix.astype(np.float32)
        return np.asarray(grid @ matrix[:, :2].T + matrix[:, 2], dtype=np.float32)

    def reversed(self) -> Camera:
        """The way back."""
        there = np.vstack([self.matrix + np.eye(2, 3), [0, 0, 1]])
        return Camera(matrix=np.linalg.inv(there)[:2] - np.eye(2, 3))


def find_camera(luma: NDArray[np.uint8], there: Field, back: Field, known: Field) -> Camera:
    """The movement most of the places agree on; none where too few are known."""
    height, width = luma.shape
    ys, xs = np.mgrid[_STEP // 2 : height : _STEP, _STEP // 2 : width : _STEP]
    ys, xs = ys.ravel(), xs.ravel()
    flow = there[ys, xs].astype(np.float64)
    # the mean of both ways: each is drawn a little towards standing still
    end_x = np.clip(np.rint(xs + flow[:, 0]), 0, width - 1).astype(np.int64)
    end_y = np.clip(np.rint(ys + flow[:, 1]), 0, height - 1).astype(np.int64)
    returned = back[end_y, end_x]
    agrees = np.exp(-np.square(flow + returned).sum(axis=1) / 0.5)
    slopes = (
        cv2.Sobel(luma, cv2.CV_32F, 1, 0, scale=1 / 8)[ys, xs],
        cv2.Sobel(luma, cv2.CV_32F, 0, 1, scale=1 / 8)[ys, xs],
    )
    detail = np.square(slopes[0]) + np.square(slopes[1])
    base = known[ys, xs] * agrees * detail / (detail + _DETAIL**2)
    if np.count_nonzero(base > 0.05) < _MIN_PLACES:
        return Camera(matrix=np.zeros((2, 3)))
    center, size = np.array([width, height]) / 2, max(width, height) / 2
    terms = np.stack([(xs - center[0]) / size, (ys - center[1]) / size, np.ones(len(xs))], axis=1)
    weights = base
    scale = _FIRST_SCALE
    fit = np.zeros((3, 2))
    fit[2] = _median(flow, base)
    for _ in range(_ROUNDS):
        away = np.hypot(*(flow - terms @ fit).T)
        weights = base / (1 + np.square(away / scale)) ** 2
        weighted = terms * weights[:, None]
        # a little towards a plain shift, for places on one line
        fit = np.linalg.solve(weighted.T @ terms + 1e-3 * np.diag([1.0, 1.0, 0.0]), weighted.T @ flow)
        scale = max(_MIN_SCALE, scale / 3)
    corners = np.array([[x, y, 1] for x in (-1, 1) for y in (-height / width, height / width)])
    if float(np.abs(corners @ fit).max()) < _STANDS:
        return Camera(matrix=np.zeros((2, 3)))
    matrix = fit.T.copy()
    matrix[:, :2] /= size
    matrix[:, 2] -= matrix[:, :2] @ center
    return Camera(matrix=matrix)


def _median(values: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    chosen = values[weights > 0.05]
    return np.asarray(np.median(chosen, axis=0), dtype=np.float64)
