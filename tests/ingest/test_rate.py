"""The frame rate from the times of the frames."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reelbridge.ingest.rate import measure_rate


@pytest.mark.parametrize("rate", [Fraction(24000, 1001), Fraction(25), Fraction(30000, 1001), Fraction(60)])
@pytest.mark.parametrize("time_base", [Fraction(1, 1000), Fraction(1, 90000)])
def test_a_constant_rate_is_found_though_the_container_rounds(rate: Fraction, time_base: Fraction) -> None:
    ticks = [round(frame / rate / time_base) for frame in range(250)]
    found = measure_rate(reversed(ticks), time_base, stated=[rate])
    assert (found.rate, found.is_variable) == (rate, False)


def test_a_few_dropped_frames_leave_the_rate_constant() -> None:
    ticks = [frame * 40 for frame in range(300) if frame not in (50, 51, 120)]
    found = measure_rate(ticks, Fraction(1, 1000), stated=[Fraction(24)])
    assert (found.rate, found.is_variable) == (Fraction(25), False)


def test_uneven_steps_are_a_variable_rate_with_its_average() -> None:
    ticks = [0]
    for step in (33, 50, 67) * 20:
        ticks.append(ticks[-1] + step)
    found = measure_rate(ticks, Fraction(1, 1000), stated=[Fraction(30)])
    assert (found.rate, found.is_variable) == (Fraction(20), True)


def test_an_odd_constant_rate_is_kept_as_measured() -> None:
    found = measure_rate(range(0, 9000, 90), Fraction(1, 1080), stated=[])
    assert (found.rate, found.is_variable) == (Fraction(12), False)


def test_a_single_frame_has_the_rate_its_file_states() -> None:
    assert measure_rate([0], Fraction(1, 1000), stated=[Fraction(0), Fraction(24)]).rate == 24
