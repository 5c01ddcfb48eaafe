from __future__ import annotations

from reelbridge.model.study import Moment
from reelbridge.technique.drama.quiet import find_quiet
from support.dramas import make_material, say, steps


def at(ms: int) -> Moment:
    return Moment(at_ms=ms, points=1.0, reasons=(), shot=1)


def test_an_episode_in_which_nothing_happens_is_one_stretch() -> None:
    (stretch,) = find_quiet(make_material(40_000), moments=())
    assert (stretch.start_ms, stretch.end_ms) == (0, 40_000)
    assert stretch.intensity < 1.0


def test_a_moment_parts_a_stretch_and_the_longest_comes_first() -> None:
    stretches = find_quiet(make_material(40_000), moments=(at(10_000),))
    assert [(each.start_ms, each.end_ms) for each in stretches] == [(12_200, 40_000), (0, 10_000)]


def test_a_breath_is_not_yet_quiet() -> None:
    assert find_quiet(make_material(7_800), moments=()) == ()


def test_an_even_but_heated_talk_is_not_quiet() -> None:
    material = make_material(
        40_000, cuts=range(2_000, 40_000, 2_000), faces=steps(40.0), lines=[say(0, 40_000, heat=60.0)]
    )
    assert find_quiet(material, moments=()) == ()


def test_an_episode_without_a_tick_has_no_stretch() -> None:
    assert find_quiet(make_material(0), moments=()) == ()
