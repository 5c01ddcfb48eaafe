from __future__ import annotations

import pytest

from reelbridge.core.errors import ReelbridgeError
from reelbridge.technique.drama.ingredients import INGREDIENTS
from reelbridge.technique.drama.material import lay_out
from reelbridge.technique.drama.wording import explain_heat, explain_part
from support.dramas import make_material, make_shot_list, make_track, say, show, steps


@pytest.mark.parametrize(
    ("signal", "value", "text"),
    [
        ("pan", -40.0, "the camera pans over 40 % of the picture's width in a second"),
        ("tilt", 30.0, "the camera tilts over 30 % of the picture's height in a second"),
        ("zoom", 20.0, "things grow or shrink by 20 % in a second as the camera zooms or moves"),
        ("shake", 1.5, "the camera shakes by 1.5 % of the picture's width"),
        ("subject-motion", 9.0, "the picture moves by 9.0 of 255 grey levels from frame to frame"),
    ],
)
def test_motion_is_told_by_what_moves_most(signal: str, value: float, text: str) -> None:
    calm = {"pan": 1.0, "tilt": 1.0, "zoom": 1.0, "shake": 0.1, "subject-motion": 0.5} | {signal: value}
    material = lay_out(
        shots=make_shot_list(2_000),
        looks=(),
        tracks=tuple(make_track(name, 2_000, steps(worth)) for name, worth in calm.items()),
        sound=(),
        lines=(),
        language="",
    )
    assert explain_part(material, "motion", 0, 9) == text


def test_every_ingredient_can_be_told_even_where_nothing_happens() -> None:
    material = make_material(2_000, lines=[say(0, 1_000)])
    for ingredient in INGREDIENTS:
        assert explain_part(material, ingredient.id, 0, 9)


def test_an_ingredient_nobody_knows_is_an_error() -> None:
    material = make_material(2_000)
    material.shares["luck"] = material.shares["motion"]  # type: ignore[index]
    with pytest.raises(ReelbridgeError, match="'luck'"):
        explain_part(material, "luck", 0, 9)


def test_sound_that_stays_loud_is_told_against_the_whole_episode() -> None:
    material = make_material(40_000, loudness=steps(-35.0, (30_000, -23.0)))
    assert explain_part(material, "loudness-rise", 180, 190).endswith("LU louder than the episode as a whole")


def test_lines_and_texts_are_told_apart() -> None:
    assert explain_heat(say(0, 1_000, "滚", heat=60.0)) == "the line “滚” is hot (60 of 100)"
    assert explain_heat(show(0, 1_000, "救我", heat=35.0)) == "the text “救我” in the picture is warm (35 of 100)"
    assert explain_heat(say(0, 1_000, "你娘还活着", heat=72.0, hot_for=("death", "family ties revealed"))) == (
        "the line “你娘还活着” is hot (72 of 100: death, family ties revealed)"
    )
    assert explain_heat(say(0, 1_000, "好", heat=0.0)) == "the line “好” is calm (0 of 100)"
