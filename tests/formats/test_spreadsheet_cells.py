"""What a spreadsheet would take for more than text goes through it unharmed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.formats.spreadsheet_cells import guard_cell, unguard_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86",
        "- No.",
        "@home",
        "＝1",
        "\tx",
        "007",
        "1/2",
        "5-8",
        "12:30",
        "3.5e3",
        "TRUE",
        "3 May",
        "Mar 5",
        "'=1",
    ],
)
def test_what_would_run_or_change_is_guarded(text: str):
    assert guard_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "No.", "三千万", "27 years", "'tis", "May I?", "1 of us", "a=b"])
def test_other_text_stays_as_it_is(text: str):
    assert guard_cell(text) == text
    assert unguard_cell(text) == text


@given(st.text(st.one_of(st.sampled_from("'=+-@1/ a"), st.characters(exclude_categories=["Cs"])), max_size=8))
def test_nothing_is_lost_on_the_way(text: str):
    assert unguard_cell(guard_cell(text)) == text


@pytest.mark.parametrize("text", ["-san", "007"])
def test_a_spreadsheet_may_take_the_apostrophe_off(text: str):
    assert unguard_cell(text) == text
