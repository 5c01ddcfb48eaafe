"""Studies become a profile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.model.profile import Distribution, ProfileKind
from reelbridge.technique.profiles.measuring import FEW_SHOTS, profile_of
from reelbridge.technique.profiles.quantiles import SHARES, distribution_of, value_at
from reelbridge.technique.profiles.shipped import PROFILES, load_profile
from support.cut_episodes import make_cut
from support.studies import make_episode


def distribution(profile_measure: str, *episodes: list[float]) -> Distribution | None:
    """Of a measure in the profile of episodes that are cut so."""
    made = tuple(make_cut(lengths, number=number) for number, lengths in enumerate(episodes, 1))
    profile = profile_of(made, name="made", title="Made")
    return next((each.distribution for each in profile.measures if each.id == profile_measure), None)


def test_shots_of_all_episodes_are_in_one_distribution() -> None:
    found = distribution("shot-length", [1, 2, 3], [4, 5])
    assert found is not None
    assert (found.count, found.mean) == (5, 3.0)
    assert found.quantiles[0] == (0.0, 1.0)
    assert found.quantiles[4] == (0.5, 3.0)
    assert found.quantiles[-1] == (1.0, 5.0)


def test_a_share_between_two_values_lies_between_them() -> None:
    found = distribution("shot-length", [1, 2, 4, 8])
    assert found is not None
    assert dict(found.quantiles)[0.5] == 3.0
    assert dict(found.quantiles)[0.25] == 1.75


def test_an_episode_counts_once_in_measures_of_episodes() -> None:
    found = distribution("episode-length", [1, 2, 3], [4, 5])
    assert found is not None
    assert (found.count, found.mean) == (2, 7.5)


def test_a_size_of_which_there_are_few_shots_has_no_length_of_its_own() -> None:
    assert distribution("shot-length-close-up", [2.0] * (FEW_SHOTS - 1)) is None
    assert distribution("shot-length-close-up", [2.0] * FEW_SHOTS) is not None


def test_the_profile_says_what_it_was_made_of() -> None:
    profile = profile_of((make_episode(1), make_episode(2)), name="noodles", title="面馆千金")
    assert (profile.name, profile.title, profile.kind) == ("noodles", "面馆千金", ProfileKind.MEASUREMENT)
    assert (profile.episodes, profile.shots) == (2, 12)
    assert not {"speech-rate-en", "shot-length-wide"} & {each.id for each in profile.measures}


def test_a_profile_of_nothing_is_empty() -> None:
    assert profile_of((), name="a", title="A").measures == ()


@given(st.lists(st.floats(min_value=-1000, max_value=1000), min_size=1, max_size=50))
def test_quantiles_ascend_between_the_least_and_the_greatest(values: list[float]) -> None:
    found = distribution_of(values)
    assert [share for share, _ in found.quantiles] == list(SHARES)
    kept = [value for _, value in found.quantiles]
    assert kept == sorted(kept)
    assert kept[0] == pytest.approx(min(values), abs=0.001)
    assert kept[-1] == pytest.approx(max(values), abs=0.001)


def test_between_two_quantiles_lies_a_straight_line() -> None:
    found = Distribution(count=9, mean=1.0, quantiles=((0.1, 1.0), (0.5, 2.0), (1.0, 10.0)))
    assert [value_at(found, share) for share in (0.0, 0.1, 0.3, 0.75, 1.0)] == [1.0, 1.0, 1.5, 6.0, 10.0]


@pytest.mark.parametrize("name", list(PROFILES))
def test_every_shipped_profile_loads_under_its_own_name(name: str) -> None:
    assert load_profile(name).name == name


def test_the_craft_rules_are_guidance_with_a_source_each_and_no_more_than_is_taught() -> None:
    profile = load_profile("micro-drama-craft")
    assert profile.kind is ProfileKind.GUIDANCE
    assert (profile.episodes, profile.shots) == (0, 0)
    assert {each.id: (each.low, each.high) for each in profile.measures} == {
        "shot-length": (2.0, 4.0),
        "hook": (None, 3.0),
        "first-spike": (None, 15.0),
        "jolt-gap": (None, 40.0),
        "cliffhanger": (100.0, None),
    }
    assert all(each.source and each.distribution is None for each in profile.measures)
