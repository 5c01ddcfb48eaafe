"""The subtitles of one locale."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import m3u8
import pysubs2
import pytest

from reelbridge.deliver.steps import SUBTITLES, SubtitleParams
from reelbridge.deliver.subtitles import package_subtitles
from reelbridge.model.cue import Box
from reelbridge.model.draft import Localized
from reelbridge.model.market import load_market
from support.localized import make_line, make_localized
from support.media import make_video, media_of
from support.work import FolderWork


def deliver(tmp_path: Path, localized: Localized, *, erased: str = "") -> Path:
    media = media_of(make_video(tmp_path / "1.mp4", seconds=2))
    work = FolderWork(tmp_path / "work")
    package = package_subtitles(
        work, SubtitleParams(erased=erased), media=media, localized=localized, market=load_market(localized.locale)
    )
    locale = localized.locale
    assert [file.path for file in package.files] == [
        f"subtitles/{locale}.m3u8",
        f"subtitles/{locale}.vtt",
        f"files/{locale}.srt",
        f"files/{locale}.vtt",
        f"files/{locale}.ass",
    ]
    assert package.playlist == package.files[0].path
    return work.folder


def test_the_step_is_the_declared_one() -> None:
    assert SUBTITLES.load() is package_subtitles


def test_a_locale_gets_an_hls_rendition_and_three_files(tmp_path: Path) -> None:
    localized = make_localized("th", make_line(1, "สวัสดี", start_ms=100, end_ms=900))
    folder = deliver(tmp_path, localized)
    playlist = m3u8.load(str(folder / "subtitles/th.m3u8"))
    (segment,) = playlist.segments
    assert (segment.uri, playlist.is_endlist) == ("th.vtt", True)
    assert segment.duration == pytest.approx(2, abs=0.1)
    streamed = (folder / "subtitles/th.vtt").read_text("utf-8")
    assert streamed.startswith("WEBVTT\nX-TIMESTAMP-MAP=")
    assert "X-TIMESTAMP-MAP" not in (folder / "files/th.vtt").read_text("utf-8")
    for path in ("subtitles/th.vtt", "files/th.srt", "files/th.vtt", "files/th.ass"):
        assert "สวัสดี" in (folder / path).read_text("utf-8")
    script = (folder / "files/th.ass").read_text("utf-8")
    assert "Noto Sans Thai" in script and "PlayResY: 320" in script


def test_lines_without_a_translation_are_left_out_and_the_rest_is_in_order_of_time(tmp_path: Path) -> None:
    folder = deliver(
        tmp_path,
        make_localized(
            "en",
            make_line(1, "Second.", start_ms=1000, end_ms=1500),
            make_line(2, None, start_ms=500, end_ms=900),
            make_line(3, "First.", start_ms=0, end_ms=400),
        ),
    )
    text = (folder / "files/en.srt").read_text("utf-8")
    assert "你好" not in text
    assert text.index("First.") < text.index("Second.")


def test_arabic_letters_are_written_larger_since_their_lines_are_high(tmp_path: Path) -> None:
    sizes = {}
    for locale in ("en", "ar"):
        (tmp_path / locale).mkdir()
        folder = deliver(tmp_path / locale, make_localized(locale, make_line(1, "123", start_ms=0, end_ms=900)))
        sizes[locale] = pysubs2.load(str(folder / f"files/{locale}.ass")).styles["Default"].fontsize
    assert sizes["ar"] > 1.3 * sizes["en"]


def test_an_episode_without_lines_still_has_its_files(tmp_path: Path) -> None:
    folder = deliver(tmp_path, make_localized("en"))
    assert (folder / "subtitles/en.vtt").read_text("utf-8").startswith("WEBVTT")


def test_lines_stand_above_the_ones_that_are_part_of_the_picture(tmp_path: Path) -> None:
    low = Box(left=0.1, top=0.7, right=0.9, bottom=0.75)
    high = Box(left=0.1, top=0.1, right=0.9, bottom=0.15)
    one, two, sign = (
        make_line(number, "Words.", start_ms=900 * number, end_ms=900 * number + 500) for number in range(3)
    )
    folder = deliver(
        tmp_path,
        make_localized(
            "en",
            replace(one, cue=replace(one.cue, box=low)),
            two,
            replace(sign, cue=replace(sign.cue, box=high)),
        ),
    )
    written = (folder / "files/en.vtt").read_text("utf-8")
    # one row of text ends just above 70 % of the height: the same place for every line, so that none jumps
    assert re.findall(r"line:(\d+)%", written) == ["63", "63", "63"]
    script = pysubs2.load(str(folder / "files/en.ass"))
    assert script.styles["Default"].marginv == round(320 * (1 - 0.7 + 0.008))


@pytest.mark.parametrize(("erased", "bottom"), [("fill", 0.18), ("blur", 0.25), ("box", 0.25)])
def test_where_the_original_was_taken_off_lines_stand_in_its_place_or_at_the_usual_one(
    tmp_path: Path, erased: str, bottom: float
) -> None:
    line = make_line(1, "Words.", start_ms=0, end_ms=900)
    box = Box(left=0.1, top=0.7, right=0.9, bottom=0.75)
    localized = make_localized("en", replace(line, cue=replace(line.cue, box=box)))
    script = pysubs2.load(str(deliver(tmp_path, localized, erased=erased) / "files/en.ass"))
    assert script.styles["Default"].marginv == round(320 * bottom)
