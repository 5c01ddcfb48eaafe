"""Lines in the picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from reelbridge.core.errors import EngineMissingError
from reelbridge.deliver.burn import burn
from reelbridge.deliver.steps import BURN, VideoParams
from reelbridge.model.cue import Box, CueKind
from reelbridge.model.draft import Localized
from reelbridge.model.market import Market, load_market
from reelbridge.model.media import CleanPlate
from reelbridge.tools.ffmpeg import run_ffmpeg
from support.fonts import make_font
from support.localized import make_line, make_localized
from support.media import FAST, make_video, media_of, read_frame, source_of
from support.work import FolderWork

PARAMS = VideoParams(ffmpeg_version="n9", source_locale="zh-Hans")

#: where a burned-in source line stands in a vertical picture
SOURCE_BOX = Box(left=0.2, top=0.72, right=0.8, bottom=0.77)


@pytest.fixture
def market() -> Market:
    return replace(load_market("en"), font_family="Box Sans", font_package="fonts-box")


def burn_white(tmp_path: Path, market: Market, localized: Localized, *, letters: str = "ab") -> Path:
    """Burn lines into two seconds of white, with a font whose letters are boxes."""
    source = tmp_path / "it's [1], 第1集;.mp4"
    graph = "color=white:size=180x320:rate=25:duration=2"
    sound = ["-f", "lavfi", "-i", "sine=duration=2", "-c:a", "aac"]
    run_ffmpeg(["-f", "lavfi", "-i", graph, *sound, *FAST, str(source)], what="make a test video")
    font = make_font(tmp_path / "BoxSans-Regular.ttf", "Box Sans", letters)
    work = FolderWork(tmp_path / "it's [a], work;")
    burned = burn(
        work, PARAMS, media=media_of(source), plate=None, localized=localized, market=market, font=source_of(font)
    )
    (file,) = burned.files
    assert (burned.locale, file.path) == ("en", "burned/en.mp4")
    return work.path(file.file)


def darkness(frame: np.ndarray) -> np.ndarray:
    """Where a white picture has been drawn on: (H, W) bool."""
    return frame.mean(axis=2) < 128


def test_the_step_is_the_declared_one() -> None:
    assert BURN.load() is burn


def test_a_line_is_drawn_while_it_is_spoken_and_not_before_or_after(tmp_path: Path, market: Market) -> None:
    line = make_line(1, "abab", start_ms=600, end_ms=1400, box=SOURCE_BOX)
    path = burn_white(tmp_path, market, make_localized("en", line))
    assert [darkness(read_frame(path, at)).any() for at in (0.2, 1.0, 1.8)] == [False, True, False]
    with av.open(str(path)) as container:
        assert [stream.type for stream in container.streams] == ["video", "audio"]


def test_the_source_line_is_covered_and_the_new_one_stands_on_the_cover(tmp_path: Path, market: Market) -> None:
    line = make_line(1, "abab", start_ms=0, end_ms=2000, box=SOURCE_BOX)
    frame = read_frame(burn_white(tmp_path, market, make_localized("en", line)), 1.0)
    drawn = darkness(frame)
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    assert rows[0] <= 0.72 * 320 and 0.77 * 320 <= rows[-1] < 0.82 * 320  # above the app's buttons
    assert columns[0] <= 0.2 * 180 and columns[-1] >= 0.8 * 180
    inside = ~drawn[rows[0] : rows[-1], columns[0] : columns[-1]]
    assert 0.02 < inside[:, 30:-30].mean() < 0.6  # white letters on the dark field


def test_where_the_source_is_not_in_the_picture_nothing_is_covered(tmp_path: Path, market: Market) -> None:
    line = make_line(1, "ab", start_ms=0, end_ms=2000)
    frame = read_frame(burn_white(tmp_path, market, make_localized("en", line)), 1.0)
    drawn = darkness(frame)
    assert drawn.any()
    assert drawn.mean() < 0.01  # the outlines of two letters
    assert not drawn[round(0.83 * 320) :].any()


def test_a_sign_stands_at_the_top(tmp_path: Path, market: Market) -> None:
    line = make_line(1, "ab", start_ms=0, end_ms=2000, kind=CueKind.SIGN, box=SOURCE_BOX)
    frame = read_frame(burn_white(tmp_path, market, make_localized("en", line)), 1.0)
    drawn = darkness(frame)
    assert drawn[:160].any() and not drawn[160:].any()


def test_a_line_without_a_translation_leaves_the_source_to_be_seen(tmp_path: Path, market: Market) -> None:
    line = make_line(1, None, start_ms=0, end_ms=2000, box=SOURCE_BOX)
    frame = read_frame(burn_white(tmp_path, market, make_localized("en", line)), 1.0)
    assert not darkness(frame).any()


def test_a_font_without_the_letters_names_the_package_to_install(tmp_path: Path, market: Market) -> None:
    localized = make_localized("en", make_line(1, "ế", start_ms=0, end_ms=900))
    with pytest.raises(EngineMissingError, match=r"font 'Box Sans' in .* has no ế \(U\+1EBF\)") as caught:
        burn_white(tmp_path, market, localized)
    assert "apt-get install fonts-box" in str(caught.value)


def test_a_font_of_another_family_is_refused(tmp_path: Path) -> None:
    localized = make_localized("en", make_line(1, "ab", start_ms=0, end_ms=900))
    with pytest.raises(EngineMissingError, match="holds Box Sans; en needs 'Noto Sans'"):
        burn_white(tmp_path, load_market("en"), localized)


def test_a_phone_video_is_burned_upright(tmp_path: Path, market: Market) -> None:
    flat = make_video(tmp_path / "flat.mp4", size="320x180", channels=0)
    source = tmp_path / "1.mp4"
    run_ffmpeg(["-display_rotation", "-90", "-i", str(flat), "-c", "copy", str(source)], what="turn")
    font = make_font(tmp_path / "BoxSans-Regular.ttf", "Box Sans", "ab")
    work = FolderWork(tmp_path / "work")
    localized = make_localized("en", make_line(1, "ab", start_ms=0, end_ms=900))
    burned = burn(
        work, PARAMS, media=media_of(source), plate=None, localized=localized, market=market, font=source_of(font)
    )
    assert read_frame(work.path(burned.files[0].file)).shape == (320, 180, 3)


def test_on_a_clean_plate_the_line_takes_the_place_of_the_source_without_a_field(
    tmp_path: Path, market: Market
) -> None:
    source = tmp_path / "1.mp4"
    run_ffmpeg(
        ["-f", "lavfi", "-i", "color=black:size=180x320:rate=25:duration=2", *FAST, str(source)], what="make a video"
    )
    work = FolderWork(tmp_path / "work")
    white = tmp_path / "plate.mp4"
    run_ffmpeg(
        ["-f", "lavfi", "-i", "color=white:size=180x320:rate=25:duration=2", *FAST, str(white)], what="make a plate"
    )
    plate = CleanPlate(file=work.keep(white), mode="fill", frames=50)
    font = make_font(tmp_path / "BoxSans-Regular.ttf", "Box Sans", "ab")
    localized = make_localized("en", make_line(1, "abab", start_ms=0, end_ms=2000, box=SOURCE_BOX))
    burned = burn(
        work, PARAMS, media=media_of(source), plate=plate, localized=localized, market=market, font=source_of(font)
    )
    drawn = darkness(read_frame(work.path(burned.files[0].file), 1.0))
    rows = np.flatnonzero(drawn.any(axis=1))
    assert rows[0] > 0.68 * 320 and rows[-1] < 0.82 * 320
    assert drawn.mean() < 0.02  # the outlines of letters
