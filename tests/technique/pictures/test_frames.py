"""The small frames of a video: upright, complete, in order."""

from __future__ import annotations

import itertools
from pathlib import Path

import av
import numpy as np
import pytest

from reelbridge.core.errors import MediaError
from reelbridge.technique.pictures.frames import SMALL_SIDE, SmallFrames
from support.cuts import Scene, write_film
from support.media import FAST, make_corner_video, make_variable_rate_video, make_video, media_of


def test_every_frame_comes_once_in_order_with_its_time(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", seconds=1.0)
    small = SmallFrames(path, media_of(path))
    frames = list(small)
    assert [frame.index for frame in frames] == list(range(25))
    assert [frame.start_ms for frame in frames] == list(range(0, 1000, 40))
    assert (small.frame_count, small.last_ms, small.note) == (25, 960, None)


def test_the_longer_side_is_160_and_both_are_even(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", size="270x482", seconds=0.2)
    frame = next(iter(SmallFrames(path, media_of(path))))
    assert frame.luma.shape == (SMALL_SIDE, 90)
    assert frame.cb.shape == frame.cr.shape == (SMALL_SIDE // 2, 45)


@pytest.mark.parametrize(("rotation", "corner"), [(0, (0, 0)), (90, (0, -1)), (180, (-1, -1)), (270, (-1, 0))])
def test_pictures_are_upright(tmp_path: Path, rotation: int, corner: tuple[int, int]) -> None:
    path = make_corner_video(tmp_path / "a.mp4", rotation=rotation)
    frame = next(iter(SmallFrames(path, media_of(path))))
    assert frame.luma.shape == ((90, 160) if rotation % 180 == 0 else (160, 90))
    red = frame.cr[corner]
    assert red > 200
    assert (frame.cr > 200).mean() == pytest.approx(0.25, abs=0.05)
    picture = frame.colour(64)
    assert picture.shape[0] == 64
    assert picture[corner][0] > 200
    assert picture[corner][2] < 60


def test_small_planes_may_be_kept_but_the_full_picture_is_let_go(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", seconds=0.4)
    first, *others = SmallFrames(path, media_of(path))
    assert any(not np.array_equal(first.luma, other.luma) for other in others)
    with pytest.raises(RuntimeError, match="before the next frame"):
        first.colour(64)


def test_times_of_a_varying_rate_are_the_frames_own(tmp_path: Path) -> None:
    path = make_variable_rate_video(tmp_path / "a.mp4")
    times = [frame.start_ms for frame in SmallFrames(path, media_of(path))]
    assert [later - sooner for sooner, later in itertools.pairwise(times)][:3] == [33, 50, 67]


@pytest.mark.parametrize("pixels", ["yuv422p", "yuv444p", "yuvj420p", "yuv420p10le", "gray"])
def test_pictures_are_alike_in_every_pixel_format(tmp_path: Path, pixels: str) -> None:
    path = make_video(tmp_path / "a.mp4", seconds=0.1, channels=0)
    coded = make_video(
        tmp_path / "b.mkv", seconds=0.1, channels=0, encoder=("-c:v", "ffv1", "-strict", "-1", "-pix_fmt", pixels)
    )
    usual, other = (next(iter(SmallFrames(each, media_of(each)))) for each in (path, coded))
    assert np.abs(usual.luma.astype(int) - other.luma).mean() < 3
    if pixels == "gray":
        assert (other.cb == 128).all()
    else:
        assert np.abs(usual.cb.astype(int) - other.cb).mean() < 3


def test_a_size_that_changes_on_the_way_is_brought_to_the_first(tmp_path: Path) -> None:
    tall, wide = (
        make_video(tmp_path / f"{size}.ts", size=size, seconds=0.4, channels=0, encoder=(*FAST, "-f", "mpegts"))
        for size in ("180x320", "320x240")
    )
    joined = tmp_path / "joined.ts"
    joined.write_bytes(tall.read_bytes() + wide.read_bytes())
    shapes = {frame.luma.shape for frame in SmallFrames(joined, media_of(tall))}
    assert shapes == {(160, 90)}


def test_a_video_that_breaks_off_is_told(tmp_path: Path) -> None:
    path = write_film(tmp_path / "a.mkv", Scene(1).still(100))
    media = media_of(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    small = SmallFrames(path, media)
    assert sum(1 for _ in small) == small.frame_count < 100
    assert small.note is not None
    assert "cut off" in small.note


def test_sound_alone_is_refused(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", seconds=0.2)
    media = media_of(path)
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=48_000)
        silence = av.AudioFrame.from_ndarray(np.zeros((2, 1024), np.float32), format="fltp", layout="stereo")
        silence.sample_rate = 48_000
        container.mux(stream.encode(silence))
        container.mux(stream.encode())
    with pytest.raises(MediaError, match="has no picture"):
        next(iter(SmallFrames(path, media)))
