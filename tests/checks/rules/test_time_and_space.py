"""The checks that look at how long and how wide a line stands."""

from __future__ import annotations

import pytest

from reelbridge.model.cue import CueKind
from reelbridge.model.finding import Severity
from support.checking import Said, run_check


def test_a_line_too_fast_to_read_says_how_much_would_fit():
    (found,) = run_check("reading-speed", "en", Said("签", "x" * 41, 0, 2000))
    assert "20.5 characters/s; at most 20" in found.message
    assert "from 41 to 40 characters" in found.hint


@pytest.mark.parametrize(
    ("locale", "text", "duration_ms"),
    [("en", "x" * 40, 2000), ("ja", "断断断断", 1000), ("th", "ที่นี่ไม่มี", 560), ("ar", "ا" * 20, 1000)],
)
def test_a_line_at_the_limit_can_be_read(locale, text, duration_ms):
    assert not run_check("reading-speed", locale, Said("签", text, 0, duration_ms))


def test_a_wide_row_comes_with_a_better_break():
    (found,) = run_check("line-length", "en", Said("签", "Cut the crap! Are you signing or not?"))
    assert "37 characters in a row; at most 26" in found.message
    assert "Cut the crap!\\nAre you signing or not?" in found.hint


def test_a_line_that_no_break_helps_has_to_be_shorter():
    (found,) = run_check("line-length", "ja", Said("签", "人" * 14 + "\n" + "人" * 14))
    assert found.hint == "shorten it"


def test_rows_within_the_limit_are_quiet():
    assert not run_check("line-length", "en", Said("签", f"{'x' * 26}\n{'x' * 26}"))
    assert not run_check("line-length", "th", Said("签", "ที่" * 26))


def test_three_rows_are_too_many():
    (found,) = run_check("line-count", "en", Said("签", "a\nb\nc"))
    assert "3 rows; at most 2" in found.message
    assert not run_check("line-count", "en", Said("签", "a\nb"))


def test_a_line_that_flashes_by_is_a_warning():
    (found,) = run_check("duration", "en", Said("签", "Sign.", 0, 500, source_end_ms=1500))
    assert found.severity is Severity.WARNING
    assert "0.50 s on screen; at least 0.83" in found.message


def test_a_line_as_short_as_in_the_original_is_noted_only():
    (found,) = run_check("duration", "en", Said("签", "Sign.", 0, 500))
    assert found.severity is Severity.NOTE
    (found,) = run_check("duration", "en", Said("Sign.", "Sign.", 0, 500), has_source=False)
    assert found.severity is Severity.WARNING


def test_a_line_that_stays_too_long_is_a_warning():
    (found,) = run_check("duration", "en", Said("签", "Sign.", 0, 7001))
    assert found.hint
    assert not run_check("duration", "en", Said("签", "Sign.", 0, 7000), Said("签", "Sign.", 8000, 8833))


def test_lines_that_follow_too_closely_are_a_warning():
    found = run_check("gap", "en", Said("签", "One.", 0, 1000, source_end_ms=900), Said("签", "Two.", 1040, 2000))
    assert [(each.cue_id, each.severity) for each in found] == [("c1", Severity.WARNING)]
    assert "40 ms" in found[0].message


def test_a_gap_as_close_as_in_the_original_is_noted_only():
    (found,) = run_check("gap", "en", Said("签", "One.", 0, 1000), Said("签", "Two.", 1000, 2000))
    assert found.severity is Severity.NOTE


@pytest.mark.parametrize(("frame_rate", "gap_ms"), [(25, 80), (24, 83), (30, 66)])
def test_two_frames_are_gap_enough(frame_rate, gap_ms):
    said = (Said("签", "One.", 0, 1000), Said("签", "Two.", 1000 + gap_ms, 2000))
    assert not run_check("gap", "en", *said, frame_rate=frame_rate)


def test_a_sign_may_stand_beside_speech():
    said = (
        Said("店", "Noodle House", 0, 5000, kind=CueKind.SIGN),
        Said("签", "Sign.", 100, 2000),
        Said("不", "No.", 2100, 4000),
    )
    assert not run_check("overlap", "en", *said)
    assert not run_check("gap", "en", *said)


def test_two_spoken_lines_at_a_time_are_an_error():
    (found,) = run_check(
        "overlap", "en", Said("签", "One.", 0, 1500, source_end_ms=900), Said("签", "Two.", 1000, 2000)
    )
    assert (found.cue_id, found.severity) == ("c1", Severity.ERROR)
    assert "500 ms" in found.message


def test_two_people_who_speak_at_once_in_the_original_are_a_warning():
    (found,) = run_check("overlap", "en", Said("签", "One.", 0, 1500), Said("签", "Two.", 1000, 2000))
    assert found.severity is Severity.WARNING


def test_a_line_that_was_left_out_overlaps_nothing():
    said = (Said("签", None, 0, 1500), Said("签", "Two.", 1000, 2000))
    assert not run_check("overlap", "en", *said)
