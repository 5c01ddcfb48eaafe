"""Boxes behind the letters that let the picture through."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from reelbridge.subtitles.erasing.encoding import FINAL
from reelbridge.subtitles.erasing.survey import survey_video
from reelbridge.subtitles.erasing.upright import PictureReader
from reelbridge.subtitles.erasing.video import erase_video
from support.lettered import HEIGHT, LETTERS, WIDTH, cue_list, draw_letters, make_texture, read_pictures, write_video
from support.media import media_of

BOX = LETTERS.grown(12, 10, within=(HEIGHT, WIDTH))
# as smooth as pictures are: a scene that changes from one side of an edge to the other tells nothing about the box
WIDE = np.asarray(cv2.resize(make_texture(WIDTH // 3 + 20, HEIGHT // 3 + 1), (WIDTH + 60, HEIGHT)), dtype=np.uint8)


def scene(at: int) -> np.ndarray:
    """It pans, so that no frame before the line shows all that is behind the box."""
    return WIDE[:, at : at + WIDTH]


def boxed(picture: np.ndarray, opacity: float) -> np.ndarray:
    """Letters on a black box."""
    covered = picture.astype(np.float32)
    part = covered[BOX.top : BOX.bottom, BOX.left : BOX.right]
    part[:] = part * (1 - opacity) + 16 * opacity
    covered[draw_letters(HEIGHT, WIDTH)[0]] = 235
    return np.rint(covered).astype(np.uint8)


def write(path: Path, opacity: float) -> Path:
    return write_video(path, [boxed(scene(at), opacity) if 6 <= at < 40 else scene(at) for at in range(46)])


def test_the_opacity_of_a_box_is_measured(tmp_path: Path) -> None:
    path = write(tmp_path / "in.mp4", 0.5)
    survey = survey_video(PictureReader(path, media_of(path)), cue_list((6, 40)), lambda _: None)
    assert survey.veil is not None
    assert survey.veil.opacity == pytest.approx(0.5, abs=0.08)
    assert not survey.veil.is_opaque


@pytest.mark.parametrize(("opacity", "close"), [(0.5, 4), (1.0, 12)])
def test_the_box_goes_with_its_letters(tmp_path: Path, opacity: float, close: float) -> None:
    path = write(tmp_path / "in.mp4", opacity)
    target = tmp_path / "out.mp4"
    erase_video(path, media_of(path), cue_list((6, 40)), mode="fill", target=target, quality=FINAL)
    for at, picture in enumerate(read_pictures(target)):
        away = np.abs(picture.astype(float) - scene(at))
        assert away[BOX.top - 3 : BOX.bottom + 3, BOX.left - 3 : BOX.right + 3].mean() < close


def test_letters_without_a_box_have_none(tmp_path: Path) -> None:
    path = write(tmp_path / "in.mp4", 0.0)
    assert survey_video(PictureReader(path, media_of(path)), cue_list((6, 40)), lambda _: None).veil is None
