"""Times convert without loss, in every form files use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.core.errors import ParseError
from reelbridge.core.time import format_clock, format_stamp, format_tenths, parse_stamp


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
    assert (format_tenths(2_800), format_tenths(59_960)) == ("0:02.8", "1:00.0")
