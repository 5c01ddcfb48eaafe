from __future__ import annotations

from support.dramas import make_material, say, show, steps


def test_a_spoken_line_comes_before_a_text_in_the_picture() -> None:
    material = make_material(10_000, lines=[say(1_000, 3_000, heat=1.0), show(2_000, 5_000, "云记面馆")])
    assert material.line_at(500) is None
    assert [line.cue.id for ms in (2_500, 3_000) if (line := material.line_at(ms))] == ["c1000", "c2000"]
    assert [line.cue.id for line in material.lines_between(2_900, 9_000)] == ["c1000", "c2000"]
    assert material.lines_between(5_000, 9_000) == ()


def test_a_moment_is_in_the_shot_that_is_seen() -> None:
    material = make_material(10_000, cuts=[4_000])
    assert [material.shot_at(ms) for ms in (0, 3_999, 4_000, 12_000)] == [1, 1, 2, 2]
    assert make_material(0).shot_at(0) == 0


def test_a_burst_of_light_is_not_taken_for_motion() -> None:
    motion = steps(1.0, (4_000, 60.0), (4_200, 1.0))
    assert make_material(10_000, motion=motion).shares["motion"].max() == 1.0
    assert make_material(10_000, motion=motion, flashes=[4_000]).shares["motion"].max() == 0.0
