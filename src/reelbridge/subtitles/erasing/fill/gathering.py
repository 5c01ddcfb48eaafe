"""Reading many places of many frames at once, between the pixels too."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.erasing.clip import Planes
from reelbridge.subtitles.erasing.fill.chains import Sources
from reelbridge.subtitles.erasing.fill.spatial import Field

#: (n, 6) float32: the four pixels of a cell row by row, Cb, Cr
Values = NDArray[np.float32]


def gather(luma: Planes, blue: Planes, red: Planes, sources: Sources) -> Values:
    """What is at each source, with its light."""
    values = np.empty((len(sources.x), 6), dtype=np.float32)
    values[:, :4] = _gather_luma(luma, sources)
    values[:, 4] = _gather_chroma(blue, sources)
    values[:, 5] = _gather_chroma(red, sources)
    values[:, :4] += sources.light[:, :1]
    values[:, 4:] += sources.light[:, 1:]
    return values


def _gather_luma(luma: Planes, sources: Sources) -> Field:
    """Cubic, which keeps a picture as sharp as it is; at whole pixels an exact copy."""
    height, width = luma.shape[1:]
    left, share_x = _split(sources.x * 2)
    top, share_y = _split(sources.y * 2)
    offsets = np.arange(-1, 4, dtype=np.int64)[:, None]
    columns = np.clip(left + offsets, 0, width - 1)
    rows = np.clip(top + offsets, 0, height - 1) * width + sources.frames.astype(np.int64) * (height * width)
    taps = luma.reshape(-1)[rows[:, None] + columns[None]].astype(np.float32)
    weights_x, weights_y = _cubic(share_x), _cubic(share_y)
    result = np.empty((len(left), 4), dtype=np.float32)
    for across in range(2):
        lines = np.einsum("ijn,jn->in", taps[:, across : across + 4], weights_x)
        for down in range(2):
            result[:, 2 * down + across] = np.einsum("in,in->n", lines[down : down + 4], weights_y)
    return result


def _gather_chroma(plane: Planes, sources: Sources) -> Field:
    height, width = plane.shape[1:]
    left, share_x = _split(sources.x)
    top, share_y = _split(sources.y)
    columns = np.clip(left, 0, width - 1), np.clip(left + 1, 0, width - 1)
    base = sources.frames.astype(np.int64) * (height * width)
    flat = plane.reshape(-1)
    result = np.zeros(len(left), dtype=np.float32)
    for row, weight in ((top, 1 - share_y), (top + 1, share_y)):
        start = base + np.clip(row, 0, height - 1) * width
        result += weight * ((1 - share_x) * flat[start + columns[0]] + share_x * flat[start + columns[1]])
    return result


def _split(places: Field) -> tuple[NDArray[np.int64], Field]:
    whole = np.floor(places)
    return whole.astype(np.int64), (places - whole).astype(np.float32)


def _cubic(share: Field) -> Field:
    """Catmull-Rom weights (4, n) of the pixels -1, 0, 1, 2."""
    t, t2, t3 = share, share**2, share**3
    weights = [-t3 + 2 * t2 - t, 3 * t3 - 5 * t2 + 2, -3 * t3 + 4 * t2 + t, t3 - t2]
    return np.asarray(0.5 * np.stack(weights), dtype=np.float32)
