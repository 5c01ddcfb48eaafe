"""Whatever comes in: one clear sentence, never a traceback, and the rest goes on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from reelbridge.core.codec import encode
from reelbridge.model.cue import Box, Cue, CueList
from reelbridge.testing.fake_llm import MODEL
from support.cli import reelbridge
from support.series import EPISODES, make_video, set_key, srt_of


def test_a_folder_without_videos(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    ended = reelbridge("new", tmp_path / "series", "--from", tmp_path, code=1)
    assert "has no episodes" in ended.err


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    ended = reelbridge("new", tmp_path / "series", "--from", tmp_path / "nowhere")
    assert ended.code != 0
    assert "nowhere" in ended.err


def test_a_series_that_is_there_already_is_left_alone(series: Path, videos: Path) -> None:
    before = (series / "series.toml").read_bytes()
    assert "is a series already" in reelbridge("new", series, "--from", videos, code=2).err
    assert (series / "series.toml").read_bytes() == before


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """One good episode among an empty file, a text called .mp4, a truncated MP4 and a video that is gone."""
    folder = tmp_path / "mixed"
    good = make_video(folder / "1.mp4")
    (folder / "1.srt").write_text(srt_of(EPISODES[1]), "utf-8")
    (folder / "2.mp4").write_bytes(b"")
    (folder / "3.mp4").write_text("this is a shopping list\n" * 50)
    (folder / "4.mp4").write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    (folder / "5.mp4").write_bytes(good.read_bytes())
    return folder


def test_broken_videos_are_named_with_the_reason_and_the_rest_goes_on(mixed: Path, tmp_path: Path) -> None:
    series = tmp_path / "series"
    reelbridge("new", series, "--from", mixed, code=0)
    set_key(series, "locales", '["en"]')
    (mixed / "5.mp4").unlink()
    ended = reelbridge("localize", series, code=1)
    for name in ("2.mp4", "3.mp4", "4.mp4", "5.mp4"):
        assert name in ended.err
    assert (series / "out/episode-001/index.m3u8").exists()
    assert "1.mp4" not in ended.err
    status = reelbridge("status", series, "--json", code=1).data
    assert [bool(episode["message"]) for episode in status["episodes"]] == [False, True, True, True, True]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_sidecars_in_old_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    folder = tmp_path / "videos"
    make_video(folder / "1.mp4")
    (folder / "1.srt").write_bytes(srt_of(EPISODES[1]).encode(encoding))
    series = tmp_path / "series"
    reelbridge("new", series, "--from", folder, code=0)
    set_key(series, "locales", '["en"]')
    reelbridge("localize", series, code=3)
    lines = reelbridge("status", series, "--json").data["episodes"][0]["lines"]
    assert tuple(line["text"] for line in lines) == EPISODES[1]


def test_a_sidecar_with_broken_numbering_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "videos"
    make_video(folder / "1.mp4")
    broken = srt_of(EPISODES[1]).replace("\n\n2\n", "\n\nseven\n").replace("1\n00", "\n00", 1)
    (folder / "1.srt").write_text(broken, "utf-8")
    series = tmp_path / "series"
    reelbridge("new", series, "--from", folder, code=0)
    set_key(series, "locales", '["en"]')
    reelbridge("localize", series, code=3)
    episode = reelbridge("status", series, "--json").data["episodes"][0]
    assert episode["origin"] == "sidecar"
    assert len(episode["lines"]) == 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--to", "klingonese"), "klingonese"),
        (("--to", "ru"), "not in this series"),
        (("--engine", "gpt"), "translator 'gpt' is unknown; known: ctranslate2, memory, openai"),
        (("--engine", "openai"), "needs a model name"),
        (("--episodes", "9"), "it has 1 to 2"),
        (("--jobs", "0"), "--jobs"),
    ],
)
def test_a_wrong_request_is_refused_before_anything_runs(series: Path, arguments: tuple[str, ...], says: str) -> None:
    ended = reelbridge("localize", series, *arguments, code=2)
    assert says in ended.err
    assert not (series / "out").exists()


def test_an_unknown_key_is_named_with_its_file(series: Path) -> None:
    path = series / "series.toml"
    path.write_text("subtitel = 1\n" + path.read_text("utf-8"), "utf-8")
    ended = reelbridge("localize", series, code=2)
    assert "series.toml: unknown key subtitel" in ended.err


def test_a_folder_that_is_no_series(tmp_path: Path) -> None:
    for name in ("localize", "status", "report"):
        assert "reelbridge new" in reelbridge(name, tmp_path, code=2).err


def test_an_endpoint_that_is_down_is_one_sentence(series: Path) -> None:
    path = series / "series.toml"
    set_key(series, "memories", "[]")
    text = path.read_text("utf-8").replace('\nname = "memory"', f'\nname = "openai"\nmodel = "{MODEL}"')
    path.write_text(text.replace("# base_url = ", "base_url = ").replace(":8000", ":9"), "utf-8")
    ended = reelbridge("localize", series, "--to", "en", "--episodes", "1", code=1)
    assert "does not answer" in ended.err
    assert ended.err.count("does not answer") <= 3
    assert reelbridge("status", series, "--json").data["episodes"][0]["locales"][0]["state"] == "failed"


def test_a_broken_memory_is_named(series: Path) -> None:
    (series / "memory.tmx").write_text("<tmx><body>")
    assert "memory.tmx" in reelbridge("localize", series, code=1).err


def test_a_place_that_cannot_be_written_to_is_one_sentence(series: Path) -> None:
    (series / ".reelbridge").write_text("a file where the folder should be")
    ended = reelbridge("localize", series, code=1)
    assert ".reelbridge" in ended.err
    assert len(ended.err.splitlines()) <= 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of one megabyte, where the machine lets us make one."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
        ).returncode
    )
    if not mounted:
        pytest.skip("a small disk can only be mounted as root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_one_sentence_and_what_is_done_is_kept(small_disk: Path, tmp_path: Path) -> None:
    folder = tmp_path / "videos"
    make_video(folder / "1.mp4", seconds=6, size="720x1280")
    series = small_disk / "series"
    reelbridge("new", series, "--from", folder, code=0)
    ended = reelbridge("localize", series, code=1)
    assert "is full" in ended.err
    assert "something unforeseen" not in ended.err


def test_a_full_disk_leaves_no_half_video(small_disk: Path, tmp_path: Path) -> None:
    video = make_video(tmp_path / "1.mp4", seconds=6, size="720x1280")
    cue = Cue(id="c0001", start_ms=0, end_ms=5000, text="三", box=Box(left=0.1, top=0.7, right=0.9, bottom=0.8))
    lines = tmp_path / "lines.json"
    lines.write_bytes(encode(CueList(language="zh-Hans", origin="burned-in", cues=(cue,))))
    ended = reelbridge("erase", video, "-o", small_disk / "clean.mp4", "--lines", lines, "--mode", "box", code=1)
    assert "the disk is full" in ended.err
    assert list(small_disk.iterdir()) == []
