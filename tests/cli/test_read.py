"""`reelbridge read`: the lines of one video, read by the real engine."""

from __future__ import annotations

import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from reelbridge.core.codec import decode
from reelbridge.model.cue import CueList
from reelbridge.tools.ffmpeg import run_ffmpeg
from support.cli import command, environment, reelbridge
from support.series import make_video, set_key


@pytest.mark.slow
def test_the_lines_of_a_video_become_a_subtitle_file(scene: Path, tmp_path: Path) -> None:
    target = tmp_path / "lines.srt"
    ended = reelbridge("read", scene, "-o", target)
    text = target.read_text("utf-8")
    assert "\n三千万，今晚就签字！\n" in text
    assert "{\\an8}云记面馆" in text
    assert ended.out == ""
    assert f"4 lines and 3 signs written to {target}" in ended.err
    assert "note: watermark 面馆千金 left out" in ended.err
    # how sure the engine is of a line is its own affair; what follows from it is not
    assert ended.code in (0, 3)
    assert (tmp_path / "lines.review/index.html").exists() == (ended.code == 3)


@pytest.mark.slow
def test_without_a_target_the_lines_go_to_standard_output(scene: Path) -> None:
    assert reelbridge("read", scene).out.startswith("1\n00:00:00,")
    cues = decode(CueList, reelbridge("read", scene, "--json").out)
    assert [cue.text for cue in cues.cues if cue.kind == "dialogue"][:2] == [
        "三千万，今晚就签字！",
        "这家店，多少钱都不卖",
    ]
    assert all(cue.box for cue in cues.cues)


def test_a_video_without_text_is_an_empty_list_and_said_plainly(tmp_path: Path) -> None:
    video, target = make_video(tmp_path / "1.mp4", seconds=1), tmp_path / "lines.srt"
    ended = reelbridge("read", video, "-o", target, code=0)
    assert f"no lines were found in the picture; {target} holds none" in ended.err
    assert target.read_text() == ""


def test_a_video_that_was_cut_off_gives_what_there_is_and_says_so(tmp_path: Path) -> None:
    whole = make_video(tmp_path / "whole.mp4", seconds=4)
    front = tmp_path / "front.mp4"
    run_ffmpeg(["-i", str(whole), "-c", "copy", "-movflags", "+faststart", str(front)], what="move the index")
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(front.read_bytes()[: front.stat().st_size // 2])
    assert "the file was cut off" in reelbridge("read", cut, "-o", tmp_path / "lines.srt", code=0).err


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nowhere.mp4", "nowhere.mp4 is not there"),
        ("folder", "folder is a folder, not a file"),
        ("text.mp4", "text.mp4: is a text file, not a video"),
        ("empty.mp4", "empty.mp4: is an empty file"),
        ("sound.m4a", "sound.m4a: has no video stream; it holds audio"),
    ],
)
def test_what_is_no_video_is_one_sentence(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.mp4").write_text("a shopping list\n" * 50)
    (tmp_path / "empty.mp4").write_bytes(b"")
    run_ffmpeg(["-f", "lavfi", "-i", "sine=duration=1", str(tmp_path / "sound.m4a")], what="make a sound")
    ended = reelbridge("read", tmp_path / name, "-o", tmp_path / "lines.srt", code=1)
    assert says in ended.err
    assert ended.err.startswith("error: ")
    assert not (tmp_path / "lines.srt").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("-o", "lines.docx"), "ending '.docx' is unknown; known: .ass, .json, .srt"),
        (("-o", "nowhere/lines.srt"), "nowhere is no folder that is there"),
        (("--language", "klingonese"), "'klingonese' is not a language tag"),
    ],
)
def test_a_wrong_request_is_refused_before_anything_is_read(
    tmp_path: Path, arguments: tuple[str, str], says: str
) -> None:
    option, value = arguments
    place = tmp_path / value if option == "-o" else value
    assert says in reelbridge("read", tmp_path / "nowhere.mp4", option, place, code=2).err


def test_a_language_the_engine_cannot_read_is_named(tmp_path: Path) -> None:
    video = make_video(tmp_path / "1.mp4", seconds=1)
    assert "cannot read 'ar'" in reelbridge("read", video, "--language", "ar", code=1).err


def test_a_script_that_is_none_is_refused_before_the_video_is_read(tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_bytes(b"\x00\x01\x02" * 20)
    video = make_video(tmp_path / "1.mp4", seconds=1)
    ended = reelbridge("read", video, "--script", script, code=1)
    assert "script.txt" in ended.err
    assert "Reading" not in ended.err


def test_a_result_that_is_there_is_never_written_over_unasked(tmp_path: Path) -> None:
    target = tmp_path / "lines.srt"
    target.write_text("mine")
    video = make_video(tmp_path / "1.mp4", seconds=1)
    assert "is there already" in reelbridge("read", video, "-o", target, code=2).err
    assert target.read_text() == "mine"
    reelbridge("read", video, "-o", target, "--force", code=0)


def test_ctrl_c_is_one_sentence_and_nothing_is_written(scene: Path, tmp_path: Path) -> None:
    target = tmp_path / "lines.srt"
    arguments = command("read", scene, "-o", target)
    with subprocess.Popen(arguments, env=environment(), stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        assert run.stderr.readline() == "Reading 第1集.mp4\n"
        run.send_signal(signal.SIGINT)
        said = run.stderr.read()
    assert run.returncode == 130
    assert said == "stopped; nothing is written\n"
    assert not target.exists()


@pytest.mark.slow
def test_a_line_the_script_does_not_know_needs_a_person(scene: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_text("雷总：三千万，今晚就签字！\n小满：这家店，多少钱都不卖。\n二叔：小满，别跟他吵\n", "utf-8")
    ended = reelbridge("read", scene, "-o", tmp_path / "lines.srt", "--script", script, code=3)
    assert "这家店，多少钱都不卖。" in (tmp_path / "lines.srt").read_text("utf-8")
    assert "1 line to look at, since the reading is unsure:\n  00:00:05" in ended.err
    page = tmp_path / "lines.review/index.html"
    assert f"their pictures: {page}" in ended.err
    assert "一碗面才卖十二块" in page.read_text("utf-8")


@pytest.mark.slow
def test_in_a_series_its_translations_need_one_too(scene: Path, tmp_path: Path) -> None:
    media = tmp_path / "media"
    media.mkdir()
    shutil.copyfile(scene, media / "1.mp4")
    (media / "1.txt").write_text("三千万，今晚就签字！\n这家店，多少钱都不卖\n小满，别跟他吵\n", "utf-8")
    series = tmp_path / "series"
    assert "1.mp4  with" in reelbridge("new", series, "--from", media, code=0).err
    set_key(series, "locales", '["en"]')
    ended = reelbridge("localize", series, code=3)
    assert "1 line of the original not read for sure; the report shows them" in ended.err
    assert "1 of them not for sure" in reelbridge("status", series, code=3).err
    page = (series / "out/index.html").read_text("utf-8")
    assert "the reading of the original is unsure" in page
