"""Times convert without drift, in every form files use."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.core.errors import ParseError
from reelbridge.core.time import format_clock, format_stamp, frame_to_ms, ms_to_frame, parse_stamp

RATES = [Fraction(24000, 1001), Fraction(25), Fraction(30000, 1001), Fraction(60)]


@given(st.integers(0, 10**6), st.sampled_from(RATES))
def test_a_frame_begins_within_half_a_millisecond_of_its_time(frame: int, rate: Fraction) -> None:
    assert abs(frame_to_ms(frame, rate) - Fraction(frame) * 1000 / rate) <= Fraction(1, 2)


@given(st.integers(0, 10**6), st.sampled_from(RATES))
def test_the_middle_of_a_frame_is_that_frame(frame: int, rate: Fraction) -> None:
    middle = (frame_to_ms(frame, rate) + frame_to_ms(frame + 1, rate)) // 2
    assert ms_to_frame(middle, rate) == frame


@given(st.integers(0, 359_999_999))
def test_stamps_read_back(ms: int) -> None:
    assert parse_stamp(format_stamp(ms)) == ms
    assert parse_stamp(format_stamp(ms, separator=",")) == ms


@pytest.mark.parametrize(("text", "ms"), [("00:01.5", 1500), ("1:02:03,004", 3723004), (" 00:00:01 ", 1000)])
def test_loose_stamps_are_understood(text: str, ms: int) -> None:
    assert parse_stamp(text) == ms


@pytest.mark.parametrize("text", ["", "now", "1", "00:00:00:00", "-00:01.0"])
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(ParseError, match="is not HH:MM:SS"):
        parse_stamp(text)


def test_people_read_minutes() -> None:
    assert (format_clock(61_999), format_clock(3_600_000)) == ("1:01", "1:00:00")
