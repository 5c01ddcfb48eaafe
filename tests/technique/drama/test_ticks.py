from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.model.signal import Track
from reelbridge.technique.drama.ticks import (
    Values,
    as_array,
    highest_before,
    highest_from,
    mean_before,
    share_between,
    smooth,
    ticks_of,
)

values = st.lists(st.floats(0, 100), max_size=40).map(lambda numbers: np.array(numbers, dtype=np.float64))


def test_a_track_is_filled_up_and_cut_off_to_the_length_of_the_episode() -> None:
    track = Track(signal="heat", values=(1.0, None, 3.0))
    assert as_array(track, 2)[0] == 1.0
    assert np.isnan(as_array(track, 5)[[1, 3, 4]]).all()


@given(values)
def test_smoothing_stays_between_the_least_and_the_greatest(numbers: Values) -> None:
    smoothed = smooth(numbers)
    assert smoothed.size == numbers.size
    if numbers.size:
        assert numbers.min() - 1e-9 <= smoothed.min()
        assert smoothed.max() <= numbers.max() + 1e-9


def test_smoothing_does_not_move_a_moment() -> None:
    numbers = np.zeros(21)
    numbers[10] = 1.0
    smoothed = smooth(numbers)
    assert int(smoothed.argmax()) == 10
    assert np.allclose(smoothed, smoothed[::-1])


@given(values, st.integers(1, 8))
def test_the_highest_around_are_those_of_plain_slices(numbers: Values, count: int) -> None:
    ahead, behind = highest_from(numbers, count), highest_before(numbers, count)
    for place in range(numbers.size):
        assert ahead[place] == numbers[place : place + count].max()
        assert behind[place] == max(numbers[max(0, place - count) : place], default=0.0)


def test_the_mean_before_needs_all_of_its_time() -> None:
    means = mean_before(np.arange(8.0), first=4, last=2)
    assert all(math.isnan(mean) for mean in means[:4])
    assert means[4] == 1.0  # of 0, 1 and 2
    assert means[7] == 4.0


def test_what_is_not_there_has_no_share() -> None:
    assert share_between(np.array([np.nan, 0.0, 5.0, 20.0]), 0.0, 10.0).tolist() == [0.0, 0.0, 0.5, 1.0]


def test_a_length_of_time_is_at_least_a_tick() -> None:
    assert [ticks_of(ms) for ms in (0, 90, 310, 1_000)] == [1, 1, 2, 5]
