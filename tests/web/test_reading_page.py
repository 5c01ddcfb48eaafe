"""The page of the lines that were not read for sure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from reelbridge.app.reading import Reading, UnsureLine, review_page
from reelbridge.model.cue import Alternative, Cue, CueKind, CueList
from reelbridge.model.media import FileRef, MediaInfo
from reelbridge.web.publishing import publish_reading
from reelbridge.web.reading_page import Piece, part_text, render_reading_page
from support.browser import PHONE

LINE = Cue(
    id="c0001",
    start_ms=1200,
    end_ms=2000,
    text="<b>三千万",
    is_unsure=True,
    confidence=0.629,
    second="30 million & more",
    alternatives=(
        Alternative(at=4, length=1, text="干", confidence=0.41),
        Alternative(at=0, length=1, text="", confidence=0.2),
        Alternative(at=4, length=1, text="于", confidence=0.62),
        Alternative(at=5, length=1, text="方", confidence=0.01),
    ),
)


@pytest.fixture
def reading() -> Reading:
    sign = Cue(id="c0002", start_ms=3000, end_ms=4000, text="云记面馆", kind=CueKind.SIGN)
    media = MediaInfo(
        source=FileRef(name="video", digest="0" * 64, size=1),
        duration_ms=4000,
        width=720,
        height=1280,
        rotation=0,
        frame_rate=Fraction(25),
        is_variable_rate=False,
        video_codec="h264",
        audio=(),
        text=(),
    )
    picture = cv2.imencode(".png", np.full((40, 300, 3), 90, np.uint8))[1].tobytes()
    return Reading(
        cues=CueList(language="zh-Hans", origin="burned-in", cues=(LINE, sign)),
        media=media,
        unsure=(UnsureLine(cue=LINE, picture=picture),),
    )


def test_a_text_is_parted_at_what_may_say_something_else() -> None:
    assert part_text(LINE) == (
        Piece(text="<", others=(("", 20),)),
        Piece(text="b>三"),
        Piece(text="千", others=(("于", 62), ("干", 41))),
        Piece(text="万"),
    )


def test_what_lies_outside_the_text_or_over_another_is_left_out() -> None:
    over, outside = (Alternative(at=at, length=2, text="X", confidence=0.5) for at in (3, 9))
    pieces = part_text(replace(LINE, alternatives=(*LINE.alternatives, over, outside)))
    assert [piece.text for piece in pieces if piece.others] == ["<", "三千"]
    assert "".join(piece.text for piece in pieces) == LINE.text


def test_the_page_lies_beside_the_lines_and_goes_when_nothing_is_unsure(tmp_path: Path, reading: Reading) -> None:
    lines = tmp_path / "lines.srt"
    page = publish_reading(reading, lines, title="第1集.mp4")
    assert page == review_page(lines) == tmp_path / "lines.review/index.html"
    assert publish_reading(replace(reading, unsure=()), lines, title="第1集.mp4") is None
    assert not page.exists()


def test_a_line_tells_its_time_its_doubts_and_its_second_language(reading: Reading) -> None:
    page = render_reading_page("<i>第1集.mp4", reading)
    assert "&lt;i&gt;第1集.mp4" in page
    assert "1 of 2 lines is to be looked at" in page
    assert "00:00:01.200" in page and "Read at 62 %" in page and "30 million &amp; more" in page
    assert "<mark>&lt;</mark>b&gt;三<mark>千</mark>万" in page
    assert page.index("于</span> 62 %") < page.index("干</span> 41 %")


def test_what_is_no_picture_is_not_shown_as_one(reading: Reading) -> None:
    odd = replace(reading, unsure=(UnsureLine(cue=LINE, picture=b"<svg onload=alert(1)>"),))
    page = render_reading_page("1", odd)
    assert "<img" not in page and "No picture of this line was kept." in page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_shows_the_place_in_the_picture_and_fits_a_phone(
    open_page: Callable[..., Any], tmp_path: Path, reading: Reading, scheme: str
) -> None:
    page_file = publish_reading(reading, tmp_path / "lines.srt", title="第1集.mp4")
    assert page_file is not None
    page = open_page(page_file.as_uri(), size=PHONE, scheme=scheme)
    assert page.locator("img.cutout").evaluate("picture => picture.naturalWidth") == 300
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
