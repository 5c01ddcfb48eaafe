"""Pictures of a video, as PyAV decodes them."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from reelbridge.core.errors import MediaError
from reelbridge.tools.ffmpeg import run_ffmpeg
from reelbridge.tools.video import Glimpses, PictureStream, find_picture, open_video
from support.media import make_video

X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-sc_threshold", "0")


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six seconds at 25 frames a second, a key frame every second."""
    path = tmp_path_factory.mktemp("video") / "1.mp4"
    return make_video(path, seconds=6, size="96x160", encoder=(*X264, "-g", "25"))


def damage(path: Path, numbers: range, to: Path) -> Path:
    """A copy in which the first bytes of these packets are lost: they say how long the pieces of a packet are."""
    with av.open(str(path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
        places = [packets[number].pos for number in numbers]
    data = bytearray(path.read_bytes())
    for place in places:
        data[place : place + 4] = b"\xff\xff\xff\xff"
    to.write_bytes(data)
    return to


def test_every_picture_comes_with_its_time(video: Path) -> None:
    stream = PictureStream(video)
    assert [at_ms for at_ms, _ in stream] == [40 * number for number in range(150)]
    assert (stream.last_ms, stream.damaged) == (5960, 0)


def test_a_stream_can_be_read_again_and_by_several_threads(video: Path) -> None:
    stream = PictureStream(video, threads=2)
    assert [at_ms for at_ms, _ in stream] == [at_ms for at_ms, _ in stream]


def test_glimpses_are_the_moments_after_key_frames_some_way_apart(video: Path) -> None:
    stream = PictureStream(video, glimpses=Glimpses(step_ms=1500, length_ms=400))
    seconds: dict[int, list[int]] = {}
    for at_ms, _ in stream:
        seconds.setdefault(at_ms // 1000, []).append(at_ms % 1000)
    assert sorted(seconds) == [0, 2, 4]
    assert all(times == [40 * number for number in range(11)] for times in seconds.values())


def test_glimpses_of_a_video_with_one_key_frame_are_its_beginning(tmp_path: Path) -> None:
    path = make_video(tmp_path / "1.mp4", seconds=3, size="96x160", encoder=(*X264, "-g", "999"))
    stream = PictureStream(path, glimpses=Glimpses(step_ms=1000, length_ms=400))
    assert [at_ms for at_ms, _ in stream] == [40 * number for number in range(11)]


def test_frames_that_no_other_needs_can_be_left_out(tmp_path: Path) -> None:
    encoder = ("-c:v", "libx264", "-preset", "veryfast", "-bf", "2", "-b_strategy", "0", "-pix_fmt", "yuv420p")
    path = make_video(tmp_path / "1.mp4", seconds=2, size="96x160", encoder=encoder)
    times = [at_ms for at_ms, _ in PictureStream(path, skip="NONREF")]
    assert 10 < len(times) < 40
    assert times == sorted(times)


def test_damaged_pieces_are_left_out_and_counted(video: Path, tmp_path: Path) -> None:
    stream = PictureStream(damage(video, range(30, 34), tmp_path / "damaged.mp4"))
    times = [at_ms for at_ms, _ in stream]
    assert stream.damaged >= 1
    assert 140 <= len(times) < 150
    assert stream.last_ms == 5960


def test_a_stream_that_is_nothing_but_damage_is_given_up(tmp_path: Path) -> None:
    path = make_video(tmp_path / "1.mp4", seconds=60, size="32x32", encoder=(*X264, "-g", "25"), channels=0)
    stream = PictureStream(damage(path, range(1500), tmp_path / "damaged.mp4"))
    assert list(stream) == []
    assert stream.damaged == 1001


def test_times_are_counted_from_the_beginning_of_the_file(video: Path, tmp_path: Path) -> None:
    late = tmp_path / "late.ts"
    run_ffmpeg(["-i", str(video), "-c", "copy", "-output_ts_offset", "100", str(late)], what="shift the times")
    times = [at_ms for at_ms, _ in PictureStream(late)]
    assert times[0] < 200
    assert times[-1] - times[0] == 5960


def test_a_cover_image_is_no_picture_stream(video: Path, tmp_path: Path) -> None:
    cover, covered, song = tmp_path / "cover.png", tmp_path / "covered.mp4", tmp_path / "song.m4a"
    run_ffmpeg(["-i", str(video), "-frames:v", "1", str(cover)], what="make a cover")
    attach = ["-i", str(cover), "-i", str(video), "-c", "copy", "-disposition:v:0", "attached_pic"]
    run_ffmpeg([*attach, "-map", "0:v", "-map", "1:v", str(covered)], what="add the cover")
    run_ffmpeg([*attach, "-map", "0:v", "-map", "1:a", str(song)], what="make a song with a cover")
    with open_video(str(covered)) as container:
        stream = find_picture(container)
        assert stream is not None and stream.codec_context.name == "h264"
    with pytest.raises(MediaError, match=r"song\.m4a: has no picture"):
        list(PictureStream(song))


def test_what_is_no_video_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "1.mp4"
    path.write_bytes(b"no video at all" * 100)
    with pytest.raises(MediaError, match=r"1\.mp4: cannot be opened as a video"):
        list(PictureStream(path))


def test_a_list_of_files_that_calls_itself_a_video_reaches_no_other_file(video: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.mp4"
    path.write_text(f"ffconcat version 1.0\nfile '{video}'\n", "utf-8")
    with pytest.raises(MediaError):
        list(PictureStream(path))


@pytest.mark.parametrize(
    ("damaged", "note"),
    [
        (0, None),
        (1, "the picture is damaged in 1 place, which was left out"),
        (2, "the picture is damaged in 2 places, which were left out"),
    ],
)
def test_how_often_a_picture_is_damaged_is_said_in_whole_sentences(
    tmp_path: Path, damaged: int, note: str | None
) -> None:
    stream = PictureStream(tmp_path / "1.mp4")
    stream.damaged = damaged
    assert stream.break_note(0) == note
