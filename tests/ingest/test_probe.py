"""Videos as they come: from phones, cut off, or none at all."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from reelbridge.core.errors import MediaError
from reelbridge.tools.ffmpeg import run_ffmpeg
from support.media import FAST, make_corner_video, make_variable_rate_video, make_video, media_of


def test_a_plain_video_is_described(tmp_path: Path) -> None:
    media = media_of(make_video(tmp_path / "1.mp4", size="180x320", rate="30000/1001", seconds=2, channels=2))
    assert (media.width, media.height, media.rotation) == (180, 320, 0)
    assert (media.frame_rate, media.is_variable_rate) == (Fraction(30000, 1001), False)
    assert media.duration_ms == pytest.approx(2000, abs=40)
    assert media.video_codec == "h264"
    assert [(sound.codec, sound.channels) for sound in media.audio] == [("aac", 2)]
    assert media.is_vertical and media.notes == ()


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_phone_held_another_way_gives_the_size_a_viewer_sees(tmp_path: Path, rotation: int) -> None:
    media = media_of(make_corner_video(tmp_path / "1.mp4", width=320, height=180, rotation=rotation))
    assert media.rotation == rotation
    assert (media.width, media.height) == ((320, 180) if rotation == 180 else (180, 320))


def test_pixels_that_are_not_square_are_counted_as_shown(tmp_path: Path) -> None:
    wide = (*FAST, "-vf", "setsar=4/3")
    media = media_of(make_video(tmp_path / "1.mp4", size="180x180", encoder=wide))
    assert (media.width, media.height) == (240, 180)


def test_a_variable_frame_rate_is_noticed(tmp_path: Path) -> None:
    media = media_of(make_variable_rate_video(tmp_path / "phone.mp4"))
    assert media.is_variable_rate
    assert float(media.frame_rate) == pytest.approx(20, abs=0.5)


def test_matroska_with_an_offset_start_counts_from_its_start(tmp_path: Path) -> None:
    path = tmp_path / "1.mkv"
    source = make_video(tmp_path / "1.mp4", channels=0)
    run_ffmpeg(["-i", str(source), "-c", "copy", "-output_ts_offset", "5", str(path)], what="shift")
    media = media_of(path)
    assert media.duration_ms == pytest.approx(1000, abs=45)
    assert (media.frame_rate, media.is_variable_rate) == (Fraction(25), False)


def test_hevc_is_read(tmp_path: Path) -> None:
    hevc = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", "-tag:v", "hvc1")
    media = media_of(make_video(tmp_path / "1.mov", encoder=hevc, channels=0))
    assert (media.video_codec, media.audio) == ("hevc", ())


def test_embedded_subtitles_are_listed(tmp_path: Path) -> None:
    subtitles = tmp_path / "a.srt"
    subtitles.write_text("1\n00:00:00,100 --> 00:00:00,900\n你好\n", "utf-8")
    path = tmp_path / "1.mkv"
    inputs = ["-i", str(make_video(tmp_path / "1.mp4")), "-i", str(subtitles)]
    labels = ["-metadata:s:s:0", "language=chi", "-metadata:s:s:0", "title=简体"]
    run_ffmpeg([*inputs, "-c", "copy", *labels, str(path)], what="mux")
    (text,) = media_of(path).text
    assert (text.codec, text.language, text.title) == ("subrip", "chi", "简体")


def test_a_video_that_was_cut_off_is_used_as_far_as_it_goes_with_a_note(tmp_path: Path) -> None:
    whole = make_video(tmp_path / "whole.mp4", seconds=4, encoder=(*FAST, "-g", "25", "-movflags", "+faststart"))
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    media = media_of(cut)
    assert 1000 < media.duration_ms < 3000
    (note,) = media.notes
    assert note.endswith("of 0:04: the file was cut off")


def test_a_recording_without_its_index_is_refused(tmp_path: Path) -> None:
    whole = make_video(tmp_path / "whole.mp4")
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(MediaError, match=r"^cut\.mp4: is an MP4 without its index \(moov\): .* cut off"):
        media_of(cut)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is an empty file"),
        (b"This is a text.\n", "is a text file, not a video"),
        ("1\n00:00:01,000 --> 00:00:02,000\n你好\n".encode("gb18030"), "is a text file, not a video"),
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n/etc/passwd\n", "is a text file, not a video"),
        (bytes(5000), "holds only zeros"),
        (bytes(range(256)) * 20, "is not a video in a format that can be read"),
    ],
)
def test_what_is_no_video_is_refused_by_name_and_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "第1集.mp4"
    path.write_bytes(content)
    with pytest.raises(MediaError, match=rf"^第1集\.mp4: {reason}"):
        media_of(path)


def test_sound_alone_is_no_episode(tmp_path: Path) -> None:
    path = tmp_path / "1.m4a"
    run_ffmpeg(["-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac", str(path)], what="make sound")
    with pytest.raises(MediaError, match=r"1\.m4a: has no video stream; it holds audio"):
        media_of(path)
