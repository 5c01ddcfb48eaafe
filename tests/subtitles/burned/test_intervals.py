"""When lines come and go, from masks alone."""

from __future__ import annotations

import pytest

from reelbridge.subtitles.burned.intervals import find_intervals
from reelbridge.subtitles.burned.looks import group_looks
from subtitles.burned.film import Film


def intervals_of(film: Film) -> list[tuple[int, int]]:
    looks = film.looks()
    found = find_intervals(group_looks(looks), looks, film.mask, film.count)
    return [(interval.first, interval.end) for interval in found]


def test_a_line_is_found_to_the_frame() -> None:
    assert intervals_of(Film({"一碗面": range(13, 62)}, 90)) == [(13, 62)]


@pytest.mark.parametrize("length", [8, 10, 15])
def test_a_line_of_less_than_half_a_second_is_found_to_the_frame(length: int) -> None:
    assert intervals_of(Film({"不签": range(21, 21 + length)}, 60)) == [(21, 21 + length)]


def test_lines_that_follow_without_a_gap_part_at_the_right_frame() -> None:
    film = Film({"三千万今晚": range(5, 33), "多少钱都不卖": range(33, 70)}, 90)
    assert intervals_of(film) == [(5, 33), (33, 70)]


def test_lines_that_differ_in_one_character_stay_two() -> None:
    film = Film({"他早就知道": range(5, 34), "她早就知道": range(34, 70)}, 90)
    assert intervals_of(film) == [(5, 34), (34, 70)]


def test_the_same_line_twice_with_a_gap_stays_two() -> None:
    film = Film({"好的": range(5, 30), "好的 ": range(38, 60)}, 90)
    assert intervals_of(film) == [(5, 30), (38, 60)]


def test_a_line_that_is_up_at_the_first_and_the_last_frame_has_the_whole_video() -> None:
    assert intervals_of(Film({"一碗面": range(50)}, 50)) == [(0, 50)]


def test_no_text_no_interval() -> None:
    assert intervals_of(Film({}, 50, noise=0.1)) == []
