"""What is a cut, what only looks like one, and where gradual transitions begin and end."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from reelbridge.model.shot import ShotList, Transition
from support.cuts import CALM, MARGIN, Scene, blend, detect, dissolve, flat, letter, noisy, wipe

ONE, OTHER, THIRD = Scene(1), Scene(2), Scene(3)


def begins(shots: ShotList) -> list[tuple[Transition, int]]:
    return [(shot.transition, shot.start_frame) for shot in shots.shots]


def spans(shots: ShotList) -> list[tuple[Transition, int | None, int | None]]:
    return [(each.transition, each.transition_start_frame, each.transition_end_frame) for each in shots.shots[1:]]


ONE_SHOT = [(Transition.START, 0)]


def test_a_cut_is_found_at_its_frame() -> None:
    shots = detect([*ONE.still(20), *OTHER.still(33), *THIRD.still(20)])
    assert begins(shots) == [(Transition.START, 0), (Transition.CUT, 20), (Transition.CUT, 53)]
    assert [(shot.start_ms, shot.end_ms) for shot in shots.shots] == [(0, 800), (800, 2120), (2120, 2920)]
    assert all(shot.confidence > 0.5 for shot in shots.shots)


def test_cuts_seven_frames_apart_are_all_found() -> None:
    scenes = [Scene(seed) for seed in range(10, 18)]
    shots = detect([picture for scene in scenes for picture in scene.still(7)])
    assert [shot.start_frame for shot in shots.shots] == list(range(0, 56, 7))


def test_cutting_to_and_fro_between_two_people_is_no_burst() -> None:
    shots = detect([picture for _ in range(4) for scene in (ONE, OTHER) for picture in scene.still(8)])
    assert [shot.start_frame for shot in shots.shots] == list(range(0, 64, 8))


def test_a_cut_to_the_same_place_from_nearer_is_found() -> None:
    wide = ONE.at()
    near = cv2.resize(wide[64:256, 36:144], (wide.shape[1], wide.shape[0]), interpolation=cv2.INTER_LINEAR)
    assert begins(detect([*ONE.still(), *[near] * CALM])) == [(Transition.START, 0), (Transition.CUT, CALM)]


def test_a_cut_in_the_dark_with_noise_is_found() -> None:
    dark = [(picture * 0.12 + 8).astype(np.uint8) for picture in (*ONE.still(), *OTHER.still())]
    assert begins(detect(noisy(dark, level=6))) == [(Transition.START, 0), (Transition.CUT, CALM)]


@pytest.mark.parametrize(("share", "at"), [(0.3, CALM + 1), (0.7, CALM)])
def test_a_cut_with_a_mixed_frame_in_between_is_one_cut(share: float, at: int) -> None:
    shots = detect([*ONE.still(), blend(ONE.at(), OTHER.at(), share), *OTHER.still()])
    assert begins(shots) == [(Transition.START, 0), (Transition.CUT, at)]


def test_a_cut_between_two_moving_cameras_is_found() -> None:
    shaken = [ONE.at(4 * (n % 5), -3 * (n % 3)) for n in range(CALM)] + [OTHER.at(-2 * n, n) for n in range(CALM)]
    assert begins(detect(shaken)) == [(Transition.START, 0), (Transition.CUT, CALM)]


@pytest.mark.parametrize("frames", [6, 12, 24])
def test_a_dissolve_is_told_with_its_first_and_last_frame(frames: int) -> None:
    shots = detect([*ONE.still(), *dissolve(ONE.at(), OTHER.at(), frames), *OTHER.still()])
    assert spans(shots) == [(Transition.DISSOLVE, CALM, CALM + frames)]
    assert shots.shots[1].start_frame == CALM + frames // 2


def test_a_dissolve_under_a_subtitle_that_changes_is_found() -> None:
    mixed = [*ONE.still(), *dissolve(ONE.at(), OTHER.at(), 12), *OTHER.still()]
    half = CALM + 6
    lettered = [letter(each, "hello") for each in mixed[:half]] + [letter(each, "no way") for each in mixed[half:]]
    assert spans(detect(lettered)) == [(Transition.DISSOLVE, CALM, CALM + 12)]


def test_a_fade_through_black_is_one_transition() -> None:
    black = flat(0, 1)[0]
    out = [blend(ONE.at(), black, (number + 1) / 8) for number in range(8)]
    into = [blend(black, OTHER.at(), (number + 1) / 9) for number in range(8)]
    shots = detect([*ONE.still(), *out, *flat(0, 6), *into, *OTHER.still()])
    assert spans(shots) == [(Transition.FADE, CALM, CALM + 22)]


def test_a_fade_up_tells_how_the_first_shot_starts() -> None:
    black = flat(0, 1)[0]
    shots = detect([*flat(0, 5), *(blend(black, ONE.at(), (n + 1) / 11) for n in range(10)), *ONE.still()])
    assert begins(shots) == ONE_SHOT
    assert shots.shots[0].transition_start_frame is None
    assert shots.shots[0].transition_end_frame == 15


def test_a_fade_to_black_at_the_end_makes_no_new_shot() -> None:
    out = [blend(ONE.at(), flat(0, 1)[0], (number + 1) / 10) for number in range(10)]
    assert begins(detect([*ONE.still(), *out, *flat(0, 10)])) == ONE_SHOT


@pytest.mark.parametrize("frames", [8, 20])
def test_a_wipe_is_told_from_a_dissolve(frames: int) -> None:
    shots = detect([*ONE.still(), *wipe(ONE.at(), OTHER.at(), frames), *OTHER.still()])
    [(kind, start, end)] = spans(shots)
    assert kind is Transition.WIPE
    assert start is not None and abs(start - CALM) <= 1
    assert end is not None and abs(end - CALM - frames) <= 1


@pytest.mark.parametrize("lights", [[1.0], [0.9, 0.9, 0.9], [0.8, 0.95, 0.7, 0.35], [0.9, 0.0, 0.8]])
def test_a_flash_is_no_cut_and_is_listed(lights: list[float]) -> None:
    white = flat(255, 1)[0]
    lit = [blend(ONE.at(), white, light) for light in lights]
    shots = detect([*ONE.still(), *lit, *ONE.still()])
    assert begins(shots) == ONE_SHOT
    assert [(flash.start_frame, flash.end_frame) for flash in shots.flashes] == [(CALM, CALM + len(lights))]
    assert (shots.flashes[0].start_ms, shots.flashes[0].end_ms) == (40 * CALM, 40 * (CALM + len(lights)))


def test_a_whip_pan_is_no_cut() -> None:
    places = [-70] * CALM + [-70, -64, -48, -20, 12, 44, 62, 70] + [70] * CALM
    panned = [ONE.at(right) for right in places]
    assert begins(detect(panned)) == ONE_SHOT


def test_a_shaking_phone_makes_no_cut() -> None:
    random = np.random.default_rng(5)
    shaken = [ONE.at(*(int(each) for each in random.integers(-14, 15, 2))) for _ in range(2 * CALM)]
    assert begins(detect(shaken)) == ONE_SHOT


def test_a_subtitle_that_changes_is_no_cut() -> None:
    lines = ["who are you", "I said no", "", "a ring", "the contract"]
    shots = detect([letter(ONE.at(), line) for line in lines for _ in range(12)])
    assert begins(shots) == ONE_SHOT


def test_something_that_passes_the_camera_is_no_cut() -> None:
    passed = []
    for number in range(12):
        picture = ONE.at()
        left = 34 * number - 200
        picture[:, max(0, left) : max(0, left + 200)] = 40
        passed.append(picture)
    assert begins(detect([*ONE.still(), *passed, *ONE.still()])) == ONE_SHOT


def test_a_slow_zoom_and_a_slow_pan_are_one_shot() -> None:
    panned = [ONE.at(round(1.5 * number) - MARGIN // 2) for number in range(60)]
    assert begins(detect(panned)) == ONE_SHOT


@pytest.mark.parametrize("level", [0, 16, 128, 255])
def test_a_picture_of_one_colour_is_one_shot(level: int) -> None:
    assert begins(detect(flat(level, 80))) == ONE_SHOT


@pytest.mark.parametrize("frames", [1, 2, 3, 250])
def test_a_still_picture_is_one_shot_however_long(frames: int) -> None:
    shots = detect(ONE.still(frames))
    assert begins(shots) == ONE_SHOT
    assert shots.frame_count == shots.shots[0].end_frame == frames


def test_no_frame_at_all_gives_no_shot() -> None:
    assert detect([]).shots == ()


def test_cuts_are_found_once_wherever_they_fall_in_a_long_video() -> None:
    lengths = [37, 96, 11, 48, 95, 29, 97, 144, 60, 31]
    pictures = [picture for number, length in enumerate(lengths) for picture in Scene(20 + number).still(length)]
    shots = detect(pictures)
    assert [shot.end_frame - shot.start_frame for shot in shots.shots] == lengths


def test_shots_have_no_gap_and_flashes_lie_in_them() -> None:
    shots = detect([*ONE.still(), *dissolve(ONE.at(), OTHER.at(), 9), *OTHER.still(), *THIRD.still()])
    assert shots.shots[0].start_frame == 0
    assert shots.shots[-1].end_frame == shots.frame_count
    for one, other in zip(shots.shots, shots.shots[1:], strict=False):
        assert (one.end_frame, one.end_ms) == (other.start_frame, other.start_ms)
