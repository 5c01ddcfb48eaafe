"""What the camera does in a shot, in one word, and how much it shakes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from reelbridge.model.shot import CameraMove
from reelbridge.technique.watching.meter import Meter
from reelbridge.technique.watching.moves import name_move
from reelbridge.technique.watching.path import Path, find_paths
from support.scenes import add_subject, add_subtitles, frames_of, see

FRAMES = 30
#: px to the right and down, by frame: a hand that sways and trembles
_HAND = np.cumsum(np.random.default_rng(4).normal(0, 1.6, (FRAMES, 2)), axis=0)
#: ... and one that sways from side to side within two seconds, faster at its fastest than a slow pan
_SWAY = _HAND + np.stack([-16 * np.cos(np.arange(FRAMES) / FRAMES * np.pi), np.zeros(FRAMES)], axis=1)


def _path(look: Callable[[int], np.ndarray], *, count: int = FRAMES, step_ms: int = 40) -> Path:
    meter = Meter()
    for frame in frames_of((look(index) for index in range(count)), step_ms=step_ms):
        meter.feed(frame)
    readings = meter.readings()
    (path,) = find_paths(readings, np.ones(len(readings.earlier), dtype=bool))
    return path


@pytest.mark.parametrize(
    ("look", "move"),
    [
        (lambda index: see(), CameraMove.LOCKED),
        (lambda index: see(x=3 * index), CameraMove.PAN_RIGHT),
        (lambda index: see(x=-3 * index), CameraMove.PAN_LEFT),
        (lambda index: see(y=3 * index), CameraMove.TILT_DOWN),
        (lambda index: see(y=-3 * index), CameraMove.TILT_UP),
        (lambda index: see(zoom=1.001**index), CameraMove.ZOOM_IN),
        (lambda index: see(zoom=0.998**index), CameraMove.ZOOM_OUT),
        (lambda index: see(x=_HAND[index, 0], y=_HAND[index, 1]), CameraMove.HANDHELD),
        (lambda index: see(x=_SWAY[index, 0], y=_SWAY[index, 1]), CameraMove.HANDHELD),
        (lambda index: see(x=_HAND[index, 0] + 9 * index, y=_HAND[index, 1]), CameraMove.PAN_RIGHT),
        (lambda index: see(x=0.05 * index), CameraMove.LOCKED),
        (lambda index: add_subtitles(see(x=3 * index)), CameraMove.PAN_RIGHT),
        (lambda index: add_subject(see(), 60 + 8 * index), CameraMove.LOCKED),
        (lambda index: see(x=4 * max(0, index - 20)), CameraMove.LOCKED),
    ],
    ids=lambda value: value.value if isinstance(value, CameraMove) else "",
)
def test_a_shot_is_called_by_what_the_camera_does_longest(look: Callable[[int], np.ndarray], move: CameraMove) -> None:
    assert name_move([_path(look)]) is move


def test_a_drawing_held_still_with_moving_lips_and_subtitles_that_change_is_locked_off() -> None:
    def look(index: int) -> np.ndarray:
        picture = see() if index % 6 < 3 else add_subtitles(see())
        picture[200 : 200 + 20 * (index % 2 + 1), 150:210] = 30
        return picture

    path = _path(look)

    assert name_move([path]) is CameraMove.LOCKED
    assert np.sqrt(path.shake().mean()) < 0.05


def test_a_steady_pan_has_no_shake_and_a_hand_has() -> None:
    steady = _path(lambda index: see(x=5 * index))
    held = _path(lambda index: see(x=_HAND[index, 0], y=_HAND[index, 1]))

    assert np.sqrt(steady.shake().mean()) < 0.1
    assert np.sqrt(held.shake().mean()) == pytest.approx(_true_shake(), rel=0.15)


def _true_shake() -> float:
    """The same measure of the hand itself, in % of the picture's width."""
    truth = Path(start_ms=0, places=np.concatenate([_HAND / 360 * 100, np.zeros((FRAMES, 1))], axis=1))
    return float(np.sqrt(truth.shake().mean()))


def test_a_pan_is_as_fast_at_fifty_frames_a_second() -> None:
    slow = _path(lambda index: see(x=4 * index), count=13)
    fast = _path(lambda index: see(x=2 * index), count=25, step_ms=20)

    assert fast.speed(6)[:, 0] == pytest.approx(slow.speed(6)[:, 0], rel=0.03)
    assert slow.speed(6)[:, 0].mean() == pytest.approx(4 / 360 * 100 * 25, rel=0.03)


def test_a_shot_of_which_nothing_is_known_is_locked_off() -> None:
    assert name_move([]) is CameraMove.LOCKED
