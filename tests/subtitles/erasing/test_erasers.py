"""What every way of taking text off promises."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from reelbridge.subtitles.erasing.clip import halve
from reelbridge.subtitles.erasing.erasers import ERASERS, Eraser
from support.lettered import Scene, make_scene, make_texture


@pytest.fixture(params=list(ERASERS))
def eraser(request: pytest.FixtureRequest) -> Eraser:
    made: Eraser = ERASERS[request.param]()
    return made


@pytest.fixture
def scene() -> Scene:
    wide = make_texture(200, 80)
    return make_scene([wide[:, at : at + 160] for at in range(12)], 2, 10)


def test_the_target_frames_come_back_in_their_size(eraser: Eraser, scene: Scene) -> None:
    filled = eraser.erase(scene.clip)
    assert filled.luma.shape == (8, 80, 160)
    assert filled.blue.shape == filled.red.shape == (8, 40, 80)
    assert filled.changed.shape == scene.clip.masks.shape


def test_nothing_changes_beyond_what_it_says(eraser: Eraser, scene: Scene) -> None:
    clip, filled = scene.clip, eraser.erase(scene.clip)
    kept = ~filled.changed[1]
    assert np.array_equal(filled.luma[:, kept], clip.luma[2:10][:, kept])
    assert np.array_equal(filled.blue[:, halve(kept)], clip.blue[2:10][:, halve(kept)])
    assert np.array_equal(filled.red[:, halve(kept)], clip.red[2:10][:, halve(kept)])
    assert kept.any()


def test_what_it_changes_covers_the_letters_and_keeps_to_whole_blocks(eraser: Eraser, scene: Scene) -> None:
    changed = eraser.erase(scene.clip).changed
    assert not changed[0].any()
    assert (changed | scene.clip.masks == changed).all()
    assert np.array_equal(changed, np.repeat(np.repeat(halve(changed), 2, axis=1), 2, axis=2))


def test_no_letter_can_be_seen_afterwards(eraser: Eraser, scene: Scene) -> None:
    filled = eraser.erase(scene.clip)
    # strokes are 235 beside 16; the scene itself lies between 40 and 160
    for picture in filled.luma:
        inside = picture[scene.clip.masks[1]]
        assert inside.max() < 200
        assert cv2.Laplacian(picture, cv2.CV_32F)[scene.clip.masks[1]].std() < 25


def test_the_clip_itself_is_left_as_it_is(eraser: Eraser, scene: Scene) -> None:
    before = scene.clip.luma.copy()
    eraser.erase(scene.clip)
    assert np.array_equal(scene.clip.luma, before)


def test_the_same_clip_gives_the_same_picture(eraser: Eraser, scene: Scene) -> None:
    assert np.array_equal(eraser.erase(scene.clip).luma, eraser.erase(scene.clip).luma)


def test_target_frames_without_text_stay(eraser: Eraser, scene: Scene) -> None:
    clip = replace(scene.clip, first_target=0, end_target=12)
    filled = eraser.erase(clip)
    for frame in (0, 1, 10, 11):
        assert np.array_equal(filled.luma[frame], clip.luma[frame])


def test_text_up_to_the_edge_of_the_picture(eraser: Eraser, scene: Scene) -> None:
    masks = scene.clip.masks.copy()
    masks[1, :, :40] = True
    filled = eraser.erase(replace(scene.clip, masks=masks))
    assert filled.luma.shape == (8, 80, 160)


def test_a_frame_that_is_all_text(eraser: Eraser, scene: Scene) -> None:
    masks = scene.clip.masks.copy()
    masks[1] = True
    assert eraser.erase(replace(scene.clip, masks=masks)).luma.shape == (8, 80, 160)
