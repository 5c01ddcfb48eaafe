"""Where the strokes are, and how much of them is gone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from reelbridge.subtitles.picture.mask import (
    Ink,
    Mask,
    largest_loss,
    least_common,
    measure_ink,
    pack,
    text_mask,
    thicken,
    unpack,
)
from reelbridge.subtitles.picture.pictures import Luma
from subtitles.burned.film import text_mask_of

STROKES = text_mask_of("三千万今晚")


def draw(stroke: int, ground: int, *, outline: int | None = None) -> Luma:
    """A line with strokes and ground of these brightnesses, softened as a codec does."""
    picture = np.full(STROKES.shape, ground, np.uint8)
    if outline is not None:
        picture[thicken(STROKES)] = outline
    picture[STROKES] = stroke
    return np.asarray(cv2.GaussianBlur(picture, (3, 3), 0.5), dtype=np.uint8)


def found(picture: Luma, ink: Ink) -> float:
    """Share of the strokes that the mask shows."""
    return float(np.count_nonzero(text_mask(picture, ink) & STROKES) / np.count_nonzero(STROKES))


def test_white_lines_are_measured_as_bright_and_full_of_contrast() -> None:
    ink = measure_ink([draw(235, 80, outline=16)] * 3)
    assert ink.brightness == 150
    assert ink.contrast >= 60


def test_thin_grey_lines_are_measured_as_what_they_are_and_found() -> None:
    picture = draw(150, 96)
    ink = measure_ink([picture, picture, picture])
    assert ink.brightness < 120
    assert ink.contrast < 40
    assert found(picture, ink) > 0.9
    assert found(picture, Ink()) < 0.1


def test_one_odd_picture_does_not_change_the_measure() -> None:
    white = draw(235, 80, outline=16)
    assert measure_ink([white, draw(150, 96), white]) == measure_ink([white])


def test_a_picture_without_strokes_is_measured_without_trouble() -> None:
    assert measure_ink([np.full((32, 100), 90, np.uint8)]) == Ink(brightness=90, contrast=24)


@pytest.mark.parametrize("ground", [20, 90, 200])
def test_outlined_strokes_are_found_on_any_ground(ground: int) -> None:
    assert found(draw(235, ground, outline=16), Ink()) > 0.9


def test_a_wide_bright_wall_is_no_stroke() -> None:
    picture = np.full((40, 240), 40, np.uint8)
    picture[:, 100:200] = 230
    assert not text_mask(picture, Ink()).any()


def test_a_packed_mask_comes_back_as_it_was() -> None:
    assert np.array_equal(unpack(pack(STROKES), STROKES.shape), STROKES)


def test_one_other_character_in_a_long_line_counts_in_full() -> None:
    assert largest_loss(STROKES, text_mask_of("三千方今晚")) > 0.5
    assert least_common(STROKES, text_mask_of("三千方今晚")) < 0.8


def test_what_moves_behind_a_line_does_not_count() -> None:
    noise: Mask = np.random.default_rng(3).random(STROKES.shape) < 0.1
    assert largest_loss(STROKES, STROKES | noise) == 0
    assert least_common(STROKES, STROKES) == 1


def test_nothing_has_nothing_in_common() -> None:
    nothing = np.zeros_like(STROKES)
    assert least_common(nothing, nothing) == 0
    assert largest_loss(STROKES, nothing) == 1
