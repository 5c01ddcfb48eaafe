"""Reading one video into a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reelbridge.app.reading import Reading, ReadRequest, read_video, render_lines
from reelbridge.core.codec import decode
from reelbridge.core.errors import UnknownNameError, UsageError
from reelbridge.formats.subtitle_formats import parse_subtitles
from reelbridge.model.cue import Cue, CueList
from support.dots import Shown, frames_of, write_video
from support.media import make_video, media_of


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its picture says 不签 and 我信."""
    shown = (Shown(text="不签", first=5, end=30), Shown(text="我信", first=40, end=70))
    return write_video(tmp_path_factory.mktemp("video") / "1.mp4", frames_of(shown, 80))


def read(video: Path, target: Path | None, **more: object) -> tuple[Reading, list[float]]:
    told: list[float] = []
    request = ReadRequest(video=video, language="zh-Hans", target=target, recognizer="dots")
    return read_video(replace(request, **more), on_progress=told.append), told  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", ["srt", "vtt", "ass"])
def test_the_ending_of_the_target_says_the_format(tmp_path: Path, video: Path, ending: str) -> None:
    target = tmp_path / f"lines.{ending}"
    read(video, target)
    cues = parse_subtitles(target.read_bytes(), name=target.name, language="zh-Hans", origin="file")
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in cues.cues] == [(200, 1200, "不签"), (1600, 2800, "我信")]


def test_json_keeps_the_places_and_names_no_picture_that_is_gone(tmp_path: Path, video: Path) -> None:
    reading, _ = read(video, tmp_path / "lines.json")
    cues = decode(CueList, (tmp_path / "lines.json").read_bytes())
    assert cues == reading.cues
    assert all(cue.box and cue.picture is None for cue in cues.cues)


def test_progress_goes_from_nothing_to_all(video: Path) -> None:
    _, told = read(video, None)
    assert told[0] == 0
    assert told == sorted(told)
    assert told[-1] > 0.9


def test_a_script_gives_its_words(tmp_path: Path, video: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_text("小满：不签！\n二叔：我信。\n", "utf-8")
    reading, _ = read(video, None, script=script)
    assert [cue.text for cue in reading.cues.cues] == ["不签！", "我信。"]


def test_a_video_without_text_gives_an_empty_list(tmp_path: Path) -> None:
    target = tmp_path / "lines.srt"
    reading, _ = read(make_video(tmp_path / "plain.mp4"), target)
    assert (reading.cues.cues, target.read_text()) == ((), "")


def test_what_is_there_is_left_as_it_is_unless_asked(tmp_path: Path, video: Path) -> None:
    target = tmp_path / "lines.srt"
    target.write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        read(video, target)
    assert target.read_text() == "mine"
    read(video, target, is_forced=True)
    assert "不签" in target.read_text("utf-8")


def test_an_ending_nobody_knows_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"known: \.ass, \.json, \.srt, \.ssa, \.vtt"):
        read(tmp_path / "nowhere.mp4", tmp_path / "lines.docx")


def test_lines_stand_where_the_shape_of_the_picture_allows_it(tmp_path: Path) -> None:
    cue = Cue(id="c0001", start_ms=1200, end_ms=2000, text="三千万")
    media = media_of(make_video(tmp_path / "wide.mp4", size="320x180"))
    reading = Reading(cues=CueList(language="zh-Hans", origin="burned-in", cues=(cue,)), media=media, unsure=())
    assert b"PlayResX: 320\nPlayResY: 180\n" in render_lines(reading, ".ass")
    assert b"size:90%" in render_lines(reading, ".vtt")
