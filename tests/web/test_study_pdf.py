"""A study on paper."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from reelbridge.core.errors import EngineMissingError
from reelbridge.model.cue import Cue
from reelbridge.model.media import FileRef
from reelbridge.model.study import EpisodeStudy, SeriesStudy
from reelbridge.tools import fonts
from reelbridge.web.study_pdf import check_typesetter, render_pages, render_pdf
from reelbridge.web.study_print import pack_episode_print, pack_print
from reelbridge.web.study_strip import place_of_picture
from support.cut import make_cut
from support.studies import STRIP, make_episode, make_looks, make_series
from web.made_up_study import make_comparison

pytest.importorskip("typst")

#: blue, green, red of the six pictures of the made-up strip
COLOURS = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (255, 0, 255), (0, 255, 255))


def load_sheet(file: FileRef) -> bytes:
    """A sheet of six pictures, each of one colour."""
    sheet = np.zeros((STRIP.height, STRIP.width * STRIP.columns, 3), np.uint8)
    for place, colour in enumerate(COLOURS):
        sheet[:, place * STRIP.width : (place + 1) * STRIP.width] = colour
    return cv2.imencode(".jpg", sheet, [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes()


def latin(episode: EpisodeStudy, *, line: str = "Sign it tonight!") -> EpisodeStudy:
    """An episode without a Chinese letter, so that every machine has the fonts."""
    return replace(
        episode, title=f"Episode {episode.number}", cues=(Cue(id="c1", start_ms=400, end_ms=2600, text=line),)
    )


def latin_series(episodes: int = 1, *, line: str = "Sign it tonight!") -> SeriesStudy:
    series = make_series(episodes, title="The Noodle-Shop Heiress")
    return replace(series, episodes=tuple(latin(episode, line=line) for episode in series.episodes))


def pages_of(series: SeriesStudy, load_file: Callable[[FileRef], bytes] = load_sheet) -> list[NDArray[np.uint8]]:
    """Each page as a picture, 50 pixels an inch."""
    made = render_pages(series, comparison=None, load_file=load_file, pixels_an_inch=50)
    return [np.asarray(cv2.imdecode(np.frombuffer(page, np.uint8), cv2.IMREAD_COLOR), np.uint8) for page in made]


def test_a_study_becomes_a_pdf_and_the_same_study_the_same_pdf() -> None:
    series = latin_series()
    first, second = (render_pdf(series, comparison=None, load_file=load_sheet) for _ in range(2))
    assert first.startswith(b"%PDF-")
    assert first == second


def test_each_shot_shows_its_own_picture() -> None:
    (_, page) = pages_of(latin_series())
    assert page.shape == (585, 413, 3)  # A4
    places = []
    for colour in COLOURS:
        found = np.argwhere((np.abs(page[:200].astype(int) - colour) < 40).all(axis=2))
        assert len(found) > 40, f"no picture of {colour}"
        places.append(float(found[:, 1].mean()))
    assert places == sorted(places)


def test_every_sheet_is_asked_for_once() -> None:
    asked: list[str] = []

    def load_file(file: FileRef) -> bytes:
        asked.append(file.name)
        return load_sheet(file)

    render_pdf(latin_series(2), comparison=None, load_file=load_file)
    assert asked == ["strip-1.jpg", "strip-1.jpg"]


def test_a_text_is_never_markup() -> None:
    texts = (
        '#panic("no")',
        "*a* _b_ $x$ #x",
        "\\ [ ] { } // /* <a> @b",
        '"quoted" `raw`',
        "= head\n- item",
        "a\udcff\x00",
    )
    text = " ".join(texts)
    series = latin_series(line=text)
    series = replace(series, title=text, episodes=(replace(series.episodes[0], title=text),))
    comparison = make_comparison(series, text=text)
    assert render_pdf(series, comparison=comparison, load_file=load_sheet).startswith(b"%PDF-")


def test_videos_of_which_little_is_known_have_pages_too() -> None:
    empty = latin(replace(make_cut(Fraction(25), (0,)), strip=None))
    bare = latin(replace(make_cut(Fraction(25), (0, 100, 150)), number=2, strip=None))
    series = replace(latin_series(), episodes=(empty, bare), paywall=None)
    assert len(pages_of(series)) >= 3


def test_an_ending_that_is_not_judged_is_said_on_paper() -> None:
    known = latin_series()
    drama = replace(known.episodes[0].drama, ending=None)
    unknown = replace(known, episodes=(replace(known.episodes[0], drama=drama),))
    packed = [pack_episode_print(series.episodes[0], ()) for series in (known, unknown)]
    assert [episode["is_ending_judged"] for episode in packed] == [True, False]
    assert not np.array_equal(pages_of(known)[-1], pages_of(unknown)[-1])


def test_a_series_without_episodes_is_a_cover() -> None:
    assert len(pages_of(replace(latin_series(), episodes=()))) == 1


def test_a_missing_typesetter_is_said_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(EngineMissingError) as caught:
        check_typesetter()
    assert caught.value.hint == "pip install 'reelbridge[pdf]'"
    with pytest.raises(EngineMissingError):
        render_pdf(latin_series(), comparison=None, load_file=load_sheet)


def test_chinese_titles_need_a_font_that_has_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "font_folders", lambda: (tmp_path,))
    with pytest.raises(EngineMissingError, match="Noto Sans CJK SC") as caught:
        render_pdf(make_series(1), comparison=None, load_file=load_sheet)
    assert caught.value.hint == "apt-get install fonts-noto-cjk"


def test_what_is_printed_is_plain_data_of_bounded_size() -> None:
    series = make_series(20)
    packed = json.dumps(pack_print(series, make_comparison(series)), allow_nan=False)
    assert len(packed) < 30_000 * 20


def test_shots_are_as_wide_as_they_are_long() -> None:
    episode = make_episode()
    strip = pack_print(replace(make_series(1), episodes=(episode,)), None)["episodes"][0]["strip"]  # type: ignore[index]
    (row,) = strip["rows"]
    assert row["share"] == pytest.approx(24 / 30)
    widths = [block["width"] * 30_000 for block in row["blocks"]]
    assert widths == pytest.approx([shot.duration_ms for shot in episode.shots.shots])
    assert [block["picture"]["column"] for block in row["blocks"]] == [0, 1, 2, 3, 4, 5]


def test_a_shot_over_the_end_of_a_row_goes_on_in_the_next() -> None:
    episode = make_cut(Fraction(25), (0, 700, 800, 1000))  # the second shot runs from 28 s to 32 s
    episode = replace(episode, looks=make_looks()[:3])
    first, second = pack_print(replace(make_series(1), episodes=(episode,)), None)["episodes"][0]["strip"]["rows"]  # type: ignore[index]
    assert [(block["number"], block["is_first"]) for block in first["blocks"]] == [(1, True), (2, True)]
    assert [(block["number"], block["is_first"]) for block in second["blocks"]] == [(2, False), (3, True)]
    assert second["blocks"][0]["width"] == pytest.approx(2 / 30)
    assert first["blocks"][1]["picture"] and not second["blocks"][0]["picture"]  # one picture a shot


def test_a_picture_is_found_on_its_sheet() -> None:
    strip = replace(STRIP, sheets=STRIP.sheets * 2, columns=6, per_sheet=12, count=20)
    assert place_of_picture(strip, 19) == {"sheet": 1, "row": 1, "column": 1}
    assert place_of_picture(strip, 20) is None
    assert place_of_picture(None, 0) is None
