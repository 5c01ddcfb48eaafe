"""A small picture for every line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reelbridge.deliver.frames import MAX_STRIP_WIDTH, make_strip
from reelbridge.deliver.steps import FRAMES
from reelbridge.graph.step import NoParams
from reelbridge.model.cue import Cue, CueList
from reelbridge.model.package import FrameStrip
from reelbridge.tools.ffmpeg import run_ffmpeg
from support.media import FAST, make_corner_video, make_video, media_of, read_frame
from support.work import FolderWork


def cut_strip(tmp_path: Path, source: Path, *spans: tuple[int, int]) -> tuple[FrameStrip, np.ndarray]:
    """The strip of cues with the given start and end in ms, and its picture."""
    cues = tuple(Cue(id=f"c{n}", start_ms=start, end_ms=end, text="你好") for n, (start, end) in enumerate(spans))
    work = FolderWork(tmp_path / "work")
    listed = CueList(language="zh-Hans", origin="file", cues=cues)
    strip = make_strip(work, NoParams(), media=media_of(source), cues=listed)
    return strip, read_frame(work.folder / strip.file.name)


def make_red_then_blue(path: Path) -> Path:
    """One second of each, without sound."""
    graph = "color=red:size=180x320:rate=25:duration=1[a];color=blue:size=180x320:rate=25:duration=1[b];[a][b]concat"
    run_ffmpeg(["-filter_complex", graph, *FAST, str(path)], what="make a test video")
    return path


def test_the_step_is_the_declared_one() -> None:
    assert FRAMES.load() is make_strip


def test_tiles_stand_in_the_order_of_the_lines_and_show_their_moment(tmp_path: Path) -> None:
    source = make_red_then_blue(tmp_path / "1.mp4")
    # the second starts in the red second and ends in the blue one: 40 % of it is still red
    strip, image = cut_strip(tmp_path, source, (1100, 1900), (600, 1500), (0, 500), (1500, 9000))
    assert (strip.tile_width, strip.tile_height, strip.cue_ids) == (96, 171, ("c0", "c1", "c2", "c3"))
    assert image.shape == (171, 4 * 96, 3)
    middles = [image[85, 48 + 96 * tile] for tile in range(4)]
    assert ["red" if middle[0] > middle[2] else "blue" for middle in middles] == ["blue", "red", "red", "blue"]


@pytest.mark.parametrize(("rotation", "red_corner"), [(90, (0, 1)), (180, (1, 1)), (270, (1, 0))])
def test_tiles_of_phone_footage_are_upright(tmp_path: Path, rotation: int, red_corner: tuple[int, int]) -> None:
    strip, image = cut_strip(tmp_path, make_corner_video(tmp_path / "1.mp4", rotation=rotation), (0, 900))
    assert image.shape[:2] == (strip.tile_height, strip.tile_width) == ((90, 160) if rotation == 180 else (171, 96))
    row, column = red_corner
    red = image[strip.tile_height * (1 + 2 * row) // 4, strip.tile_width * (1 + 2 * column) // 4]
    assert red[0] > 150 and red[2] < 90


def test_an_episode_without_lines_has_one_tile(tmp_path: Path) -> None:
    strip, image = cut_strip(tmp_path, make_video(tmp_path / "1.mp4"))
    assert (strip.cue_ids, image.shape) == ((), (171, 96, 3))


def test_more_lines_than_a_jpeg_can_hold_get_no_tile(tmp_path: Path) -> None:
    spans = [(n, n + 10) for n in range(700)]
    strip, image = cut_strip(tmp_path, make_video(tmp_path / "1.mp4"), *spans)
    assert len(strip.cue_ids) == MAX_STRIP_WIDTH // 96
    assert image.shape[1] == 96 * len(strip.cue_ids)
