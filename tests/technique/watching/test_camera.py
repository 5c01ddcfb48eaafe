"""What the camera does between two pictures. Small pictures are a quarter as wide as the seen ones."""

from __future__ import annotations

import numpy as np
import pytest

from reelbridge.technique.watching.camera import STILL, Movement, find_movement
from support.scenes import add_subject, add_subtitles, see, small


def _find(one: np.ndarray, two: np.ndarray) -> Movement:
    movement = find_movement(small(one), small(two))
    assert movement is not None
    return movement


@pytest.mark.parametrize("step", [1, 3, -10, 40, 160])
def test_a_pan_to_the_right_moves_the_picture_to_the_left(step: int) -> None:
    movement = _find(see(), see(x=step))

    assert movement.x * 4 == pytest.approx(-step, abs=0.15)
    assert movement.y * 4 == pytest.approx(0, abs=0.15)
    assert movement.growth == pytest.approx(0, abs=0.0005)


def test_a_tilt_down_moves_the_picture_up() -> None:
    assert _find(see(), see(y=6)).y * 4 == pytest.approx(-6, abs=0.15)


@pytest.mark.parametrize("growth", [0.001, 0.02, -0.02])
def test_a_zoom_is_no_pan(growth: float) -> None:
    movement = _find(see(), see(zoom=1 + growth))

    assert movement.growth == pytest.approx(growth, abs=0.001)
    assert np.hypot(movement.x, movement.y) * 4 < 0.3


def test_subtitles_that_stand_still_do_not_hold_the_camera() -> None:
    movement = _find(add_subtitles(see()), add_subtitles(see(x=8)))

    assert movement.x * 4 == pytest.approx(-8, abs=0.3)


def test_a_large_body_that_crosses_the_picture_does_not_move_the_camera() -> None:
    movement = _find(add_subject(see(), 150), add_subject(see(), 160))

    assert np.hypot(movement.x, movement.y) * 4 < 0.3


def test_where_a_body_fills_half_of_the_picture_the_camera_rather_stands_still() -> None:
    movement = _find(*(add_subject(see(), x, size=(130, 280)) for x in (175, 183)))

    assert np.hypot(movement.x, movement.y) * 4 < 0.3


def test_a_body_walking_the_other_way_does_not_stop_a_pan() -> None:
    movement = _find(add_subject(see(), 160), add_subject(see(x=12), 150))

    assert movement.x * 4 == pytest.approx(-12, abs=0.3)


def test_noise_does_not_move_the_camera() -> None:
    random = np.random.default_rng(3)
    one, two = (np.clip(see() + random.normal(0, 6, (640, 360)), 0, 255).astype(np.uint8) for _ in range(2))

    movement = _find(one, two)

    assert np.hypot(movement.x, movement.y) * 4 < 0.1


def test_two_pictures_that_have_nothing_in_common_tell_of_no_movement() -> None:
    assert find_movement(small(see(seed=1)), small(see(seed=5))) is None


@pytest.mark.parametrize("shape", [(160, 90), (90, 160), (2, 160), (160, 2), (8, 8), (30, 30)])
def test_a_black_picture_of_any_shape_stands_still(shape: tuple[int, int]) -> None:
    black = np.full(shape, 16, np.uint8)

    assert find_movement(black, black) is STILL


def test_a_movement_takes_each_place_to_where_it_goes() -> None:
    matrix = Movement(x=2, y=-1, growth=0.5, turn=0.25).matrix((101, 51))

    assert matrix @ [25, 50, 1] == pytest.approx([27, 49])
    assert matrix @ [35, 50, 1] == pytest.approx([42, 51.5])
