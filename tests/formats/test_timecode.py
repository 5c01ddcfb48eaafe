"""Timecode: what editing programs call a frame."""

from __future__ import annotations

from fractions import Fraction

import pytest
from opentimelineio import opentime

from reelbridge.formats.timecode import RATES, Timebase, timebase_of


@pytest.mark.parametrize("rate", RATES)
def test_labels_are_those_of_opentimelineio(rate: Fraction) -> None:
    base = Timebase(rate=rate)
    minute = round(rate * 60)
    frames = {0, 1, minute - 1, minute, minute + 1, 10 * minute, 10 * minute + 5, 59 * minute, 3 * 3600 * round(rate)}
    for frame in sorted({*frames, *range(0, 40_000, 997), *range(17_975, 17_990), *range(1_796, 1_804)}):
        assert base.label(frame) == opentime.to_timecode(opentime.RationalTime(frame, float(rate)))


def test_drop_frame_labels_stay_with_the_clock() -> None:
    base = Timebase(rate=Fraction(30000, 1001))
    assert base.label(1799) == "00:00:59;29"
    assert base.label(1800) == "00:01:00;02"
    assert base.label(base.frame_at(3_600_000)) == "01:00:00;00"


def test_a_frame_is_found_by_its_time_at_every_rate() -> None:
    for rate in RATES:
        base = Timebase(rate=rate)
        assert all(base.frame_at(round(frame * 1000 / rate)) == frame for frame in range(0, 20_000, 7))


@pytest.mark.parametrize(
    ("measured", "counted"),
    [
        (Fraction(25), Fraction(25)),
        (Fraction(2997, 100), Fraction(30000, 1001)),
        (Fraction(24), Fraction(24)),
        (Fraction(2397602, 100000), Fraction(24000, 1001)),
        (Fraction(15), Fraction(30)),
        (Fraction(12), Fraction(24)),
        (Fraction(2783, 100), Fraction(30000, 1001)),  # a phone's average
        (Fraction(120), Fraction(60)),
        (Fraction(0), Fraction(24000, 1001)),  # nothing could be decoded
    ],
)
def test_a_measured_rate_is_counted_in_one_that_programs_know(measured: Fraction, counted: Fraction) -> None:
    assert timebase_of(measured).rate == counted
