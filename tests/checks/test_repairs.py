"""What is mended without asking, and what is left to a person."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelbridge.checks.repairs import Setting, clean_text, repair_lines
from reelbridge.model.cue import CueKind
from reelbridge.model.market import load_market
from support.checking import Said, make_lines


def make_setting(locale: str = "en", *, end_ms: int = 60_000, frame_rate: int = 25) -> Setting:
    market = load_market(locale)
    return Setting(
        market=market, limits=market.vertical, frame_rate=Fraction(frame_rate), end_ms=end_ms, names=("Lu Group",)
    )


def repaired(*said: Said, **options):
    lines, repairs = repair_lines(make_lines(*said), make_setting(**options))
    return [line.cue for line in lines], repairs


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  Sign   tonight!  ", "Sign tonight!"),
        ("Sign\ttonight!", "Sign tonight!"),
        ("Sign\r\n\r\ntonight!", "Sign\ntonight!"),
        ("Sign\u2028tonight!", "Sign\ntonight!"),
        ("\ufeffSi\u200bgn\u00ad!", "Sign!"),
        ("a\u200b \u200bb", "a b"),
        ("fiance\u0301e", "fiancée"),
        ("Qui\u202f?", "Qui\u202f?"),
        ("Qui\u00a0?", "Qui\u00a0?"),
        ("نمی\u200cخواهم\u200f!", "نمی\u200cخواهم\u200f!"),
        ("小満　よしなさい", "小満　よしなさい"),
        ("แท้ๆ", "แท้ๆ"),
        (" \n\t ", ""),
    ],
)
def test_text_is_cleaned_of_what_nobody_sees(before, after):
    assert clean_text(before) == after


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_clean_text_stays_clean(text):
    assert clean_text(clean_text(text)) == clean_text(text)


def test_a_wide_line_is_broken_and_the_change_recorded():
    (cue,), (repair,) = repaired(Said("签不签？", "Cut the crap! Are you signing or not?"))
    assert cue.text == "Cut the crap!\nAre you signing or not?"
    assert (repair.repair_id, repair.cue_id) == ("break-lines", "c1")
    assert (repair.before, repair.after) == ("Cut the crap! Are you signing or not?", cue.text)


def test_a_line_too_fast_to_read_is_shown_longer():
    (cue,), (repair,) = repaired(Said("签", "x" * 20, 0, 500))
    assert cue.end_ms == 1000
    assert repair.repair_id == "extend"
    assert (repair.before, repair.after) == ("00:00:00.500", "00:00:01.000")


def test_a_short_line_is_shown_for_the_shortest_time_allowed():
    (cue,), _ = repaired(Said("签", "No.", 0, 200))
    assert cue.end_ms == 833


def test_a_line_is_shown_longer_up_to_the_gap_before_the_next_and_no_further():
    (first, second), _ = repaired(Said("签", "x" * 26, 0, 500), Said("不", "No.", 1000, 2000))
    assert first.end_ms == 920
    assert (second.start_ms, second.end_ms) == (1000, 2000)


def test_a_line_with_no_room_stays_as_it_is():
    (first, _), repairs = repaired(Said("签", "x" * 26, 0, 950), Said("不", "No.", 1000, 2000))
    assert first.end_ms == 950
    assert repairs == ()


def test_nothing_is_shown_after_the_video_has_ended():
    (cue,), _ = repaired(Said("签", "x" * 26, 9500, 9800), end_ms=10_000)
    assert cue.end_ms == 10_000
    (cue,), _ = repaired(Said("签", "x" * 26, 9500, 10_200), end_ms=10_000)
    assert cue.end_ms == 10_200


def test_nothing_is_shown_longer_than_the_longest_time_allowed():
    (cue,), _ = repaired(Said("签", "x" * 300, 0, 2000))
    assert cue.end_ms == 7000


def test_a_slip_into_the_next_line_is_cut_off():
    (first, second), (repair,) = repaired(Said("签", "Sign.", 0, 1060), Said("不", "No.", 1000, 2000))
    assert (first.end_ms, second.start_ms) == (1000, 1000)
    assert repair.repair_id == "part-lines"


def test_two_people_who_speak_at_once_are_left_alone():
    (first, _), repairs = repaired(Said("签", "Sign.", 0, 1500), Said("不", "No.", 1000, 2000))
    assert first.end_ms == 1500
    assert repairs == ()


def test_lines_that_begin_together_are_left_alone():
    (first, _), _ = repaired(Said("签", "Sign.", 1000, 1060), Said("不", "No.", 1000, 2000))
    assert first.end_ms == 1060


def test_a_sign_is_never_moved_nor_in_the_way_of_speech():
    said = (
        Said("签", "x" * 20, 0, 500),
        Said("店", "Yun's Noodle House", 600, 700, kind=CueKind.SIGN),
        Said("不", "No.", 5000, 6000),
    )
    (speech, sign, _), repairs = repaired(*said)
    assert speech.end_ms == 1000
    assert (sign.start_ms, sign.end_ms) == (600, 700)
    assert {repair.cue_id for repair in repairs} == {"c1"}


def test_a_line_that_nobody_translated_is_not_touched():
    said = (Said("签  不签？", None, 0, 1060), Said("不", "No.", 1000, 2000))
    lines, repairs = repair_lines(make_lines(*said), make_setting())
    assert lines == make_lines(*said)
    assert repairs == ()


def test_an_episode_without_speech_has_nothing_to_repair():
    assert repaired() == ([], ())
    (sign,), repairs = repaired(Said("店", "Shop", 0, 100, kind=CueKind.SIGN))
    assert (sign.end_ms, repairs) == (100, ())


LINE = st.builds(
    Said,
    source=st.just("签"),
    target=st.none() | st.text(alphabet="abc \u200b.", max_size=70),
    start_ms=st.integers(0, 8000),
    end_ms=st.integers(8001, 12_000) | st.just(0),
    kind=st.sampled_from(CueKind),
    source_end_ms=st.none(),
)


@given(said=st.lists(LINE, max_size=6), frame_rate=st.sampled_from((24, 25, 30)))
@settings(max_examples=200, deadline=None)
def test_repairs_are_safe_recorded_and_done_once(said, frame_rate):
    ordered = sorted(said, key=lambda line: line.start_ms)
    before = make_lines(*(line._replace(end_ms=max(line.end_ms, line.start_ms + 300)) for line in ordered))
    setting = replace(make_setting(frame_rate=frame_rate), end_ms=11_000)
    after, repairs = repair_lines(before, setting)
    assert [line.cue.id for line in after] == [line.cue.id for line in before]
    assert [line.cue.start_ms for line in after] == [line.cue.start_ms for line in before]
    assert [line.source for line in after] == [line.source for line in before]
    changed = {old.cue.id for old, new in zip(before, after, strict=True) if old != new}
    assert {repair.cue_id for repair in repairs} == changed
    assert all(repair.before != repair.after for repair in repairs)
    assert repair_lines(after, setting) == (after, ())
