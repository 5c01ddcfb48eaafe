from __future__ import annotations

from reelbridge.model.signal import tick_at
from reelbridge.technique.drama.cutting import cut_rate_track
from support.dramas import make_shot_list


def test_a_cut_every_two_seconds_is_thirty_a_minute_throughout() -> None:
    shots = make_shot_list(20_000, cuts=range(2_000, 20_000, 2_000))
    track = cut_rate_track(shots)
    assert track.signal == "cut-rate"
    assert set(track.values[tick_at(4_000) : tick_at(16_000)]) == {30.0}


def test_the_beginning_of_the_video_is_no_cut() -> None:
    assert set(cut_rate_track(make_shot_list(3_000)).values) == {0.0}


def test_the_ends_of_an_episode_are_not_slower_for_being_ends() -> None:
    shots = make_shot_list(20_000, cuts=range(1_000, 20_000, 1_000))
    values = cut_rate_track(shots).values
    assert all(value is not None and value >= 55.0 for value in (values[0], values[-1]))


def test_a_video_without_a_frame_has_an_empty_track() -> None:
    assert cut_rate_track(make_shot_list(0)).values == ()


def test_a_video_of_one_frame_has_one_value() -> None:
    assert cut_rate_track(make_shot_list(40)).values == (0.0,)
