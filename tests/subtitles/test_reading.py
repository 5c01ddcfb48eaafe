"""Which source the lines of an episode are taken from."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelbridge.core.errors import EngineError, UnknownNameError
from reelbridge.model.cue import CueList
from reelbridge.model.media import MediaInfo
from reelbridge.subtitles.steps import READ, ReadParams
from reelbridge.tools.ffmpeg import run_ffmpeg
from support.dots import Shown, frames_of, write_video
from support.media import media_of, source_of
from support.work import FolderWork

PARAMS = ReadParams(language="zh-Hans", recognizer="dots", recognizer_version="1")
SRT = "1\n00:00:00,500 --> 00:00:01,500\n{}\n\n2\n00:00:02,000 --> 00:00:02,900\n{}\n"


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its picture says 不签 and 我信."""
    shown = (Shown(text="不签", first=5, end=30), Shown(text="我信", first=40, end=70))
    return write_video(tmp_path_factory.mktemp("video") / "1.mp4", frames_of(shown, 80))


def mux(video: Path, path: Path, lines: tuple[str, str], *, codec: str, language: str | None = None) -> Path:
    """The video with the lines as a text stream."""
    srt = path.with_suffix(".lines.srt")
    srt.write_text(SRT.format(*lines), "utf-8")
    label = ["-metadata:s:s:0", f"language={language}"] if language else []
    inputs = ["-i", str(video), "-i", str(srt), "-map", "0", "-map", "1", "-c:v", "copy", "-c:s", codec]
    run_ffmpeg([*inputs, *label, str(path)], what="add a text stream")
    return path


def read(
    tmp_path: Path,
    media: MediaInfo,
    sidecar: Path | None = None,
    params: ReadParams = PARAMS,
    script: Path | None = None,
) -> CueList:
    found: CueList = READ.load()(
        FolderWork(tmp_path / "work"),
        params,
        media=media,
        sidecar=source_of(sidecar) if sidecar else None,
        script=source_of(script) if script else None,
    )
    return found


def texts_of(cues: CueList) -> list[str]:
    return [cue.text for cue in cues.cues]


def test_a_file_beside_the_video_comes_first(tmp_path: Path, video: Path) -> None:
    path = mux(video, tmp_path / "1.mkv", ("签", "信"), codec="subrip", language="chi")
    sidecar = tmp_path / "1.srt"
    sidecar.write_text(SRT.format("三千万", "多少钱"), "utf-8")
    cues = read(tmp_path, media_of(path), sidecar)
    assert (cues.origin, texts_of(cues), cues.notes) == ("sidecar", ["三千万", "多少钱"], ())


@pytest.mark.parametrize(
    ("name", "codec"), [("1.mkv", "subrip"), ("1.mkv", "ass"), ("1.mkv", "webvtt"), ("1.mp4", "mov_text")]
)
def test_then_a_text_stream_whatever_its_format(tmp_path: Path, video: Path, name: str, codec: str) -> None:
    path = mux(video, tmp_path / name, ("三千万", "多少钱"), codec=codec, language="chi")
    cues = read(tmp_path, media_of(path))
    assert cues.origin == "stream"
    assert [(cue.id, cue.start_ms, cue.end_ms, cue.text) for cue in cues.cues] == [
        ("c0001", 500, 1500, "三千万"),
        ("c0002", 2000, 2900, "多少钱"),
    ]


def test_else_the_picture_is_read(tmp_path: Path, video: Path) -> None:
    cues = read(tmp_path, media_of(video))
    assert (cues.origin, texts_of(cues)) == ("burned-in", ["不签", "我信"])


@pytest.mark.parametrize(
    ("name", "data"),
    [("1.srt", b"\x00\x01\x02\x03"), ("1.ass", "没有字幕".encode()), ("1.srt", b""), ("1.docx", b"PK")],
)
def test_a_broken_file_beside_the_video_is_left_out_and_named(
    tmp_path: Path, video: Path, name: str, data: bytes
) -> None:
    sidecar = tmp_path / name
    sidecar.write_bytes(data)
    cues = read(tmp_path, media_of(video), sidecar)
    assert (cues.origin, texts_of(cues)) == ("burned-in", ["不签", "我信"])
    assert cues.notes[0].startswith("subtitle file left out: ")


def test_a_file_that_is_gone_is_named_too(tmp_path: Path, video: Path) -> None:
    sidecar = tmp_path / "1.srt"
    sidecar.write_text(SRT.format("三千万", "多少钱"), "utf-8")
    source = source_of(sidecar)
    sidecar.unlink()
    cues: CueList = READ.load()(
        FolderWork(tmp_path / "work"), PARAMS, media=media_of(video), sidecar=source, script=None
    )
    assert cues.notes[0] == "subtitle file left out: 1.srt: No such file or directory"


def test_a_stream_without_a_label_is_taken_if_it_is_the_only_one(tmp_path: Path, video: Path) -> None:
    path = mux(video, tmp_path / "1.mkv", ("三千万", "多少钱"), codec="subrip")
    assert read(tmp_path, media_of(path)).origin == "stream"


def test_a_stream_in_another_language_is_no_source(tmp_path: Path, video: Path) -> None:
    path = mux(video, tmp_path / "1.mkv", ("30 million", "How much"), codec="subrip", language="eng")
    cues = read(tmp_path, media_of(path))
    assert (cues.origin, texts_of(cues)) == ("burned-in", ["不签", "我信"])
    assert cues.notes == ("text streams left out: none is in zh-Hans (eng)",)


def test_a_stream_that_only_says_it_is_chinese_is_left_out_and_named(tmp_path: Path, video: Path) -> None:
    path = mux(video, tmp_path / "1.mkv", ("30 million", "How much"), codec="subrip", language="chi")
    cues = read(tmp_path, media_of(path))
    assert cues.origin == "burned-in"
    assert cues.notes[0].startswith("text stream left out: 1.mkv: text stream")


def test_styles_of_a_stream_are_no_text(tmp_path: Path, video: Path) -> None:
    lines = ("<i>三千万</i>\n<font color='red'>今晚就签</font>", "多少钱")
    path = mux(video, tmp_path / "1.mkv", lines, codec="subrip", language="zh")
    assert texts_of(read(tmp_path, media_of(path))) == ["三千万\n今晚就签", "多少钱"]


def test_an_unknown_recognizer_or_a_language_it_cannot_read_is_an_error(tmp_path: Path, video: Path) -> None:
    with pytest.raises(UnknownNameError, match="known: dots, rapidocr"):
        read(tmp_path / "1", media_of(video), None, ReadParams(language="zh", recognizer="x", recognizer_version=""))
    params = ReadParams(language="ar", recognizer="rapidocr", recognizer_version="")
    with pytest.raises(EngineError, match="cannot read 'ar'"):
        read(tmp_path / "2", media_of(video), None, params)


@pytest.mark.parametrize("name", ["1.txt", "1.srt"])
def test_a_script_gives_its_words_to_the_lines_of_the_picture(tmp_path: Path, video: Path, name: str) -> None:
    script = tmp_path / name
    words = ("不签！", "我信。")
    script.write_text(SRT.format(*words) if name == "1.srt" else "小满：不签！\n二叔：我信。\n", "utf-8")
    cues = read(tmp_path, media_of(video), script=script)
    assert (cues.origin, texts_of(cues)) == ("script", list(words))
    assert [cue.start_ms for cue in cues.cues] == [200, 1600]


def test_a_file_that_is_no_script_is_left_out_and_named(tmp_path: Path, video: Path) -> None:
    script = tmp_path / "1.txt"
    script.write_bytes(b"\x00\x01\x02\x03" * 9)
    cues = read(tmp_path, media_of(video), script=script)
    assert (cues.origin, texts_of(cues)) == ("burned-in", ["不签", "我信"])
    assert cues.notes[0].startswith("script left out: 1.txt")


def test_lines_that_a_person_wrote_need_no_script(tmp_path: Path, video: Path) -> None:
    sidecar, script = tmp_path / "1.srt", tmp_path / "1.txt"
    sidecar.write_text(SRT.format("三千万", "多少钱"), "utf-8")
    script.write_text("小满：不签！\n二叔：我信。\n", "utf-8")
    cues = read(tmp_path, media_of(video), sidecar, script=script)
    assert texts_of(cues) == ["三千万", "多少钱"]
    assert cues.notes == ("script left out: the lines were written by a person already",)
