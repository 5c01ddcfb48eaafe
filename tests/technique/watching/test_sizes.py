"""How near a person is."""

from __future__ import annotations

import pytest

from reelbridge.model.shot import ShotSize
from reelbridge.technique.watching.sizes import size_of


@pytest.mark.parametrize(
    ("face_height", "size"),
    [
        (0.0, ShotSize.INSERT),
        (0.05, ShotSize.WIDE),
        (0.2, ShotSize.MEDIUM),
        (0.35, ShotSize.CLOSE_UP),
        (0.55, ShotSize.EXTREME_CLOSE_UP),
    ],
)
def test_the_higher_the_face_the_nearer_the_person_in_a_vertical_picture(face_height: float, size: ShotSize) -> None:
    assert size_of(face_height, 16 / 9) is size


def test_a_wide_picture_needs_a_face_that_is_higher_by_its_own_height() -> None:
    assert size_of(0.35, 16 / 9) is ShotSize.CLOSE_UP
    assert size_of(0.35, 9 / 16) is ShotSize.MEDIUM
    assert size_of(0.6, 9 / 16) is ShotSize.CLOSE_UP
