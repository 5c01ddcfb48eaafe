"""The fill shows what is behind the letters."""

from __future__ import annotations

import cv2
import numpy as np

from reelbridge.subtitles.erasing.fill.filler import FillEraser
from support.lettered import Scene, make_scene, make_texture

HEIGHT, WIDTH = 96, 160


def fill(scene: Scene) -> np.ndarray:
    return FillEraser().erase(scene.clip).luma


def rms(error: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(error))))


def inpaint(scene: Scene) -> np.ndarray:
    """Each frame by itself, the plain way."""
    clip = scene.clip
    return np.stack(
        [
            cv2.inpaint(clip.luma[frame], clip.mask(frame).astype(np.uint8), 3, cv2.INPAINT_TELEA)
            for frame in range(clip.first_target, clip.end_target)
        ]
    )


def test_a_locked_camera_shows_exactly_what_was_there_before_and_after() -> None:
    scene = make_scene([make_texture(WIDTH, HEIGHT)] * 14, 2, 12)
    assert np.abs(scene.error(fill(scene))).max() == 0


def test_a_pan_shows_what_came_out_from_behind_the_letters() -> None:
    wide = make_texture(WIDTH + 60, HEIGHT)
    scene = make_scene([wide[:, 2 * at : 2 * at + WIDTH] for at in range(24)], 2, 22)
    assert rms(scene.error(fill(scene))) < 2.5
    assert rms(scene.error(fill(scene))) < rms(scene.error(inpaint(scene))) / 2


def test_a_slow_pan_between_pixels_stays_sharp() -> None:
    wide = make_texture(WIDTH + 20, HEIGHT)
    pictures = [
        cv2.warpAffine(wide, np.float32([[1, 0, -0.3 * at], [0, 1, 0]]), (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC)
        for at in range(20)
    ]
    assert rms(make_scene(pictures, 2, 18).error(fill(make_scene(pictures, 2, 18)))) < 2


def test_a_flash_of_light_leaves_no_ghost() -> None:
    still = make_texture(WIDTH, HEIGHT)
    pictures = [np.clip(still.astype(int) + (50 if at in (6, 7) else 0), 0, 255).astype(np.uint8) for at in range(14)]
    scene = make_scene(pictures, 2, 12)
    assert rms(scene.error(fill(scene))[4:6]) < 3


def test_light_that_fades_is_followed() -> None:
    still = make_texture(WIDTH, HEIGHT).astype(float)
    scene = make_scene([(still - 3 * at).clip(0).astype(np.uint8) for at in range(14)], 2, 12)
    assert rms(scene.error(fill(scene))) < 3


def test_what_never_shows_is_made_up_from_around_it_and_does_not_flicker() -> None:
    rng = np.random.default_rng(3)
    still = make_texture(WIDTH, HEIGHT).astype(float)
    pictures = [(still + rng.normal(0, 3, still.shape)).clip(0, 255).astype(np.uint8) for _ in range(20)]
    scene = make_scene(pictures, 0, 20)
    filled, plain = fill(scene), inpaint(scene)
    assert rms(scene.error(filled)) < rms(scene.error(plain)) * 1.1
    mask = scene.clip.masks[1]
    flicker = np.abs(np.diff(filled[:, mask].astype(float), axis=0)).mean()
    assert flicker < np.abs(np.diff(plain[:, mask].astype(float), axis=0)).mean() / 2


def test_something_that_moves_by_itself_is_not_painted_over_with_what_was_there() -> None:
    pictures = []
    for at in range(20):
        picture = make_texture(WIDTH, HEIGHT) // 2
        cv2.circle(picture, (30 + 5 * at, 40), 22, 180, -1)
        pictures.append(picture)
    scene = make_scene(pictures, 2, 18)
    # it never stands still behind the letters, so there is little to copy; what stood there before is 90 off
    before = scene.error(np.repeat(scene.truth[:1], 16, axis=0))
    assert rms(scene.error(fill(scene))) < rms(before) / 2
    assert rms(scene.error(fill(scene))) < 1.5 * rms(scene.error(inpaint(scene)))


def test_color_is_filled_as_well() -> None:
    scene = make_scene([make_texture(WIDTH, HEIGHT)] * 8, 2, 6)
    filled = FillEraser().erase(scene.clip)
    assert (filled.blue == 110).all()
    assert (filled.red == 110).all()
