from __future__ import annotations

import pytest

from reelbridge.model.study import Moment
from reelbridge.technique.drama.hook import find_hook
from reelbridge.technique.drama.jolts import find_jolts
from reelbridge.technique.drama.material import Material
from reelbridge.technique.drama.peaks import find_peaks
from support.dramas import make_material, say, steps


def hook_of(material: Material) -> Moment | None:
    return find_hook(material, jolts=find_jolts(material), peaks=find_peaks(material))


def test_a_hot_first_line_hooks_from_where_it_begins() -> None:
    hook = hook_of(make_material(30_000, lines=[say(430, 2_400, "三千万，今晚就签字！", heat=70.0)]))
    assert hook is not None
    assert (hook.at_ms, hook.shot, hook.cue_id) == (430, 1, "c430")
    assert hook.points == pytest.approx(sum(reason.points for reason in hook.reasons))
    assert hook.reasons[0].text == "the line “三千万，今晚就签字！” is hot (70 of 100)"


def test_a_calm_opening_waits_for_the_first_line_that_takes_hold() -> None:
    lines = [
        say(500, 2_000),
        say(3_000, 5_000, heat=10.0),
        say(7_000, 9_000, heat=80.0),
        say(12_000, 14_000, heat=100.0),
    ]
    hook = hook_of(make_material(30_000, lines=lines))
    assert hook is not None
    assert hook.at_ms == 7_000


def test_a_question_hooks_where_a_statement_of_the_same_words_does_not() -> None:
    faces = steps(25.0)
    told = make_material(30_000, faces=faces, lines=[say(400, 2_000, heat=25.0)])
    asked = make_material(30_000, faces=faces, lines=[say(400, 2_000, "你是谁？", heat=25.0, asks=True)])
    assert hook_of(told) is None
    hook = hook_of(asked)
    assert hook is not None
    assert "“你是谁？” asks" in [reason.text for reason in hook.reasons]


def test_a_busy_picture_does_not_make_a_hook_of_a_line_that_says_nothing() -> None:
    busy = make_material(
        6_000, cuts=range(300, 6_000, 300), faces=steps(45.0), motion=steps(12.0), lines=[say(400, 2_000, heat=5.0)]
    )
    hook = find_hook(busy, jolts=(), peaks=())
    assert hook is None


def test_an_episode_without_lines_hooks_with_its_first_jolt() -> None:
    hook = hook_of(make_material(30_000, flashes=[5_000, 12_000]))
    assert hook is not None
    assert hook.at_ms == 5_000
    assert hook.cue_id is None


def test_what_comes_within_a_second_is_one_hook_carried_by_the_strongest() -> None:
    lines = [say(0, 1_300, "3000万", heat=50.0), say(400, 2_600, "三千万，今晚就签字！", heat=70.0)]
    hook = hook_of(make_material(30_000, lines=lines))
    assert hook is not None
    assert hook.cue_id == "c400"


def test_an_episode_in_which_nothing_takes_hold_has_no_hook() -> None:
    assert hook_of(make_material(30_000)) is None
    assert hook_of(make_material(0)) is None


def test_a_peak_takes_hold_where_its_shot_begins_and_not_where_it_is_highest() -> None:
    material = make_material(
        30_000, cuts=[10_000, 11_000, 12_000, 12_600, 13_200], faces=lambda ms: max(0.0, 45.0 - abs(ms - 12_300) / 80)
    )
    assert find_jolts(material) == ()
    (peak,) = find_peaks(material)
    hook = hook_of(material)
    assert hook is not None
    assert (hook.at_ms, hook.reasons) == (12_000, peak.reasons)
    assert peak.at_ms > 12_000


def test_a_peak_in_a_shot_that_began_long_before_takes_hold_by_itself() -> None:
    material = make_material(30_000, faces=steps(45.0), motion=lambda ms: max(1.0, 10.0 - abs(ms - 15_000) / 500))
    assert find_jolts(material) == ()
    (peak,) = find_peaks(material)
    assert hook_of(material) == peak
