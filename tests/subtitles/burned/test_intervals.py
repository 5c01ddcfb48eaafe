"""When lines come and go, from masks alone."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from reelbridge.subtitles.burned.intervals import find_intervals
from reelbridge.subtitles.burned.looks import Look, group_looks
from reelbridge.subtitles.picture.mask import Mask
from reelbridge.subtitles.picture.pictures import Area

SHAPE = (40, 240)
#: a look every four frames, as in a video of 25 frames a second
STEP = 4


def glyph(char: str) -> Mask:
    """A made-up character of 24 x 20 pixels: strokes two pixels wide, other ones for every character."""
    drawn = np.zeros((24, 20), np.bool_)
    chance = np.random.default_rng(ord(char))
    for place in chance.choice(12, 4, replace=False):
        drawn[2 * place : 2 * place + 2, chance.integers(0, 6) : 18] = True
    return drawn


def text_mask_of(text: str) -> tuple[Mask, Area]:
    mask = np.zeros(SHAPE, np.bool_)
    left = SHAPE[1] // 2 - 10 * len(text)
    for number, char in enumerate(text):
        mask[8:32, left + 20 * number : left + 20 * number + 20] = glyph(char)
    return mask, Area(left=left, top=8, right=left + 20 * len(text), bottom=32)


class Film:
    """Texts by the frames at which they are up, over a ground of noise that changes from frame to frame."""

    def __init__(self, texts: Mapping[str, range], count: int, *, noise: float = 0.02) -> None:
        self.count = count
        self._texts = texts
        self._noise = noise

    def mask(self, frame: int) -> Mask:
        mask: Mask = np.random.default_rng(frame).random(SHAPE) < self._noise
        for text, frames in self._texts.items():
            if frame in frames:
                mask |= text_mask_of(text.strip())[0]
        return mask

    def intervals(self) -> list[tuple[int, int]]:
        looks = []
        for number, frame in enumerate(range(0, self.count, STEP)):
            rows = [text_mask_of(text.strip())[1] for text, frames in self._texts.items() if frame in frames]
            looks.append(Look(number=number, frame=frame, rows=tuple(rows)))
        found = find_intervals(group_looks(looks), looks, self.mask, self.count)
        return [(interval.first, interval.end) for interval in found]


def test_a_line_is_found_to_the_frame() -> None:
    assert Film({"一碗面": range(13, 62)}, 90).intervals() == [(13, 62)]


@pytest.mark.parametrize("length", [8, 10, 15])
def test_a_line_of_less_than_half_a_second_is_found_to_the_frame(length: int) -> None:
    assert Film({"不签": range(21, 21 + length)}, 60).intervals() == [(21, 21 + length)]


def test_lines_that_follow_without_a_gap_part_at_the_right_frame() -> None:
    film = Film({"三千万今晚": range(5, 33), "多少钱都不卖": range(33, 70)}, 90)
    assert film.intervals() == [(5, 33), (33, 70)]


def test_lines_that_differ_in_one_character_stay_two() -> None:
    film = Film({"他早就知道": range(5, 34), "她早就知道": range(34, 70)}, 90)
    assert film.intervals() == [(5, 34), (34, 70)]


def test_the_same_line_twice_with_a_gap_stays_two() -> None:
    film = Film({"好的": range(5, 30), "好的 ": range(38, 60)}, 90)
    assert film.intervals() == [(5, 30), (38, 60)]


def test_a_line_that_is_up_at_the_first_and_the_last_frame_has_the_whole_video() -> None:
    assert Film({"一碗面": range(50)}, 50).intervals() == [(0, 50)]


def test_no_text_no_interval() -> None:
    assert Film({}, 50, noise=0.1).intervals() == []
