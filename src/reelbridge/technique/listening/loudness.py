"""Loudness from momentary values. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reelbridge.model.signal import TICK_MS, Track, tick_count
from reelbridge.technique.listening.sound import FIRST_WHOLE, MOMENTARY_MS, STEP_MS

#: below this there is nothing to measure; source: the absolute gate of ITU-R BS.1770-4
FLOOR_LUFS = -70.0

#: what is this much below the mean does not count in the integrated loudness; source: ITU-R BS.1770-4
_RELATIVE_GATE_LU = 10.0


def integrate(momentary: NDArray[np.float32]) -> float | None:
    """The integrated loudness in LUFS, or None where all is silent.

    The blocks of ITU-R BS.1770-4 (400 ms, three quarters shared) are the momentary values every 100 ms themselves.

    Args:
        momentary: LUFS, as `Sound.momentary`.
    """
    blocks = momentary[FIRST_WHOLE:].astype(np.float64)
    blocks = blocks[blocks > FLOOR_LUFS]
    if not blocks.size:
        return None
    return _mean(blocks[blocks > _mean(blocks) - _RELATIVE_GATE_LU])


def _mean(blocks: NDArray[np.float64]) -> float:
    return float(10 * np.log10(np.mean(10 ** (blocks / 10))))


def make_loudness_track(momentary: NDArray[np.float32], duration_ms: int) -> Track:
    """Of each tick the loudest 400 ms whose middle lies in it, -70 where it is quieter.

    The loudest and not the mean, so that a slap or a slammed door stays as high as it is heard.

    Args:
        momentary: LUFS, as `Sound.momentary`.
        duration_ms: of the video.
    """
    values = np.full(tick_count(duration_ms), FLOOR_LUFS)
    middles = (np.arange(1, len(momentary) + 1) * STEP_MS - MOMENTARY_MS // 2) // TICK_MS
    is_inside = (middles >= 0) & (middles < len(values))
    np.maximum.at(values, middles[is_inside], momentary[is_inside])
    # the last 200 ms are the middle of nothing: they sound as what comes before them
    covered = int(middles[-1]) + 1
    values[covered:] = values[covered - 1]
    return Track(signal="loudness", values=tuple(round(float(value), 2) for value in values))
