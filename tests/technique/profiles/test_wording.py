"""Measured values as a person says them."""

from __future__ import annotations

import pytest

from reelbridge.technique.profiles.wording import clock, spanned, worded


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (9.4, "s", "9.4 s"),
        (44.4, "s", "44 s"),
        (2.0, "s", "2 s"),
        (125.2, "s", "2:05 min"),
        (3700, "s", "1:01:40 h"),
        (4.4, "%", "4 %"),
        (-16.16, "LUFS", "-16.2 LUFS"),
        (2.64, "LU", "2.6 LU"),
        (27.4, "a minute", "27 a minute"),
    ],
)
def test_a_value_has_its_unit_and_no_more_figures_than_tell(value: float, unit: str, said: str) -> None:
    assert worded(value, unit) == said


@pytest.mark.parametrize(
    ("low", "high", "unit", "said"),
    [
        (2, 4, "s", "2 to 4 s"),
        (95, 130, "s", "95 s to 2:10 min"),
        (110, 130, "s", "1:50 to 2:10 min"),
        (15, 30, "a minute", "15 to 30 a minute"),
        (19.8, 20.2, "%", "20 %"),
        (-20, -14, "LUFS", "-20 to -14 LUFS"),
    ],
)
def test_a_span_has_its_unit_once(low: float, high: float, unit: str, said: str) -> None:
    assert spanned(low, high, unit) == said


def test_a_moment_has_tenths_only_where_it_needs_them() -> None:
    assert [clock(ms) for ms in (3000, 7400, 7449, 59_960, 75_300)] == ["0:03", "0:07.4", "0:07.4", "1:00", "1:15.3"]
