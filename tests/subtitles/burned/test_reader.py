"""Text in the picture, read from whole videos. It is written in dots, so that no font and no model is needed."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import cv2
import pytest

from reelbridge.model.cue import Cue, CueKind, CueList
from reelbridge.subtitles.burned.reader import read_burned_in
from reelbridge.subtitles.ocr.dots import DotRecognizer
from reelbridge.subtitles.ocr.recognizers import Reading
from reelbridge.subtitles.picture.pictures import Luma
from reelbridge.tools.ffmpeg import find_ffmpeg, run_ffmpeg
from support.dots import HEIGHT, Shown, frames_of, write_video
from support.media import media_of
from support.work import FolderWork

DIALOGUE = (
    Shown(text="三千万签字", first=10, end=60),
    Shown(text="一碗面才\n卖十二", first=75, end=125),
    Shown(text="你", first=140, end=150),
    Shown(text="他来了吗", first=160, end=200),
    Shown(text="她来了吗", first=200, end=240),
    Shown(text="好的", first=250, end=270),
    Shown(text="好的", first=280, end=300),
    Shown(text="跟我回家", first=312, end=350),
)
SIGN = Shown(text="云记面", first=50, end=130, y=200, left=60, drift=0.4)
WATERMARK = Shown(text="千金", first=0, end=350, y=30, left=20)


def read_video(path: Path, folder: Path) -> CueList:
    return read_burned_in(FolderWork(folder / f"work-{path.stem}"), media_of(path), DotRecognizer(), "zh-Hans")


@pytest.fixture(scope="module")
def episode(tmp_path_factory: pytest.TempPathFactory) -> CueList:
    folder = tmp_path_factory.mktemp("episode")
    path = write_video(folder / "1.mp4", frames_of((*DIALOGUE, SIGN, WATERMARK), 350))
    return read_video(path, folder)


def lines_of(cues: CueList) -> list[tuple[str, int, int]]:
    return [(cue.text, cue.start_ms, cue.end_ms) for cue in cues.cues if cue.kind is CueKind.DIALOGUE]


def sign_of(cues: CueList) -> Cue:
    (sign,) = (cue for cue in cues.cues if cue.kind is CueKind.SIGN)
    return sign


def test_every_line_is_read_with_the_frames_at_which_it_comes_and_goes(episode: CueList) -> None:
    assert lines_of(episode) == [(shown.text, shown.first * 40, shown.end * 40) for shown in DIALOGUE]


def test_cues_are_numbered_by_time_and_say_where_they_are_from(episode: CueList) -> None:
    assert [cue.id for cue in episode.cues] == [f"c{number:04d}" for number in range(1, len(episode.cues) + 1)]
    assert [cue.start_ms for cue in episode.cues] == sorted(cue.start_ms for cue in episode.cues)
    assert (episode.origin, episode.language) == ("burned-in", "zh-Hans")
    assert all(0.5 < cue.confidence <= 1 for cue in episode.cues)


def test_a_sign_in_the_scene_is_told_from_dialogue_although_it_drifts(episode: CueList) -> None:
    sign = sign_of(episode)
    assert (sign.text, sign.start_ms, sign.end_ms) == ("云记面", SIGN.first * 40, SIGN.end * 40)
    assert sign.box is not None
    assert sign.box.top == pytest.approx(SIGN.y / HEIGHT, abs=0.02)


def test_a_watermark_is_no_dialogue_and_is_named(episode: CueList) -> None:
    assert "watermark 千金 left out" in episode.notes
    assert all("千金" not in cue.text for cue in episode.cues)


def test_a_phone_message_of_two_lines_is_one_sign(tmp_path: Path) -> None:
    shown = (
        Shown(text="奶奶", first=30, end=90, y=150),
        Shown(text="带她回家", first=30, end=90, y=200),
        *(Shown(text=text, first=at, end=at + 20) for text, at in (("不签", 5), ("我信", 95))),
    )
    sign = sign_of(read_video(write_video(tmp_path / "1.mp4", frames_of(shown, 125)), tmp_path))
    assert (sign.text, sign.start_ms, sign.end_ms) == ("奶奶\n带她回家", 1200, 3600)


def test_times_are_those_of_a_phone_that_changes_its_frame_rate(tmp_path: Path) -> None:
    shown = (Shown(text="不签", first=10, end=40), Shown(text="我信", first=60, end=80))
    path = write_video(tmp_path / "1.mp4", frames_of(shown, 90), steps_ms=(33, 50, 67))
    assert lines_of(read_video(path, tmp_path)) == [("不签", 483, 1983), ("我信", 3000, 3983)]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_phone_video_stored_on_its_side_is_read_upright(tmp_path: Path, rotation: int) -> None:
    shown = (Shown(text="不签", first=10, end=40), Shown(text="我信", first=45, end=70))
    flat = write_video(tmp_path / "flat.mp4", frames_of(shown, 75))
    lying, path = tmp_path / "lying.mp4", tmp_path / "1.mp4"
    turn = {90: "transpose=cclock", 180: "hflip,vflip", 270: "transpose=clock"}[rotation]
    run_ffmpeg(["-i", str(flat), "-vf", turn, "-crf", "14", str(lying)], what="turn the picture")
    run_ffmpeg(["-display_rotation", str(-rotation), "-i", str(lying), "-c", "copy", str(path)], what="say so")
    assert media_of(path).rotation == rotation
    assert lines_of(read_video(path, tmp_path)) == [("不签", 400, 1600), ("我信", 1800, 2800)]


def test_the_band_is_found_in_a_landscape_video_and_high_up(tmp_path: Path) -> None:
    shown = [
        Shown(text=text, first=at, end=at + 25, y=40, x=280) for text, at in (("不签", 5), ("我信", 40), ("好", 70))
    ]
    path = write_video(tmp_path / "1.mp4", frames_of(shown, 100, size=(320, 560)))
    assert [text for text, _, _ in lines_of(read_video(path, tmp_path))] == ["不签", "我信", "好"]


#: two lines, and where they are in a video of 25 frames a second
PAIR = (Shown(text="不签", first=10, end=40), Shown(text="我信", first=45, end=70))
PAIR_TIMES = [("不签", 400, 1600), ("我信", 1800, 2800)]


@pytest.mark.parametrize(
    ("name", "encoder"),
    [
        ("1.mp4", ("libx265", "-preset", "ultrafast", "-crf", "16", "-x265-params", "log-level=none")),
        ("1.webm", ("libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-crf", "16", "-b:v", "0")),
        ("1.mkv", ("libsvtav1", "-preset", "12", "-crf", "16")),
        ("1.mov", ("libx264", "-preset", "ultrafast", "-crf", "14", "-pix_fmt", "yuv420p10le")),
        (
            "1.mp4",
            (
                "libx265",
                "-preset",
                "ultrafast",
                "-crf",
                "16",
                "-pix_fmt",
                "yuv420p10le",
                "-x265-params",
                "log-level=none",
            ),
        ),
    ],
    ids=["hevc", "vp9", "av1", "h264-10bit", "hevc-10bit"],
)
def test_lines_are_read_from_every_codec_at_their_frames(tmp_path: Path, name: str, encoder: tuple[str, ...]) -> None:
    if encoder[0] not in encoders():
        pytest.skip(f"this ffmpeg has no {encoder[0]}")
    plain = write_video(tmp_path / "plain.mp4", frames_of(PAIR, 75))
    path = tmp_path / name
    run_ffmpeg(["-i", str(plain), "-c:v", *encoder, str(path)], what="encode a test video", log_level="fatal")
    assert lines_of(read_video(path, tmp_path)) == PAIR_TIMES


@cache
def encoders() -> str:
    """What this ffmpeg can encode."""
    done = subprocess.run([find_ffmpeg(), "-hide_banner", "-encoders"], capture_output=True, check=True)
    return done.stdout.decode()


def test_sixty_frames_a_second_are_read_to_the_frame(tmp_path: Path) -> None:
    shown = (Shown(text="不签", first=25, end=95), Shown(text="我信", first=101, end=160))
    path = write_video(tmp_path / "1.mp4", frames_of(shown, 180), steps_ms=(17, 17, 16))
    assert lines_of(read_video(path, tmp_path)) == [("不签", 417, 1584), ("我信", 1684, 2667)]


def test_a_second_language_under_the_lines_is_kept_beside_them(tmp_path: Path) -> None:
    english = ("never", "trust", "home", "sign")
    lines = tuple(
        Shown(text=text, first=5 + 40 * n, end=40 + 40 * n)
        for n, text in enumerate(("不签", "我信", "跟我回家", "签字"))
    )
    under = tuple(
        Shown(text=text, first=line.first, end=line.end, y=486) for text, line in zip(english, lines, strict=True)
    )
    cues = read_video(write_video(tmp_path / "1.mp4", frames_of((*lines, *under), 170)), tmp_path)
    assert [(cue.text, cue.second) for cue in cues.cues] == [
        (line.text, text) for line, text in zip(lines, english, strict=True)
    ]
    assert [(cue.start_ms, cue.end_ms) for cue in cues.cues] == [(line.first * 40, line.end * 40) for line in lines]


class Unsure(DotRecognizer):
    """Is not sure of 签, which may be 答."""

    def recognize(self, pictures: Sequence[Luma]) -> tuple[Reading, ...]:
        return tuple(self._doubt(reading) for reading in super().recognize(pictures))

    def _doubt(self, reading: Reading) -> Reading:
        pairs = zip(reading.text, reading.confidences, strict=True)
        return replace(
            reading,
            confidences=tuple(0.55 if char == "签" else value for char, value in pairs),
            others=tuple((("答", 0.4),) if char == "签" else () for char in reading.text),
        )


def test_an_unsure_line_keeps_its_picture_and_what_it_may_be_instead(tmp_path: Path) -> None:
    path = write_video(tmp_path / "1.mp4", frames_of(PAIR, 75))
    work = FolderWork(tmp_path / "work")
    unsure, sure = read_burned_in(work, media_of(path), Unsure(), "zh-Hans").cues
    assert (unsure.text, unsure.is_unsure, sure.is_unsure, sure.picture) == ("不签", True, False, None)
    (other,) = unsure.alternatives
    assert (other.at, other.length, other.text) == (1, 1, "答")
    assert unsure.picture is not None
    picture = cv2.imread(str(work.path(unsure.picture)), cv2.IMREAD_GRAYSCALE)
    assert DotRecognizer().recognize([picture])[0].text == "不签"


def test_progress_grows_to_the_end(tmp_path: Path) -> None:
    path = write_video(tmp_path / "1.mp4", frames_of(PAIR, 75))
    shares: list[float] = []
    read_burned_in(FolderWork(tmp_path / "work"), media_of(path), DotRecognizer(), "zh-Hans", on_progress=shares.append)
    assert shares == sorted(shares)
    assert 0 < shares[-1] <= 1


def test_a_video_without_text_gives_no_line_and_says_so(tmp_path: Path) -> None:
    cues = read_video(write_video(tmp_path / "1.mp4", frames_of((), 30)), tmp_path)
    assert (cues.cues, cues.notes) == ((), ("no dialogue found in the picture",))


def test_of_a_file_that_is_cut_off_what_is_there_is_read(tmp_path: Path) -> None:
    whole = write_video(tmp_path / "whole.mp4", frames_of(DIALOGUE, 350), faststart=True)
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    media = replace(media_of(whole), source=media_of(cut).source)
    cues = read_burned_in(FolderWork(tmp_path / "work"), media, DotRecognizer(), "zh-Hans")
    assert lines_of(cues)[:2] == [("三千万签字", 400, 2400), ("一碗面才\n卖十二", 3000, 5000)]
    assert any("the picture" in note for note in cues.notes)


def test_the_scratch_folder_is_left_empty(tmp_path: Path) -> None:
    path = write_video(tmp_path / "1.mp4", frames_of(DIALOGUE[:1], 70))
    work = FolderWork(tmp_path / "work")
    read_burned_in(work, media_of(path), DotRecognizer(), "zh-Hans")
    assert list(work.folder.iterdir()) == []
