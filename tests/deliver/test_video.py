"""The picture and sound of an episode, encoded once."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import m3u8
import numpy as np
import pytest

from reelbridge.core.errors import ToolError
from reelbridge.deliver.steps import VIDEO, VideoParams
from reelbridge.deliver.video import package_video
from reelbridge.model.package import VideoPackage
from reelbridge.tools.ffmpeg import run_ffmpeg
from support.media import (
    FAST,
    find_idr_times,
    make_corner_video,
    make_variable_rate_video,
    make_video,
    media_of,
    read_frame,
)
from support.work import FolderWork

PARAMS = VideoParams(ffmpeg_version="n9", source_locale="zh-Hans")


def encode(tmp_path: Path, source: Path) -> tuple[VideoPackage, Path]:
    """The package, and the folder its paths are relative to."""
    package = package_video(FolderWork(tmp_path / "work"), PARAMS, media=media_of(source), plate=None)
    return package, tmp_path / "work/scratch"


@pytest.fixture(scope="module")
def vertical(tmp_path_factory: pytest.TempPathFactory) -> tuple[VideoPackage, Path]:
    """Five seconds of 540 x 960 at 30 frames a second, with stereo sound."""
    folder = tmp_path_factory.mktemp("vertical")
    source = make_video(folder / "第1集.mp4", size="540x960", rate="30", seconds=5, channels=2)
    return encode(folder, source)


def test_the_step_is_the_declared_one() -> None:
    assert VIDEO.load() is package_video


def test_every_rung_has_a_playlist_of_byte_ranges_that_cover_its_file(vertical: tuple[VideoPackage, Path]) -> None:
    package, folder = vertical
    assert [rung.playlist for rung in package.video] == ["video/540p.m3u8", "video/360p.m3u8"]
    for rendition in (*package.video, *package.audio):
        playlist = m3u8.load(str(folder / rendition.playlist))
        assert playlist.is_endlist and playlist.playlist_type == "vod"
        assert sum(segment.duration for segment in playlist.segments) == pytest.approx(5, abs=0.05)
        assert {segment.uri for segment in playlist.segments} == {Path(rendition.playlist).stem + ".mp4"}
        media_file = (folder / rendition.playlist).with_suffix(".mp4")
        ranges = [playlist.segment_map[0].byterange, *(segment.byterange for segment in playlist.segments)]
        place = 0
        for one in ranges:
            size, _, offset = one.partition("@")
            assert int(offset) == place
            place += int(size)
        assert place == media_file.stat().st_size


def test_each_rung_can_be_entered_exactly_every_two_seconds(vertical: tuple[VideoPackage, Path]) -> None:
    package, folder = vertical
    for rung in package.video:
        assert find_idr_times(folder / f"video/{rung.name}.mp4") == [0, 2, 4]


def test_picture_and_sound_stay_together(tmp_path: Path) -> None:
    source = tmp_path / "1.mp4"
    flash = "color=black:size=180x320:rate=25:duration=3,drawbox=0:0:iw:ih:white:fill:enable='between(n,50,54)'"
    beep = "aevalsrc='if(between(t,2,2.2),sin(2*PI*1000*t),0)':duration=3:sample_rate=48000"
    inputs = ["-f", "lavfi", "-i", flash, "-f", "lavfi", "-i", beep]
    run_ffmpeg([*inputs, *FAST, "-c:a", "aac", str(source)], what="make a flash with a beep")
    package, folder = encode(tmp_path, source)
    for picture, sound in ((package.preview, package.preview), ("video/180p.mp4", "audio/original.mp4")):
        assert find_flash(folder / picture) == pytest.approx(2.0, abs=0.001)
        assert find_beep(folder / sound) == pytest.approx(2.0, abs=0.005)


def find_flash(path: Path) -> float:
    """When the picture turns white, in seconds."""
    with av.open(str(path)) as container:
        return next(frame.time for frame in container.decode(video=0) if frame.to_ndarray(format="gray").mean() > 128)


def find_beep(path: Path) -> float:
    """When the sound becomes loud, in seconds."""
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            loud = np.flatnonzero(np.abs(frame.to_ndarray()[0]) > 0.05)
            if loud.size:
                return frame.time + float(loud[0]) / frame.sample_rate
    raise AssertionError("no beep")


def test_codecs_sizes_and_bandwidths_are_those_of_the_files(vertical: tuple[VideoPackage, Path]) -> None:
    package, folder = vertical
    for rung in package.video:
        with av.open(str(folder / f"video/{rung.name}.mp4")) as container:
            context = container.streams.video[0].codec_context
            assert rung.codecs == f"avc1.{context.extradata[1:4].hex().upper()}"
            assert rung.codecs.startswith("avc1.6400")  # High profile
            assert (context.width, context.height) == (rung.width, rung.height)
            assert context.pix_fmt == "yuv420p"
        size = (folder / f"video/{rung.name}.mp4").stat().st_size
        assert rung.average_bandwidth == pytest.approx(8 * size / 5, rel=0.02)
        assert rung.peak_bandwidth >= rung.average_bandwidth
        assert rung.frame_rate == 30
    (sound,) = package.audio
    assert (sound.codecs, sound.channels, sound.language) == ("mp4a.40.2", 2, "zh-Hans")
    assert package.duration_ms == 5000


def test_the_preview_is_one_file_with_sound_that_starts_to_play_at_once(vertical: tuple[VideoPackage, Path]) -> None:
    package, folder = vertical
    data = (folder / package.preview).read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    with av.open(str(folder / package.preview)) as container:
        assert [stream.type for stream in container.streams] == ["video", "audio"]
        assert container.streams.video[0].codec_context.width == 360


def test_the_poster_is_a_jpeg_of_the_picture(vertical: tuple[VideoPackage, Path]) -> None:
    package, folder = vertical
    assert (folder / package.poster).read_bytes()[:2] == b"\xff\xd8"
    assert read_frame(folder / package.poster).shape == (960, 540, 3)


def test_every_file_is_listed_with_its_origin(vertical: tuple[VideoPackage, Path]) -> None:
    package, folder = vertical
    on_disk = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {file.path for file in package.files} == on_disk
    assert all("the source video" in file.origin for file in package.files)


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    source = make_video(tmp_path / "1.mp4")
    first, _ = encode(tmp_path / "a", source)
    again, _ = encode(tmp_path / "b", source)
    assert first == again


def test_a_video_without_sound_has_no_sound_rendition(tmp_path: Path) -> None:
    package, folder = encode(tmp_path, make_video(tmp_path / "1.mp4", channels=0))
    assert package.audio == ()
    assert not (folder / "audio").exists()
    with av.open(str(folder / package.preview)) as container:
        assert [stream.type for stream in container.streams] == ["video"]


@pytest.mark.parametrize(("rotation", "red_corner"), [(90, (0, 1)), (180, (1, 1)), (270, (1, 0))])
def test_phone_footage_comes_out_upright(tmp_path: Path, rotation: int, red_corner: tuple[int, int]) -> None:
    package, folder = encode(tmp_path, make_corner_video(tmp_path / "1.mp4", rotation=rotation))
    (rung,) = package.video
    frame = read_frame(folder / f"video/{rung.name}.mp4")
    assert frame.shape[:2] == (rung.height, rung.width) == ((180, 320) if rotation == 180 else (320, 180))
    row, column = red_corner
    red = frame[rung.height * (1 + 2 * row) // 4, rung.width * (1 + 2 * column) // 4]
    assert red[0] > 200 and red[2] < 60


def test_a_variable_rate_goes_out_at_a_constant_one_and_keeps_its_length(tmp_path: Path) -> None:
    source = make_variable_rate_video(tmp_path / "1.mp4")
    package, folder = encode(tmp_path, source)
    (rung,) = package.video
    assert rung.frame_rate == Fraction(24000, 1001)
    with av.open(str(folder / f"video/{rung.name}.mp4")) as container:
        times = sorted(packet.pts for packet in container.demux(video=0) if packet.size)
    assert len({later - earlier for earlier, later in pairwise(times)}) == 1
    assert package.duration_ms == pytest.approx(media_of(source).duration_ms, abs=60)


def test_a_source_that_is_gone_is_one_clear_error(tmp_path: Path) -> None:
    source = make_video(tmp_path / "1.mp4")
    media = media_of(source)
    source.unlink()
    with pytest.raises(ToolError, match=r"encode 1\.mp4: .*\n.*No such file"):
        package_video(FolderWork(tmp_path / "work"), PARAMS, media=media, plate=None)
