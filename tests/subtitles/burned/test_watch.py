"""Where lines stand over time, and how seldom the detector has to be asked."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from reelbridge.subtitles.burned.looks import Look, group_looks, join_groups
from reelbridge.subtitles.burned.watch import watch
from reelbridge.subtitles.picture.mask import Mask
from reelbridge.subtitles.picture.pictures import Area
from subtitles.burned.film import SHAPE, STEP, Film, area_of, strip_of, text_mask_of


class Detector:
    """Finds what `find` says of a frame, and remembers the frames it was asked about.

    Args:
        closely_only: the frames in which only a close search finds anything.
    """

    def __init__(self, find: Callable[[int], tuple[Area, ...]], closely_only: range = range(0)) -> None:
        self._find = find
        self._closely_only = closely_only
        self.asked: list[int] = []

    def __call__(self, frame: int, *, closely: bool) -> tuple[tuple[Area, ...], tuple[Area, ...]]:
        if not self.asked or self.asked[-1] != frame:
            self.asked.append(frame)
        is_missed = frame in self._closely_only and not closely
        return (() if is_missed else self._find(frame)), ()


def shown(looks: tuple[Look, ...]) -> list[int]:
    """The frames in which a line was seen."""
    return [look.frame for look in looks if look.rows]


def test_the_detector_is_asked_once_for_a_line_and_not_at_all_when_it_is_gone() -> None:
    film = Film({"三千万今晚": range(12, 60)}, 120)
    detector = Detector(film.rows)
    looks = watch(film.strip(), detector)
    assert detector.asked == [12]
    assert len(looks) == 30
    assert shown(looks) == list(range(12, 60, STEP))
    assert [look.frame for look in looks if look.is_fresh] == [12, 60]


def test_a_band_without_strokes_is_never_searched() -> None:
    film = Film({}, 200)
    detector = Detector(film.rows)
    assert shown(watch(film.strip(), detector)) == []
    assert detector.asked == []


def test_a_line_that_changes_one_character_in_its_place_is_looked_at_anew() -> None:
    film = Film({"他早就知道": range(12, 40), "她早就知道": range(40, 80)}, 100)
    detector = Detector(film.rows)
    looks = watch(film.strip(), detector)
    assert detector.asked == [12, 40]
    assert [look.frame for look in looks if look.is_fresh and look.rows] == [12, 40]


def test_lines_that_follow_without_a_gap_are_found_at_their_first_looks() -> None:
    film = Film({"不签": range(8, 40), "跟我回家": range(40, 80)}, 80)
    looks = watch(film.strip(), Detector(film.rows))
    assert [look.rows for look in looks if look.frame in (36, 40)] == [(area_of("不签"),), (area_of("跟我回家"),)]


def test_a_line_too_faint_at_first_is_found_at_a_second_look() -> None:
    film = Film({"三千万今晚": range(12, 60)}, 80)
    detector = Detector(lambda frame: film.rows(frame) if frame >= 20 else ())
    looks = watch(film.strip(), detector)
    assert detector.asked == [12, 20]
    assert shown(looks) == list(range(20, 60, STEP))


def test_the_second_look_is_a_close_one() -> None:
    film = Film({"三千万今晚": range(12, 60)}, 80)
    looks = watch(film.strip(), Detector(film.rows, closely_only=range(80)))
    assert shown(looks) == list(range(20, 60, STEP))


def test_strokes_that_are_no_line_are_left_alone_after_two_looks() -> None:
    film = Film({"三千万今晚": range(12, 200)}, 200)
    detector = Detector(lambda frame: ())
    assert shown(watch(film.strip(), detector)) == []
    assert detector.asked == [12, 20]


def test_a_line_found_in_part_while_it_faded_in_is_looked_at_again() -> None:
    half, whole = text_mask_of("三千万今晚"), text_mask_of("三千万今晚")
    half[:, 120:] = False
    detector = Detector(lambda frame: (area_of("三千万今晚") if frame >= 12 else area_of("三千"),))
    looks = watch(strip_of([half if frame < 12 else whole for frame in range(60)]), detector)
    assert detector.asked[-1] == 12
    assert looks[-1].rows == (area_of("三千万今晚"),)


def test_a_line_that_the_detector_misses_once_is_still_there() -> None:
    film = Film({"三千万今晚": range(60)}, 60)
    steady = [film.mask(frame) for frame in range(60)]
    for mask in steady[32:]:
        mask[8:32, 20:60] |= text_mask_of("跟我")[8:32, 100:140]
    looks = watch(strip_of(steady), Detector(lambda frame: () if frame == 32 else film.rows(frame)))
    assert shown(looks) == list(range(0, 60, STEP))


def test_a_ground_that_moves_steadily_behind_a_line_makes_no_other_line_of_it() -> None:
    def mask(frame: int) -> Mask:
        seen = text_mask_of("三千万今晚") if frame >= 12 else np.zeros(SHAPE, np.bool_)
        seen[:, frame % 30 :: 30] = True  # stakes of a fence, a pixel further every frame
        return seen

    detector = Detector(lambda frame: (area_of("三千万今晚"),) if frame >= 12 else ())
    looks = watch(strip_of([mask(frame) for frame in range(120)]), detector)
    assert shown(looks) == list(range(12, 120, STEP))
    assert len(detector.asked) <= 2
    (group,) = join_groups(group_looks(looks), mask)
    assert (group.first.frame, group.last.frame) == (12, 116)
