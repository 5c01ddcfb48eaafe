"""`reelbridge erase`: the lines off the picture of one video, and the same in a series."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from reelbridge.core.codec import encode
from reelbridge.model.cue import Box, Cue, CueList
from support.cli import command, environment, reelbridge
from support.media import read_frame
from support.series import make_video, set_key

#: where the line of `lines` stands
BOX = Box(left=0.1, top=0.7, right=0.9, bottom=0.78)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """One line in a place, as `reelbridge read` writes it."""
    cue = Cue(id="c0001", start_ms=400, end_ms=1600, text="三千万", box=BOX)
    path = tmp_path / "lines.json"
    path.write_bytes(encode(CueList(language="zh-Hans", origin="burned-in", cues=(cue,))))
    return path


@pytest.fixture
def video(tmp_path: Path) -> Path:
    return make_video(tmp_path / "1.mp4", seconds=2, size="180x320")


def difference(one: Path, other: Path, at_s: float) -> np.ndarray:
    """How much two videos differ at a time, per row: (H,) in levels of 255."""
    frames = (read_frame(path, at_s).astype(int) for path in (one, other))
    return abs(next(frames) - next(frames)).mean(axis=(1, 2))


def test_only_the_place_of_the_line_changes_while_it_is_up(tmp_path: Path, video: Path, lines: Path) -> None:
    target = tmp_path / "clean.mp4"
    ended = reelbridge("erase", video, "-o", target, "--lines", lines, "--mode", "box", code=0)
    assert f"1 of 1 line taken off, 30 frames changed; written to {target}" in ended.err
    changed = difference(video, target, 1.0)
    assert changed[230:245].mean() > 20
    assert changed[:200].mean() < 8
    assert difference(video, target, 1.9).mean() < 8
    with av.open(str(target)) as container:
        assert [stream.type for stream in container.streams] == ["video", "audio"]
        assert container.streams.video[0].average_rate == Fraction(25)
    assert {path.name for path in tmp_path.iterdir()} == {"1.mp4", "clean.mp4", "lines.json"}


def test_the_outcome_comes_as_data_for_programs(tmp_path: Path, video: Path, lines: Path) -> None:
    target = tmp_path / "clean.mkv"
    done = reelbridge("erase", video, "-o", target, "--lines", lines, "--mode", "blur", "--json", code=0).data
    assert (done["target"], done["line_count"], done["erased_count"]) == (str(target), 1, 1)


def test_a_video_without_text_is_written_as_it_is_and_said_so(tmp_path: Path) -> None:
    video = make_video(tmp_path / "1.mp4", seconds=1)
    ended = reelbridge("erase", video, "-o", tmp_path / "clean.mp4", code=0)
    assert "no dialogue to take off: the picture is as it was" in ended.err
    assert (tmp_path / "clean.mp4").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--mode", "none"), "eraser 'none' is unknown; known: blur, box, fill"),
        (("--lines", "lines.srt"), "lines.srt does not say where in the picture its lines stand; only .json does"),
        (("-o", "clean.avi"), "allowed endings: .mp4, .mov, .mkv"),
        (("-o", "1.mp4", "--force"), "is the video itself"),
        (("-o", "lines.json.mp4/clean.mp4"), "is no folder that is there"),
    ],
)
def test_a_wrong_request_is_refused_before_anything_is_done(
    tmp_path: Path, video: Path, arguments: tuple[str, ...], says: str
) -> None:
    placed = [tmp_path / each if "." in each else each for each in arguments]
    target = () if "-o" in arguments else ("-o", tmp_path / "clean.mp4")
    ended = reelbridge("erase", video, *target, *placed, code=2)
    assert says in ended.err
    assert not (tmp_path / "clean.mp4").exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"[]", "lines.json: "),
        (b"not json", "lines.json: CueList: not JSON"),
        (
            encode(
                CueList(language="zh", origin="file", cues=(Cue(id="c0001", start_ms=0, end_ms=900, text="三千万"),))
            ),
            "lines.json has a place in the picture",
        ),
    ],
)
def test_lines_that_are_none_are_one_sentence(tmp_path: Path, video: Path, content: bytes, says: str) -> None:
    (tmp_path / "lines.json").write_bytes(content)
    ended = reelbridge("erase", video, "-o", tmp_path / "clean.mp4", "--lines", tmp_path / "lines.json", code=1)
    assert says in ended.err
    assert "reelbridge read VIDEO -o lines.json" in ended.err


def test_ctrl_c_is_one_sentence_and_leaves_nothing_behind(tmp_path: Path, lines: Path) -> None:
    video = make_video(tmp_path / "long.mp4", seconds=30, size="540x960")
    arguments = command("erase", video, "-o", tmp_path / "clean.mp4", "--lines", lines)
    with subprocess.Popen(arguments, env=environment(), stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        assert run.stderr.readline() == "Writing clean.mp4\n"
        run.send_signal(signal.SIGINT)
        said = run.stderr.read()
    assert run.returncode == 130
    assert said == "stopped; nothing is written\n"
    assert {path.name for path in tmp_path.iterdir()} == {"long.mp4", "lines.json"}


@pytest.mark.slow
def test_a_series_goes_out_without_its_burned_in_lines_when_asked(tmp_path: Path, scene: Path) -> None:
    series = tmp_path / "series"
    reelbridge("new", series, "--from", scene.parent, code=0)
    set_key(series, "locales", '["en"]')
    reelbridge("localize", series)
    episode = series / "out/episode-001"
    before = Path(shutil.copyfile(episode / "preview.mp4", tmp_path / "before.mp4"))
    set_key(series, "picture", '"clean"')
    again = reelbridge("localize", series, "--json").data
    # the plate, the encoding, the subtitles (which no longer stand above the original), the package
    assert again["made"] == 4
    manifest = json.loads((episode / "manifest.json").read_text("utf-8"))
    origins = {each["path"]: each["origin"] for each in manifest["files"]}
    assert origins["preview.mp4"].startswith("the source video, its burned-in lines filled in, encoded by FFmpeg")
    changed = difference(before, episode / "preview.mp4", 1.5)
    assert changed.max() > 15
    assert np.median(changed) < 4
