"""Profile files: written for people, read strictly."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelbridge.core.errors import ConfigError
from reelbridge.formats.profile_toml import MAX_BYTES, MAX_NUMBER, MAX_QUANTILES, parse_profile, render_profile
from reelbridge.model.measure import MEASURES
from reelbridge.model.profile import Distribution, Measure, Profile, ProfileKind

ROOT = Path(__file__).parents[2]

GOOD = """
name = "mine"
title = "My series"
kind = "measurement"
episodes = 3
shots = 72
[measures.shot-length]
count = 72
mean = 2.31
quantiles = [[0, 0.4], [0.05, 0.9], [0.5, 2.1], [1, 7.2]]
[measures.hook]
high = 3
source = "taught"
"""

numbers = st.floats(min_value=-MAX_NUMBER, max_value=MAX_NUMBER, allow_nan=False)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@st.composite
def distributions(draw: st.DrawFn) -> Distribution:
    """Any that a file may hold."""
    shares = draw(st.lists(st.floats(min_value=0, max_value=1), min_size=2, max_size=9, unique=True))
    values = draw(st.lists(numbers, min_size=len(shares), max_size=len(shares)))
    return Distribution(
        count=draw(st.integers(1, 10_000)),
        mean=draw(numbers),
        quantiles=tuple(zip(sorted(shares), sorted(values), strict=True)),
    )


@st.composite
def measures(draw: st.DrawFn, name: str) -> Measure:
    """One with a distribution, bounds, or both."""
    low, high = sorted((draw(numbers), draw(numbers)))
    distribution = draw(st.none() | distributions())
    keep_low, keep_high = draw(st.booleans()), draw(st.booleans()) or distribution is None
    return Measure(
        id=name,
        distribution=distribution,
        low=low if keep_low else None,
        high=high if keep_high else None,
        source=draw(texts),
    )


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Any profile."""
    kind = draw(st.sampled_from(ProfileKind))
    is_measured = kind is ProfileKind.MEASUREMENT
    names = draw(st.lists(st.sampled_from(list(MEASURES)), max_size=4, unique=True))
    return Profile(
        name=draw(texts),
        title=draw(texts),
        kind=kind,
        episodes=draw(st.integers(0, 500)) if is_measured else 0,
        shots=draw(st.integers(0, 50_000)) if is_measured else 0,
        measures=tuple(draw(measures(name)) for name in names),
    )


@settings(max_examples=60, deadline=None)
@given(profiles())
def test_every_profile_comes_back_as_it_was(profile: Profile) -> None:
    assert parse_profile(render_profile(profile), name="p.toml") == profile


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_other_text_is_refused_in_one_way(text: str) -> None:
    with pytest.raises(ConfigError, match="other.toml"):
        parse_profile(text, name="other.toml")


def test_a_file_that_begins_with_a_byte_order_mark_reads_the_same() -> None:
    assert parse_profile("\ufeff" + GOOD, name="mine.toml") == parse_profile(GOOD, name="mine.toml")


def test_a_file_by_hand_is_read() -> None:
    profile = parse_profile(GOOD, name="mine.toml")
    assert (profile.episodes, profile.shots) == (3, 72)
    shot_length, hook = profile.measures
    assert shot_length.distribution is not None
    assert shot_length.distribution.quantiles[1] == (0.05, 0.9)
    assert (hook.low, hook.high, hook.source) == (None, 3.0, "taught")


def test_a_comment_says_what_each_measure_is() -> None:
    text = render_profile(parse_profile(GOOD, name="mine.toml"))
    before = text.split("[measures.hook]")[0].splitlines()[-1]
    assert before == f"# Hook, in s, of each episode: {MEASURES['hook'].meaning}"
    assert max(len(line) for line in text.splitlines() if line.startswith("#")) <= 120


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "mine"', 'nmae = "mine"', "mine.toml: unknown key 'nmae'; known: name"),
        ('name = "mine"', "", "mine.toml: name is missing"),
        ('name = "mine"', "name = 7", "mine.toml, name: 7; expected a text"),
        ('"measurement"', '"wish"', "mine.toml, kind: 'wish'; allowed: measurement, guidance"),
        ("episodes = 3", "episodes = -1", "mine.toml, episodes: -1; expected a whole number"),
        ("episodes = 3", "episodes = true", "mine.toml, episodes: True"),
        ("[measures.hook]", "[measures.hock]", "mine.toml, measures: 'hock' is no measure; known: shot-length"),
        ("high = 3", "hihg = 3", "mine.toml, measures.hook: unknown key 'hihg'; known: count"),
        ("high = 3", "high = nan", "mine.toml, measures.hook.high: nan; expected a number"),
        ("high = 3", "high = 1e300", "mine.toml, measures.hook.high: 1e+300"),
        ("high = 3", "high = 3\nlow = 4", "mine.toml, measures.hook: low 4 is above high 3"),
        ("high = 3", "", "mine.toml, measures.hook says nothing"),
        ("high = 3", "high = 3\ncount = 2", "mine.toml, measures.hook has count, but count, mean, quantiles belong"),
        ("count = 72", "count = 0", "mine.toml, measures.shot-length.count: 0; it must be 1 or more"),
        ("mean = 2.31", "mean = inf", "mine.toml, measures.shot-length.mean: inf"),
        ("[0, 0.4]", "[0, 0.4, 1]", "quantiles, number 1: [0, 0.4, 1]; expected a share and a value"),
        ("[0, 0.4]", "[0, 0.95]", "[0, 0.95] stands before [0.05, 0.9]; both must ascend"),
        ("[0, 0.4]", "[0.05, 0.4]", "[0.05, 0.4] stands before [0.05, 0.9]; both must ascend"),
        ("[1, 7.2]", "[1.5, 7.2]", "share 1.5; it must be 0 to 1"),
        ("[[0, 0.4], [0.05, 0.9], [0.5, 2.1], [1, 7.2]]", "[[1, 1]]", f"expected 2 to {MAX_QUANTILES} pairs"),
        ("high = 3", f"high = {'9' * 5000}", "is not TOML"),
        ("high = 3", f"high = {'9' * 400}", "expected a number"),
    ],
)
def test_a_mistake_is_named_with_file_and_key(old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(ConfigError) as caught:
        parse_profile(GOOD.replace(old, new), name="mine.toml")
    assert said in caught.value.message
    assert len(caught.value.message) < 1500
    assert caught.value.hint


def test_a_measure_that_is_no_table_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"measures.hook: 3 is no table"):
        parse_profile('name = "a"\ntitle = "b"\nkind = "guidance"\n[measures]\nhook = 3', name="mine.toml")


@pytest.mark.parametrize("text", ["#" * (MAX_BYTES + 1), "a = " + "[" * 100_000])
def test_a_file_that_is_made_to_hurt_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match=r"bad.toml"):
        parse_profile(text, name="bad.toml")


def test_the_file_is_plain_toml() -> None:
    assert tomllib.loads(render_profile(parse_profile(GOOD, name="mine.toml")))["measures"]["hook"] == {
        "high": 3,
        "source": "taught",
    }


def test_a_name_that_is_no_text_is_written_all_the_same() -> None:
    profile = parse_profile(GOOD, name="mine.toml")
    broken = render_profile(replace(profile, title="caf\udce9\x7f")).encode()
    assert parse_profile(broken.decode(), name="mine.toml").title == "caf?\x7f"
