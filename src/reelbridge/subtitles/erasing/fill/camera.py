"""What the camera does between two frames: one movement for most of the picture.

Dense flow is right to a tenth of a pixel, and over a line of fifty frames a tenth becomes five pixels. A movement that
thousands of places agree on is right to a thousandth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.erasing.fill.spatial import Field

if TYPE_CHECKING:
    from reelbridge.subtitles.erasing.fill.motion import Cells

#: every so many cells one place is enough
_STEP = 2
#: steps after the first fit, and what holds them back: slopes (levels a cell) squared over as many places
_REFINEMENTS = 3
_STEADY = 500.0
#: a difference of brightness this small is never held against a place
_MIN_ERROR = 1.5
_ROUNDS = 4
#: places that move otherwise by more than this many cells follow something else
_MIN_SCALE, _FIRST_SCALE = 0.1, 1.5
#: a place without detail (gradient, levels a cell) says little about motion
_DETAIL = 6.0
#: a camera that moves less than this many cells a frame, anywhere in the picture, stands
_STANDS = 0.012
#: ... or this many since some frames ago
_STANDS_LONG = 0.08
#: ... or less than so many times what the measure may be off
_SURE = 3.0
#: a camera faster than this, in cells a frame, surely moves
_SLOW = 0.25
_MIN_PLACES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """An affine movement: (2, 3), cells (x, y, 1) -> flow in x and y."""

    matrix: NDArray[np.float64]

    def flow(self, grid: Field) -> Field:
        """The flow at each place, (h, w, 2) float32."""
        matrix = self.matrix.astype(np.float32)
        return np.asarray(grid @ matrix[:, :2].T + matrix[:, 2], dtype=np.float32)

    @property
    def is_slow(self) -> bool:
        """Whether it hardly moves, so that it may as well stand."""
        return bool(np.abs(self.matrix[:, 2]).max() < _SLOW)

    def reversed(self) -> Camera:
        """The way back."""
        there = np.vstack([self.matrix + np.eye(2, 3), [0, 0, 1]])
        return Camera(matrix=np.linalg.inv(there)[:2] - np.eye(2, 3))


def find_camera(one: Cells, two: Cells, there: Field, back: Field) -> Camera:
    """The movement from `one` to `two` that most of the places agree on; none where too few are known.

    Args:
        one: a frame.
        two: another.
        there: dense flow between them; it gives a first idea.
        back: the flow the other way.
    """
    frame = _Frame(one)
    fit = _fit_flow(frame, there, back)
    if fit is None:
        return Camera(matrix=np.zeros((2, 3)))
    doubt = 0.0
    for _ in range(_REFINEMENTS):
        fit, doubt = _refine(frame, two, fit)
    if frame.reach(fit) < max(_STANDS, _SURE * doubt):
        return Camera(matrix=np.zeros((2, 3)))
    return Camera(matrix=frame.to_matrix(fit))


def stands_since(one: Cells, earlier: Cells) -> bool:
    """Whether the camera has not moved between two frames that lie farther apart: noise adds up to nothing, a slow pan
    does not."""
    frame = _Frame(one)
    fit, doubt = np.zeros((3, 2)), 0.0
    for _ in range(_REFINEMENTS):
        fit, doubt = _refine(frame, earlier, fit)
    return frame.reach(fit) < max(_STANDS_LONG, _SURE * doubt)


class _Frame:
    """Some known places of a frame, with their brightness and slopes. Places count from the middle, in half widths."""

    def __init__(self, cells: Cells) -> None:
        height, width = cells.luma.shape
        ys, xs = np.mgrid[1 : height - 1 : _STEP, 1 : width - 1 : _STEP]
        known = cells.known[ys, xs] > 0
        self.y, self.x = ys[known], xs[known]
        self.center, self.size = np.array([width, height]) / 2, max(width, height) / 2
        self.terms = np.stack(
            [(self.x - self.center[0]) / self.size, (self.y - self.center[1]) / self.size, np.ones(len(self.x))], axis=1
        )
        luma = np.ascontiguousarray(cells.color[:, :, 0])
        self.light = luma[self.y, self.x].astype(np.float64)
        self.slope_x = (luma[self.y, self.x + 1] - luma[self.y, self.x - 1]).astype(np.float64) / 2
        self.slope_y = (luma[self.y + 1, self.x] - luma[self.y - 1, self.x]).astype(np.float64) / 2
        detail = self.slope_x**2 + self.slope_y**2
        self.worth = detail / (detail + _DETAIL**2)

    def reach(self, fit: NDArray[np.float64]) -> float:
        """How far the corners of the frame move, at most, in cells."""
        x, y = self.center / self.size
        corners = np.array([[side_x * x, side_y * y, 1] for side_x in (-1, 1) for side_y in (-1, 1)])
        return float(np.abs(corners @ fit).max())

    def to_matrix(self, fit: NDArray[np.float64]) -> NDArray[np.float64]:
        """In cells from the upper left."""
        matrix = fit.T.copy()
        matrix[:, :2] /= self.size
        matrix[:, 2] -= matrix[:, :2] @ self.center
        return matrix


def _fit_flow(frame: _Frame, there: Field, back: Field) -> NDArray[np.float64] | None:
    """(3, 2): `terms @ fit` is the flow; None where too few places are known."""
    height, width = there.shape[:2]
    flow = there[frame.y, frame.x].astype(np.float64)
    end_x = np.clip(np.rint(frame.x + flow[:, 0]), 0, width - 1).astype(np.int64)
    end_y = np.clip(np.rint(frame.y + flow[:, 1]), 0, height - 1).astype(np.int64)
    agrees = np.exp(-np.square(flow + back[end_y, end_x]).sum(axis=1) / 0.5)
    base = agrees * frame.worth
    if np.count_nonzero(base > 0.05) < _MIN_PLACES:
        return None
    fit = np.zeros((3, 2))
    fit[2] = np.median(flow[base > 0.05], axis=0)
    scale = _FIRST_SCALE
    for _ in range(_ROUNDS):
        away = np.hypot(*(flow - frame.terms @ fit).T)
        weighted = frame.terms * (base / (1 + np.square(away / scale)) ** 2)[:, None]
        # a little towards a plain shift, for places on one line
        fit = np.linalg.solve(weighted.T @ frame.terms + 1e-3 * np.diag([1.0, 1.0, 0.0]), weighted.T @ flow)
        scale = max(_MIN_SCALE, scale / 3)
    return fit


def _refine(frame: _Frame, two: Cells, fit: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """One step of Gauss-Newton on the brightness of the places themselves, which no hole has a part in.

    Returns:
        The better fit, and how far its shift may be off, in cells (standard error).
    """
    flow = frame.terms @ fit
    x, y = (frame.x + flow[:, 0]).astype(np.float32), (frame.y + flow[:, 1]).astype(np.float32)
    luma, known = (
        np.asarray(
            cv2.remap(field, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0), np.float64
        ).ravel()
        for field in (np.ascontiguousarray(two.color[:, :, 0]), two.known)
    )
    inside = known > 0.99
    if np.count_nonzero(inside) < _MIN_PLACES:
        return fit, 0.0
    error = frame.light - luma
    error -= np.median(error[inside])
    scale = max(_MIN_ERROR, 1.5 * float(np.median(np.abs(error[inside]))))
    weight = inside / (1 + np.square(error / scale)) ** 2
    slopes = np.concatenate([frame.terms * frame.slope_x[:, None], frame.terms * frame.slope_y[:, None]], axis=1)
    slopes = np.concatenate([slopes, np.ones((len(slopes), 1))], axis=1)
    weighted = slopes * weight[:, None]
    normal = weighted.T @ slopes
    # where there is hardly any detail, the movement stays as it is
    normal += np.diag([*([_STEADY] * 6), 1e-9])
    move = np.linalg.solve(normal, weighted.T @ error)[:6]
    if float(np.abs(move).max()) > _FIRST_SCALE:
        return fit, 0.0
    noise = float(weight @ error**2) / max(1.0, float(weight.sum()))
    doubt = np.sqrt(noise * np.diag(np.linalg.inv(normal))[[2, 5]].max())
    return fit + move.reshape(2, 3).T, float(doubt)
