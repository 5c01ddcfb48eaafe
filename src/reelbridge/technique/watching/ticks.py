"""From frames, which come when they come, to the ticks of the clock all signals share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reelbridge.model.signal import TICK_MS, Track, tick_count


def spread(
    starts_ms: NDArray[np.int64], ends_ms: NDArray[np.int64], values: NDArray[np.float64], *, duration_ms: int
) -> NDArray[np.float64]:
    """(ticks,) the mean over the time of each tick; NaN where nothing is known.

    Args:
        starts_ms: (N,) since when each value holds, rising.
        ends_ms: (N,) until when, not later than the next start.
        values: (N,); NaN is not known.
        duration_ms: of the video.
    """
    edges = np.arange(tick_count(duration_ms) + 1) * TICK_MS
    known = np.isfinite(values) & (ends_ms > starts_ms)
    if not known.any():
        return np.full(len(edges) - 1, np.nan)
    starts, ends, held = starts_ms[known], ends_ms[known], values[known]
    times = np.stack([starts, ends], axis=1).ravel()
    lengths = (ends - starts).astype(np.float64)
    sums, weights = (_at_edges(times, amounts, edges) for amounts in (held * lengths, lengths))
    weights[weights < 0.5] = np.nan  # ms
    return np.asarray(sums / weights, dtype=np.float64)


def _at_edges(times: NDArray[np.int64], amounts: NDArray[np.float64], edges: NDArray[np.int64]) -> NDArray[np.float64]:
    """How much of the amounts, each spread evenly from one time to the next but one, falls between the edges."""
    total = np.cumsum(amounts)
    levels = np.stack([total - amounts, total], axis=1).ravel()
    return np.asarray(np.diff(np.interp(edges, times, levels)), dtype=np.float64)


def to_track(signal: str, values: NDArray[np.float64]) -> Track:
    """A track of the values, to three digits after the point; NaN becomes None."""
    return Track(
        signal=signal, values=tuple(round(float(value), 3) if np.isfinite(value) else None for value in values)
    )
