"""The signals of the picture over time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reelbridge.model.shot import ShotList
from reelbridge.model.signal import Track
from reelbridge.technique.watching.glances import Looked
from reelbridge.technique.watching.meter import Readings
from reelbridge.technique.watching.path import STEP_MS, Path
from reelbridge.technique.watching.ticks import spread, to_track

#: a player holds the last picture; after this the file is cut off, and nothing is known
_HELD_MS = 1500


def motion_tracks(readings: Readings, is_clean: NDArray[np.bool_], *, duration_ms: int) -> tuple[Track, ...]:
    """`pan`, `tilt`, `zoom` and `subject-motion`; None where cuts and transitions leave nothing to measure.

    Args:
        readings: of the video.
        is_clean: (M,) of each pair, whether nothing but motion lies between its frames.
        duration_ms: of the video.
    """
    starts, ends = readings.start_ms[readings.earlier], readings.start_ms[readings.later]
    lengths = ends - starts
    # the last frame is shown for a while, too
    ends[-1:] = np.minimum(duration_ms, ends[-1:] + lengths[-1:])
    a_second = np.where(is_clean, 1000 / np.maximum(1, lengths), np.nan)
    values = {
        "pan": readings.right * a_second,
        "tilt": readings.down * a_second,
        "zoom": readings.growth * a_second,
        "subject-motion": np.where(is_clean, readings.subject, np.nan),
    }
    return tuple(
        to_track(name, spread(starts, ends, column, duration_ms=duration_ms)) for name, column in values.items()
    )


def shake_track(paths: Sequence[Path], *, duration_ms: int) -> Track:
    """`shake`."""
    times = np.concatenate([path.times_ms for path in paths]) if paths else np.zeros(0, np.int64)
    squares = np.concatenate([path.shake() for path in paths]) if paths else np.zeros(0)
    ends = np.minimum(times + STEP_MS, np.append(times[1:], duration_ms))
    return to_track("shake", np.sqrt(spread(times, ends, squares, duration_ms=duration_ms)))


def light_tracks(readings: Readings, *, duration_ms: int) -> tuple[Track, ...]:
    """`brightness`, `saturation` and `warmth`: each frame holds until the next."""
    starts = readings.start_ms
    ends = np.append(starts[1:], min(duration_ms, int(starts[-1]) + _HELD_MS))
    values = {
        "brightness": readings.brightness,
        "saturation": readings.saturation,
        "warmth": readings.warmth,
    }
    return tuple(
        to_track(name, spread(starts, ends, column, duration_ms=duration_ms)) for name, column in values.items()
    )


def face_track(shots: ShotList, looked: Looked) -> Track:
    """`face-height`: each look holds until the next, the first and the last of a shot until the shot's ends."""
    starts, ends = looked.start_ms.copy(), np.append(looked.start_ms[1:], shots.duration_ms)
    for shot in shots.shots:
        first, after = np.searchsorted(looked.frame, (shot.start_frame, shot.end_frame))
        if first < after:
            starts[first], ends[after - 1] = shot.start_ms, shot.end_ms
    return to_track("face-height", spread(starts, ends, looked.face_height * 100, duration_ms=shots.duration_ms))
