"""When a closer look is taken, and what is kept of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reelbridge.technique.pictures.frames import SmallFrame
from reelbridge.technique.watching import glances as glances_module
from reelbridge.technique.watching.glances import Glances, Looked, thumbnail_size
from support.faces import FACE_COLOUR, PaintedFaces
from support.scenes import see, small


class _Film:
    """Stands for the full picture of a frame."""

    rotation = 0
    picture = None

    def __init__(self, colour: np.ndarray) -> None:
        self._colour = colour

    def colour(self, height: int, width: int) -> np.ndarray:
        assert (height, width) == (256, 144)
        return self._colour


def _frame(index: int, *, seed: int = 1, face: int = 0, step_ms: int = 40) -> SmallFrame:
    """A frame with a face of so many rows of 256."""
    colour = np.full((256, 144, 3), 20 * seed, np.uint8)
    colour[10 : 10 + face, 20:100] = FACE_COLOUR
    chroma = np.full((80, 45), 128, np.uint8)
    return SmallFrame(index, index * step_ms, small(see(seed=seed)), chroma, chroma, _Film(colour))  # type: ignore[arg-type]


def _look(frames: list[SmallFrame], folder: Path) -> Looked:
    with Glances(PaintedFaces(), folder) as glances:
        for frame in frames:
            glances.feed(frame)
        return glances.looked()


def test_a_long_shot_is_looked_at_two_or_three_times_a_second(tmp_path: Path) -> None:
    assert _look([_frame(index) for index in range(51)], tmp_path).frame.tolist() == [0, 10, 20, 30, 40, 50]


def test_each_shot_of_three_tenths_of_a_second_is_looked_at(tmp_path: Path) -> None:
    looked = _look([_frame(index, seed=1 + index // 8 % 3) for index in range(64)], tmp_path)

    assert {frame // 8 for frame in looked.frame.tolist()} == set(range(8))


def test_a_picture_that_changes_at_every_frame_is_not_looked_at_every_time(tmp_path: Path) -> None:
    looked = _look([_frame(index, seed=1 + index % 3) for index in range(50)], tmp_path)

    assert len(looked.frame) <= 10


def test_the_largest_face_is_kept_as_a_share_of_the_height(tmp_path: Path) -> None:
    looked = _look([_frame(0, face=64), _frame(20)], tmp_path)

    assert looked.face_height == pytest.approx([0.25, 0])
    assert looked.faces.tolist() == [1, 0]


def test_the_small_pictures_come_back_from_the_file_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glances_module, "_IN_MEMORY", 1000)
    with Glances(None, tmp_path) as glances:
        for index in range(0, 100, 10):
            glances.feed(_frame(index, seed=1 + index // 10))
        means = [float(glances.picture(look).mean()) for look in (9, 0, 4)]
        shape = glances.picture(0).shape

    assert means == pytest.approx([200, 20, 100], abs=2)
    assert shape == (160, 90, 3)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("rows", "columns", "size"), [(160, 90, (90, 160)), (90, 160, (160, 90)), (2, 160, (160, 2)), (160, 2, (2, 160))]
)
def test_a_small_picture_keeps_the_proportion(rows: int, columns: int, size: tuple[int, int]) -> None:
    assert thumbnail_size(rows, columns) == size
