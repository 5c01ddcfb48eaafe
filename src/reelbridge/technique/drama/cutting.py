"""How fast the picture is cut, over time."""

from __future__ import annotations

import numpy as np

from reelbridge.model.shot import ShotList, Transition
from reelbridge.model.signal import TICK_MS, Track, tick_count

#: the window cuts are counted in; it holds one to two shots of the pace the trade teaches (a cut every 2 to 4 s)
WINDOW_MS = 4_000


def cut_rate_track(shots: ShotList) -> Track:
    """Cuts a minute around each tick. At the ends of an episode only the part of the window inside it is counted in,
    else every episode would seem to begin slowly; but never less than half of it."""
    ticks = tick_count(shots.duration_ms)
    starts = np.array(cut_times(shots), dtype=np.float64)
    middles = (np.arange(ticks) + 0.5) * TICK_MS
    begin = middles - WINDOW_MS / 2
    end = middles + WINDOW_MS / 2
    counts = np.searchsorted(starts, end, side="left") - np.searchsorted(starts, begin, side="left")
    inside = np.minimum(end, shots.duration_ms) - np.maximum(begin, 0)
    rates = counts * 60_000 / np.maximum(inside, WINDOW_MS / 2)
    return Track(signal="cut-rate", values=tuple(np.round(rates, 2).tolist()))


def cut_times(shots: ShotList) -> tuple[int, ...]:
    """When shots begin, in ms; the beginning of the video is no cut."""
    return tuple(shot.start_ms for shot in shots.shots if shot.transition is not Transition.START)
