"""Named things stand in tables; a wrong name is told the right ones."""

from __future__ import annotations

import pytest

from reelbridge.core.errors import ReelbridgeError, UnknownNameError
from reelbridge.core.registry import Registry


def make() -> Registry[object]:
    return Registry("translator", {"pi": "math:pi", "own": 3})


def test_entries_are_loaded_when_they_are_used() -> None:
    registry = make()
    assert registry["own"] == 3
    assert str(registry["pi"]).startswith("3.14")
    assert list(registry) == ["own", "pi"]


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="translator 'gpt' is unknown; known: own, pi"):
        make()["gpt"]


def test_a_name_that_is_taken_is_refused() -> None:
    with pytest.raises(ReelbridgeError, match="translator 'pi' is there twice"):
        make().add("pi", 4)
