"""The signals of the picture over time. The made-up shots end at frames 40, 75, 150, 400, 520 and 600."""

from __future__ import annotations

import numpy as np
import pytest

from reelbridge.technique.watching.bounds import disturbances, undisturbed
from reelbridge.technique.watching.glances import Looked
from reelbridge.technique.watching.meter import Readings
from reelbridge.technique.watching.path import find_paths
from reelbridge.technique.watching.tracks import face_track, light_tracks, motion_tracks, shake_track
from support.studies import make_shots

SHOTS = make_shots()
SPANS = disturbances(SHOTS)


def _readings(count: int, *, step_ms: int = 40) -> Readings:
    """A pan of half a percent a frame, with a quarter of a percent of growth, and as much light as time."""
    frames = np.arange(count)
    return Readings(
        start_ms=frames * step_ms,
        brightness=frames / 10,
        saturation=np.full(count, 20.0),
        warmth=np.full(count, -5.0),
        earlier=frames[:-1],
        later=frames[1:],
        right=np.full(count - 1, 0.5),
        down=np.zeros(count - 1),
        growth=np.full(count - 1, 0.25),
        subject=np.full(count - 1, 3.0),
        proportion=16 / 9,
    )


def test_speeds_are_told_for_a_second() -> None:
    readings = _readings(25)

    tracks = {track.signal: track.values for track in motion_tracks(readings, np.ones(24, bool), duration_ms=1000)}

    assert tracks == {
        "pan": (12.5,) * 5,
        "tilt": (0.0,) * 5,
        "zoom": (6.25,) * 5,
        "subject-motion": (3.0,) * 5,
    }


def test_the_last_frame_has_motion_as_long_as_it_is_shown() -> None:
    readings = _readings(6, step_ms=200)

    (pan, *_) = motion_tracks(readings, np.ones(5, bool), duration_ms=1600)

    # it comes at 1000 ms and is shown for 200; what follows is not known
    assert pan.values == (2.5,) * 6 + (None, None)


def test_in_a_dissolve_there_is_no_motion_to_measure() -> None:
    readings = _readings(600)
    clean = undisturbed(readings.earlier, readings.later, SPANS)

    pan, *_ = motion_tracks(readings, clean, duration_ms=SHOTS.duration_ms)
    shake = shake_track(tuple(find_paths(readings, clean)), duration_ms=SHOTS.duration_ms)

    # frames 144 to 156 are from 5.76 s to 6.24 s; a cut leaves the rest of its tick
    assert [tick for tick, value in enumerate(pan.values) if value is None] == [29, 30]
    assert {value for value in pan.values if value is not None} == {12.5}
    assert max(value for value in shake.values if value is not None) == pytest.approx(0, abs=1e-3)


def test_the_last_picture_is_held_for_a_while_and_then_the_file_is_cut_off() -> None:
    brightness, *_ = light_tracks(_readings(25), duration_ms=5000)

    assert brightness.values[:5] == pytest.approx([0.2, 0.7, 1.2, 1.7, 2.2])
    assert brightness.values[5:12] == pytest.approx([2.4] * 7)
    assert set(brightness.values[13:]) == {None}


def test_a_face_holds_until_the_next_look_but_not_over_a_cut() -> None:
    frames = np.array([0, 20, 45, 60, 80])
    looked = Looked(
        frame=frames,
        start_ms=frames * 40,
        face_height=np.array([0.1, 0.2, 0.3, 0.4, 0.5]),
        faces=np.ones(5, dtype=np.int64),
    )

    track = face_track(SHOTS, looked)

    # the cuts are at 1.6 s and 3.0 s; the look at frame 45 is the first of its shot; later shots have no look
    assert track.values[:15] == pytest.approx([10] * 4 + [20] * 4 + [30] * 4 + [40] * 3)
    assert track.values[15:30] == pytest.approx([50] * 15)
    assert set(track.values[30:]) == {None}
