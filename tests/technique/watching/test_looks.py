"""How each shot is taken. The made-up shots begin at frames 0, 40, 75, 150 (dissolve 144 to 156), 400 and 520."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from reelbridge.model.shot import CameraMove, ShotLook, ShotSize
from reelbridge.technique.watching.bounds import disturbances, undisturbed
from reelbridge.technique.watching.glances import Looked
from reelbridge.technique.watching.looks import choose_thumbnails, describe_shots
from reelbridge.technique.watching.meter import Readings
from reelbridge.technique.watching.path import find_paths
from support.studies import make_shots

SHOTS = make_shots()
SPANS = disturbances(SHOTS)


def _readings() -> Readings:
    """600 frames: much motion at every cut and in the dissolve, little elsewhere; a pan in the second shot."""
    frames = np.arange(600)
    subject = np.full(599, 2.0)
    for start, end in SPANS:
        subject[max(0, start - 1) : end] = 90.0
    right = np.where((frames[1:] > 40) & (frames[1:] < 75), 0.5, 0.0)
    return Readings(
        start_ms=frames * 40,
        brightness=np.where(frames < 40, 10.0, 60.0),
        saturation=np.full(600, 20.0),
        warmth=np.full(600, -5.0),
        earlier=frames[:-1],
        later=frames[1:],
        right=right,
        down=np.zeros(599),
        growth=np.zeros(599),
        subject=subject,
        proportion=16 / 9,
    )


def _looked(rows: list[tuple[int, float, int]]) -> Looked:
    frames, heights, faces = (np.array(column) for column in zip(*rows, strict=True))
    return Looked(frame=frames, start_ms=frames * 40, face_height=heights.astype(float), faces=faces)


def _describe(looked: Looked | None) -> tuple[ShotLook, ...]:
    readings = _readings()
    clean = undisturbed(readings.earlier, readings.later, SPANS)
    return describe_shots(SHOTS.shots, readings, clean, tuple(find_paths(readings, clean)), looked)


def test_a_cut_and_a_dissolve_are_no_motion_of_the_shots_beside_them() -> None:
    assert [look.motion for look in _describe(None)] == [2.0] * 6


def test_the_camera_and_the_light_are_those_of_the_shot() -> None:
    looks = _describe(None)

    assert [look.camera for look in looks[:3]] == [CameraMove.LOCKED, CameraMove.PAN_RIGHT, CameraMove.LOCKED]
    assert (looks[0].brightness, looks[1].brightness) == (10.0, 60.0)
    assert (looks[0].saturation, looks[0].warmth) == (20.0, -5.0)


def test_where_nobody_looked_for_faces_there_is_no_size() -> None:
    assert {(look.size, look.faces) for look in _describe(None)} == {(None, None)}


def test_the_size_is_the_usual_one_of_the_looks_that_saw_a_face() -> None:
    looks = _describe(
        _looked(
            [
                (3, 0.0, 0),
                (20, 0.36, 1),
                (30, 0.37, 2),
                (50, 0.0, 0),
                (90, 0.2, 1),
                (100, 0.2, 1),
                (110, 0.6, 1),
                (152, 0.6, 1),  # in the dissolve: the face of the shot before
                (300, 0.08, 3),
            ]
        )
    )

    assert [look.size for look in looks] == [
        ShotSize.CLOSE_UP,
        ShotSize.INSERT,
        ShotSize.MEDIUM,
        ShotSize.WIDE,
        None,
        None,
    ]
    assert [look.faces for look in looks] == [2, 0, 1, 3, None, None]


def test_a_thumbnail_is_the_look_nearest_to_the_middle_of_its_shot() -> None:
    frames = np.array([0, 10, 19, 30, 45, 101, 140, 152, 390, 460])

    chosen = choose_thumbnails(SHOTS.shots, frames, SPANS)

    # shot 3 has a flash from frame 100 to 103; shot 4 begins with a dissolve; the last has no look of its own
    assert frames[list(chosen)].tolist() == [19, 45, 140, 390, 460, 460]


def test_a_shot_seen_only_in_its_dissolve_is_shown_by_that() -> None:
    shots = tuple(dataclasses.replace(shot) for shot in SHOTS.shots[:4])

    assert choose_thumbnails(shots, np.array([0, 50, 80, 153]), SPANS)[3] == 3


@pytest.mark.parametrize("number", range(6))
def test_the_picture_of_a_shot_is_at_its_place_in_the_strip(number: int) -> None:
    assert _describe(None)[number].thumbnail == number
