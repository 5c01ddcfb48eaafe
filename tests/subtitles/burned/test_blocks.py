"""Where in a scene text may stand."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from reelbridge.subtitles.burned.blocks import BLOCK, dilate, find_blocks
from reelbridge.subtitles.picture.pictures import Luma
from subtitles.burned.film import text_mask_of

HEIGHT, WIDTH = 640, 360


def wall() -> Luma:
    """A soft, uneven ground."""
    noise = np.random.default_rng(1).random((HEIGHT, WIDTH)).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), 20)
    return np.asarray(60 + 100 * (soft - soft.min()) / (soft.max() - soft.min()), dtype=np.uint8)


@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("brightness", [235, 10])
def test_a_line_of_bright_or_dark_text_is_found_where_it_stands(scale: int, brightness: int) -> None:
    picture = wall()
    strokes = np.kron(text_mask_of("三千万今晚")[8:32, 70:170], np.ones((scale, scale), np.bool_))
    picture[320 : 320 + strokes.shape[0], 96 : 96 + strokes.shape[1]][strokes] = brightness
    rows, columns = np.nonzero(find_blocks(picture))
    assert rows.min() * BLOCK >= 320 - BLOCK and rows.max() * BLOCK < 320 + strokes.shape[0]
    assert columns.min() * BLOCK <= 96 + 2 * BLOCK and columns.max() * BLOCK >= 60 + strokes.shape[1]


def test_a_soft_wall_and_the_edge_of_a_door_hold_no_text() -> None:
    picture = wall()
    picture[:, 200:] //= 2
    assert not find_blocks(picture).any()


def test_a_single_speck_is_no_text() -> None:
    picture = wall()
    picture[320:326, 160:166] = 235
    assert not find_blocks(picture).any()


def test_a_scene_that_moves_by_less_than_a_square_is_known() -> None:
    picture = wall()
    strokes = text_mask_of("三千万今晚")
    picture[320:360, 60:300][strokes] = 235
    moved = np.roll(picture, BLOCK - 2, axis=1)
    assert not (find_blocks(moved) & ~dilate(find_blocks(picture))).any()
