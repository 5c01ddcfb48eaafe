"""The sizes an episode goes out in."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.deliver.ladder import build_ladder, choose_rate
from reelbridge.model.media import FileRef, MediaInfo

MEDIA = MediaInfo(
    source=FileRef(name="video", digest="0" * 64, size=1),
    duration_ms=1000,
    width=720,
    height=1280,
    rotation=0,
    frame_rate=Fraction(25),
    is_variable_rate=False,
    video_codec="h264",
    audio=(),
    text=(),
)


@pytest.mark.parametrize(
    ("size", "rungs"),
    [
        ((720, 1280), [("720p", 720, 1280), ("540p", 540, 960), ("360p", 360, 640)]),
        ((1080, 1920), [("1080p", 1080, 1920), ("720p", 720, 1280), ("540p", 540, 960), ("360p", 360, 640)]),
        ((1920, 800), [("720p", 1728, 720), ("540p", 1296, 540), ("360p", 864, 360)]),
        ((2160, 3840), [("1080p", 1080, 1920), ("720p", 720, 1280), ("540p", 540, 960), ("360p", 360, 640)]),
        ((180, 320), [("180p", 180, 320)]),
        ((193, 144), [("144p", 192, 144)]),
    ],
)
def test_rungs_are_named_by_the_short_side(size: tuple[int, int], rungs: list[tuple[str, int, int]]) -> None:
    assert [(rung.name, rung.width, rung.height) for rung in build_ladder(*size)] == rungs


@given(st.integers(2, 5000), st.integers(2, 5000))
def test_no_rung_is_larger_than_the_picture_and_all_sides_are_even(width: int, height: int) -> None:
    ladder = build_ladder(width, height)
    assert ladder
    for rung in ladder:
        assert rung.width <= width and rung.height <= height
        assert rung.width % 2 == rung.height % 2 == 0


@pytest.mark.parametrize(
    ("rate", "is_variable", "delivered"),
    [
        (Fraction(24000, 1001), False, Fraction(24000, 1001)),
        (Fraction(15), False, Fraction(15)),
        (Fraction(120), False, Fraction(60)),
        (Fraction(294, 10), True, Fraction(30000, 1001)),
        (Fraction(20), True, Fraction(24000, 1001)),
        (Fraction(58), True, Fraction(60)),
    ],
)
def test_a_constant_rate_is_kept_and_a_variable_one_becomes_the_next_standard(
    rate: Fraction, is_variable: bool, delivered: Fraction
) -> None:
    assert choose_rate(replace(MEDIA, frame_rate=rate, is_variable_rate=is_variable)) == delivered
