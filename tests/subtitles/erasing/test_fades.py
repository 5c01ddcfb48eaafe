"""How long a line is seen before and after it is read."""

from __future__ import annotations

from reelbridge.subtitles.erasing.fades import count_traces


def test_a_line_that_comes_at_once_leaves_no_trace_before() -> None:
    assert count_traces([0.02, 0.01, 0.0]) == 0


def test_a_fade_is_followed_to_its_end_and_a_frame_more() -> None:
    assert count_traces([0.45, 0.3, 0.15, 0.05, 0.01, 0.0]) == 5


def test_what_rises_again_is_the_scene() -> None:
    assert count_traces([0.4, 0.2, 0.3, 0.4]) == 3


def test_where_another_line_hides_all_of_it_nothing_is_known() -> None:
    assert count_traces([None, 0.5]) == 0
