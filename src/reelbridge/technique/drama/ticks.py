"""Tracks as arrays, one value a tick, and what is done to them before anybody draws a conclusion."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from reelbridge.model.signal import TICK_MS, Track

Values = NDArray[np.float64]

#: a second of Hann, five ticks: less would leave the comb of single cuts and syllables, more would flatten a moment of
#: three quarters of a second, the shortest that is still told as one. It is centred: a peak has to stand over the
#: picture that makes it, and nobody waits for the next value here as one does in live sound
KERNEL = np.hanning(7)[1:-1] / np.hanning(7)[1:-1].sum()


#: how many ticks to either side a smoothed value knows of
REACH = len(KERNEL) // 2


def ticks_of(ms: int) -> int:
    """A length of time in ticks, at least one."""
    return max(1, round(ms / TICK_MS))


def as_array(track: Track, ticks: int) -> Values:
    """The values of a track, NaN where there are none; cut off or filled up to `ticks`."""
    values = np.full(ticks, np.nan)
    known = track.values[:ticks]
    values[: len(known)] = np.array(known, dtype=np.float64)
    return values


def smooth(values: Values) -> Values:
    """Averaged over about a second around each tick; at the ends over what there is."""
    if not values.size:
        return values
    weights = np.convolve(np.ones(values.size), KERNEL)[REACH : REACH + values.size]
    averaged: Values = np.convolve(values, KERNEL)[REACH : REACH + values.size] / weights
    return averaged


def highest_from(values: Values, count: int) -> Values:
    """The highest of each value and those after it, `count` of them together. Values are 0 or more."""
    padded = np.concatenate([values, np.zeros(count)])
    highest: Values = sliding_window_view(padded, count).max(axis=1)[: values.size]
    return highest


def highest_before(values: Values, count: int) -> Values:
    """The highest of the `count` values before each; 0 where there are none. Values are 0 or more."""
    padded = np.concatenate([np.zeros(count), values])
    highest: Values = sliding_window_view(padded, count).max(axis=1)[: values.size]
    return highest


def mean_before(values: Values, *, first: int, last: int) -> Values:
    """The mean of the values from `first` to `last` ticks before each; NaN where not all of them are there."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    places = np.arange(values.size)
    begin = np.clip(places - first, 0, None)
    end = np.clip(places - last + 1, 0, None)
    counts = end - begin
    means: Values = np.where(counts == first - last + 1, (sums[end] - sums[begin]) / np.maximum(counts, 1), np.nan)
    return means


def share_between(values: Values, calm: float, full: float) -> Values:
    """0 at `calm` and below, 1 at `full` and above, a straight line between; 0 where there is no value."""
    share: Values = np.clip((np.nan_to_num(values, nan=calm) - calm) / (full - calm), 0.0, 1.0)
    return share
