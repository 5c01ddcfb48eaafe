"""What speaks for and against a gradual transition between two frames."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reelbridge.technique.shots.grid import (
    LONG,
    LUMA_CELLS,
    REGIONS,
    REGIONS_LONG,
    REGIONS_SHORT,
    SHORT,
)
from reelbridge.technique.shots.window import Window

#: grey levels squared: a region that changes less says nothing
MIN_CHANGE = 16.0
#: grey levels squared at which a region has half its say: no region shall have all of it
HALF_SAY = 100.0
#: grey levels by which a cell differs clearly between two shots
_CLEAR = 18.0


def _place_cells() -> NDArray[np.float32]:
    """(REGIONS * LUMA_CELLS, 3): one, and where each cell lies along the longer and the shorter side, -1 to 1."""
    rows, columns = np.mgrid[0:LONG, 0:SHORT].astype(np.float32)
    parts = []
    for plane, size in ((np.ones_like(rows), 0), (rows, LONG), (columns, SHORT)):
        scaled = plane if size == 0 else (2 * plane + 1) / size - 1
        cut = scaled.reshape(REGIONS_LONG, LONG // REGIONS_LONG, REGIONS_SHORT, SHORT // REGIONS_SHORT)
        parts.append(cut.transpose(0, 2, 1, 3).reshape(REGIONS * LUMA_CELLS))
    return np.stack(parts, axis=1)


_PLACES = _place_cells()


@dataclass(frozen=True, slots=True)
class MixEvidence:
    """Whether all frames in between are mixes of the first and the last.

    Attributes:
        mixed: part of the difference to the nearer picture that the mix explains, 1 for a perfect dissolve.
        worst: what the mix leaves over in the worst frame, as part of the difference between both pictures.
        spread: how far the shares differ between regions.
        clear: part of the cells that differ clearly between both pictures.
    """

    mixed: float
    worst: float
    spread: float
    clear: float


def weigh_mix(window: Window, first: int, last: int) -> MixEvidence:
    """Look at the frames between two, at least one."""
    total = np.maximum(window.distance[:, first, last], 1e-6)
    say = np.where(total >= MIN_CHANGE, total / (total + HALF_SAY), 0)
    all_say = max(float(say.sum()), 1e-6)
    to_first = window.distance[:, first, first + 1 : last]
    to_last = window.distance[:, last, first + 1 : last]
    shares = 0.5 + (to_first - to_last) / (2 * total[:, None])
    left = np.maximum(to_first - shares**2 * total[:, None], 0)
    nearer = np.maximum(np.minimum(to_first, to_last).sum(axis=1), 1e-6)
    mean = (say[:, None] * shares).sum(axis=0) / all_say
    variance = (say[:, None] * (shares - mean) ** 2).sum(axis=0) / all_say
    difference = np.abs(window.cells[:, last, :LUMA_CELLS] - window.cells[:, first, :LUMA_CELLS])
    return MixEvidence(
        mixed=float((say * (1 - left.sum(axis=1) / nearer)).sum() / all_say),
        worst=float((left.sum(axis=0) / total.sum()).max()),
        spread=float(np.sqrt(variance.mean())),
        clear=float((difference > _CLEAR).mean()),
    )


@dataclass(frozen=True, slots=True)
class WipeEvidence:
    """Whether each cell jumps from the first picture to the last once, in the order of its place.

    Attributes:
        clear: part of the cells that differ clearly between both pictures.
        order: part of the differences in time that the place explains, 0 to 1.
        range: time between the first and the last cell to jump, by place, as part of the time there is.
        back: how far cells go back on the way, as part of the difference.
        near: squared difference to the nearer of both pictures, as part of the one between them.
        start: frames from the first one to the one in which the first cell has jumped, by place.
        end: likewise of the last cell.
    """

    clear: float
    order: float
    range: float
    back: float
    near: float
    start: float
    end: float


def weigh_wipe(window: Window, first: int, last: int) -> WipeEvidence:
    """Look at the frames between two, at least one."""
    cells = window.cells[:, first : last + 1, :LUMA_CELLS].transpose(1, 0, 2).reshape(last - first + 1, -1)
    difference = cells[-1] - cells[0]
    is_clear = np.abs(difference) > _CLEAR
    clear = float(is_clear.mean())
    if is_clear.sum() < LUMA_CELLS:
        return WipeEvidence(clear=clear, order=0.0, range=0.0, back=1.0, near=1.0, start=0.0, end=0.0)
    shares = (cells[:, is_clear] - cells[0, is_clear]) / difference[is_clear]
    near = np.minimum(shares**2, (1 - shares) ** 2)
    shares = np.clip(shares, 0, 1)
    steps = np.diff(shares, axis=0)
    # of an even rise, the time of the middle; of a jump, the time of the jump; motion before and after counts little
    weight = steps * steps
    when = (weight * np.arange(len(steps), dtype=np.float32)[:, None]).sum(axis=0) / np.maximum(
        weight.sum(axis=0), 1e-6
    )
    places = _PLACES[is_clear]
    solution = np.linalg.lstsq(places, when, rcond=None)[0]
    errors = (when - places @ solution) ** 2
    variance = max(float(((when - when.mean()) ** 2).mean()), 1e-9)
    # cells in which something else moves are left out of the way
    usual = errors <= np.maximum(3 * np.median(errors), 0.25)
    path = np.linalg.lstsq(places[usual], when[usual], rcond=None)[0]
    reach = float(np.abs(path[1:]).sum())
    return WipeEvidence(
        clear=clear,
        order=float(1 - errors.mean() / variance),
        range=2 * reach / max(1, len(steps) - 1),
        back=float(np.maximum(-steps, 0).sum(axis=0).mean()),
        near=float(np.minimum(near, 1).mean()),
        start=1 + float(path[0]) - reach,
        end=1 + float(path[0]) + reach,
    )
