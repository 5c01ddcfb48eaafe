"""The pictures of a video, upright and grey."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from reelbridge.subtitles.picture.frames import FrameReader
from support.media import make_corner_video, make_variable_rate_video, make_video, media_of

KEY_FRAMES = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-sc_threshold", "0", "-g", "50")


def reader(path: Path) -> FrameReader:
    return FrameReader(path, media_of(path))


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight seconds at 25 frames a second, a key frame every two seconds."""
    return make_video(tmp_path_factory.mktemp("frames") / "1.mp4", seconds=8, size="96x160", encoder=KEY_FRAMES)


def test_every_frame_ends_where_the_next_one_begins(video: Path) -> None:
    frames = [(frame.start_ms, frame.end_ms) for frame in reader(video).all()]
    assert frames == [(at, at + 40) for at in range(0, 8000, 40)]


def test_a_variable_frame_rate_keeps_its_times(tmp_path: Path) -> None:
    frames = [(frame.start_ms, frame.end_ms) for frame in reader(make_variable_rate_video(tmp_path / "1.mp4")).all()]
    assert [end - start for start, end in frames][:6] == [33, 50, 67, 33, 50, 67]
    assert all(one[1] == two[0] for one, two in pairwise(frames))


def test_a_glimpse_is_some_way_after_its_key_frame_where_a_line_has_come(video: Path) -> None:
    times = [frame.start_ms for frame in reader(video).glimpses(1500)]
    assert [at // 2000 for at in times] == [0, 1, 2, 3]
    assert all(400 <= at % 2000 <= 700 for at in times)


def test_glimpses_can_be_further_apart_than_key_frames(video: Path) -> None:
    assert [frame.start_ms // 2000 for frame in reader(video).glimpses(3000)] == [0, 2]


def test_samples_come_about_as_often_as_asked(video: Path) -> None:
    times = [frame.start_ms for frame in reader(video).samples(1000)]
    assert len(times) == 8
    assert all(600 <= two - one <= 1400 for one, two in pairwise(times))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_pictures_stand_upright(tmp_path: Path, rotation: int) -> None:
    frame = next(reader(make_corner_video(tmp_path / "1.mp4", rotation=rotation)).all())
    red = {0: (0, 0), 90: (0, 1), 180: (1, 1), 270: (1, 0)}[rotation]  # which quarter the bright one has become
    assert frame.luma.shape == ((180, 320) if rotation % 180 == 0 else (320, 180))
    height, width = (size // 2 for size in frame.luma.shape)
    quarters = {
        (row, column): float(frame.luma[row * height :, column * width :][:height, :width].mean())
        for row in (0, 1)
        for column in (0, 1)
    }
    assert max(quarters, key=lambda quarter: quarters[quarter]) == red


@pytest.mark.parametrize("pixels", ["yuv420p", "yuv422p", "yuv420p10le", "gray"])
def test_brightness_is_eight_bits_whatever_the_file_has(tmp_path: Path, pixels: str) -> None:
    encoder = ("-vf", "lutyuv=y=128:u=128:v=128", "-c:v", "ffv1", "-pix_fmt", pixels)
    frame = next(reader(make_video(tmp_path / "1.mkv", seconds=0.2, size="64x64", encoder=encoder)).all())
    assert frame.luma.dtype == np.uint8
    assert abs(float(np.median(frame.luma)) - 128) <= 16


def test_a_whole_file_has_no_note_and_one_that_breaks_off_says_where(tmp_path: Path) -> None:
    encoder = (*KEY_FRAMES, "-movflags", "+faststart")
    path = make_video(tmp_path / "1.mp4", seconds=8, size="96x160", encoder=encoder)
    whole, media = reader(path), media_of(path)
    list(whole.all())
    assert whole.break_note is None
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    broken = FrameReader(cut, media)
    assert len(list(broken.all())) > 50
    assert broken.break_note is not None
    assert "the picture ends at" in broken.break_note
