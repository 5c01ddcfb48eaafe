from __future__ import annotations

import pytest

from reelbridge.technique.drama.jolts import find_jolts
from support.dramas import SPEECH_LUFS, make_material, say, steps


def test_a_hot_line_after_calm_is_a_jolt_that_begins_with_the_line() -> None:
    material = make_material(20_000, lines=[say(4_000, 9_000, heat=5.0), say(10_130, 12_000, "你娘还活着", heat=72.0)])
    (jolt,) = find_jolts(material)
    assert jolt.at_ms == 10_130
    assert jolt.cue_id == "c10130"
    assert jolt.points == pytest.approx(25.0 * (0.72 - 0.05))
    assert [reason.text for reason in jolt.reasons] == ["the line “你娘还活着” is hot (72 of 100)"]


def test_a_line_as_hot_as_the_one_before_is_none() -> None:
    material = make_material(20_000, lines=[say(500, 9_900, heat=80.0), say(10_130, 12_000, heat=85.0)])
    assert find_jolts(material) == ()


def test_a_burst_of_light_is_a_jolt_with_its_length() -> None:
    (jolt,) = find_jolts(make_material(20_000, flashes=[7_320]))
    assert jolt.at_ms == 7_320
    assert [reason.text for reason in jolt.reasons] == ["light bursts into the picture for 160 ms"]


def test_sound_that_is_suddenly_twice_as_loud_is_a_jolt() -> None:
    (jolt,) = find_jolts(make_material(20_000, loudness=steps(SPEECH_LUFS, (9_000, SPEECH_LUFS + 12))))
    assert 8_800 <= jolt.at_ms <= 9_200
    assert jolt.reasons[0].text == "it gets 12 LU louder within 2 s"


def test_sound_that_rises_slowly_is_none() -> None:
    material = make_material(40_000, loudness=lambda ms: -30.0 + ms / 4_000)
    assert find_jolts(material) == ()


def test_several_things_together_are_a_jolt_that_each_alone_is_not() -> None:
    faces = steps(0.0, (10_000, 45.0))
    line = say(10_000, 12_000, heat=50.0)
    assert find_jolts(make_material(20_000, cuts=[10_000], faces=faces)) == ()
    assert find_jolts(make_material(20_000, lines=[line])) == ()
    (jolt,) = find_jolts(make_material(20_000, cuts=[10_000], faces=faces, lines=[line]))
    assert jolt.at_ms == 10_000
    assert jolt.shot == 2
    assert jolt.points == pytest.approx(sum(reason.points for reason in jolt.reasons))


def test_the_opening_is_no_rise_over_anything() -> None:
    assert find_jolts(make_material(20_000, lines=[say(300, 2_000, heat=100.0)], faces=steps(45.0))) == ()


def test_jolts_that_follow_at_once_are_felt_as_the_strongest_of_them() -> None:
    lines = [say(10_000, 10_600, heat=60.0), say(12_400, 13_000, heat=100.0), say(20_000, 21_000, heat=70.0)]
    assert [jolt.at_ms for jolt in find_jolts(make_material(30_000, lines=lines))] == [12_400, 20_000]


def test_an_episode_without_a_tick_has_none() -> None:
    assert find_jolts(make_material(0)) == ()
