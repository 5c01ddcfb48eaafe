"""What is measured of each frame."""

from __future__ import annotations

import numpy as np
import pytest

from reelbridge.technique.pictures.frames import SmallFrame
from reelbridge.technique.watching.meter import Meter, Readings
from support.scenes import add_subject, frames_of, see, shoot


def _measure(frames: list[SmallFrame]) -> Readings:
    meter = Meter()
    for frame in frames:
        meter.feed(frame)
    return meter.readings()


def _coloured(luma: int, cb: int, cr: int) -> SmallFrame:
    chroma = [np.full((80, 45), value, np.uint8) for value in (cb, cr)]
    return SmallFrame(index=0, start_ms=0, luma=np.full((160, 90), luma, np.uint8), cb=chroma[0], cr=chroma[1])


def test_a_pan_is_told_in_shares_of_the_width_and_is_no_motion_in_the_picture() -> None:
    moved = _measure(frames_of(shoot(6, lambda index: see(x=7.2 * index))))
    still = _measure(frames_of(shoot(6, lambda index: see())))

    assert moved.right == pytest.approx(2, abs=0.06)
    assert moved.down == pytest.approx(0, abs=0.03)
    assert moved.subject.max() < 0.5
    assert still.subject == pytest.approx(0)


def test_a_body_that_moves_before_a_still_camera_is_motion_in_the_picture() -> None:
    moved = _measure(frames_of(shoot(6, lambda index: add_subject(see(), 120 + 10 * index))))

    assert moved.right == pytest.approx(0, abs=0.1)
    assert moved.subject.min() > 2


def test_the_same_motion_counts_the_same_at_any_frame_rate() -> None:
    rates = {}
    for step_ms in (20, 40, 80):
        pictures = [add_subject(see(), 100 + step_ms // 10 * index) for index in range(13)]
        rates[step_ms] = _measure(frames_of(pictures, step_ms=step_ms))

    # at 50 frames a second every other one is compared
    assert {step_ms: len(rate.subject) for step_ms, rate in rates.items()} == {20: 6, 40: 12, 80: 12}
    assert rates[20].subject.mean() == pytest.approx(rates[40].subject.mean(), rel=0.1)
    assert rates[80].subject.mean() == pytest.approx(rates[40].subject.mean(), rel=0.25)


@pytest.mark.parametrize(
    ("luma", "cb", "cr", "expected"),
    [
        (16, 128, 128, (0, 0, 0)),
        (235, 128, 128, (100, 0, 0)),
        (2, 128, 128, (0, 0, 0)),
        (126, 16, 240, (50.2, 100, 100)),
        (126, 240, 16, (50.2, 100, -100)),
    ],
)
def test_light_and_colours_go_from_end_to_end(
    luma: int, cb: int, cr: int, expected: tuple[float, float, float]
) -> None:
    readings = _measure([_coloured(luma, cb, cr)])

    found = (readings.brightness[0], readings.saturation[0], readings.warmth[0])
    assert found == pytest.approx(expected, abs=0.1)


def test_one_frame_has_light_but_nothing_to_compare() -> None:
    readings = _measure(frames_of([see()]))

    assert len(readings.brightness) == 1
    assert len(readings.subject) == 0
