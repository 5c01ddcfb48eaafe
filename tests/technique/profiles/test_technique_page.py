"""The page about technique says what the code does."""

from __future__ import annotations

from pathlib import Path

from reelbridge.model.measure import SPEECH_RATE_LANGUAGES
from reelbridge.model.shot import ShotSize
from reelbridge.technique.drama.ingredients import (
    CUTS_FULL,
    FACE_CALM,
    FACE_FULL,
    INGREDIENTS,
    LOUDER_CALM,
    LOUDER_FULL,
)
from reelbridge.technique.drama.jolts import LEAST_RISE
from reelbridge.technique.drama.peaks import LEAST_HEIGHT, PROMINENCE
from reelbridge.technique.drama.quiet import CALM, LEAST_MS
from reelbridge.technique.lines.lexicon import LANGUAGES
from reelbridge.technique.profiles.bands import FEW, LEAST_SLACK, MANY
from reelbridge.technique.profiles.comparing import MOST_NOTES
from reelbridge.technique.profiles.shot_notes import CLEARLY_LONG, CLEARLY_PACED, PACE_SHOTS
from reelbridge.technique.watching.sizes import size_of

PAGE = (Path(__file__).parents[3] / "docs" / "concepts" / "technique.md").read_text("utf-8")


def test_the_weights_of_the_curve_are_those_of_the_code() -> None:
    rows = [row.split("|")[1:3] for row in PAGE.split("| ingredient |")[1].split("\n\n")[0].splitlines()[2:]]
    assert [(title.strip(), float(points)) for title, points in rows] == [
        (ingredient.title, ingredient.weight) for ingredient in INGREDIENTS
    ]


def test_the_numbers_on_the_page_are_those_of_the_code() -> None:
    assert f"{CUTS_FULL:.0f} cuts a minute" in PAGE
    assert f"under {FACE_CALM:.0f} % of the picture's height | a face of {FACE_FULL:.0f} %" in PAGE
    assert f"not {LOUDER_CALM:.0f} LU louder" in PAGE
    assert f"| {LOUDER_FULL:.0f} LU louder" in PAGE
    assert f"of {LEAST_MS // 1000} seconds or more" in PAGE
    assert f"Under {MANY} values" in PAGE
    assert f"Under {FEW} episodes" in PAGE
    assert f"at least {LEAST_HEIGHT:.0f} points high, and {PROMINENCE:.0f} above" in PAGE
    assert f"jump by {LEAST_RISE:.0f} points together" in PAGE
    assert f"under {CALM:.0f} points" in PAGE
    assert (CLEARLY_LONG, CLEARLY_PACED, PACE_SHOTS) == (1.5, 1.25, 5)
    assert MOST_NOTES == 5
    assert (LEAST_SLACK["s"], LEAST_SLACK["%"], LEAST_SLACK["LU"]) == (0.5, 5.0, 1.0)


def test_the_sizes_on_the_page_are_those_of_the_code() -> None:
    upright = 16 / 9
    bounds = {48: ShotSize.EXTREME_CLOSE_UP, 26: ShotSize.CLOSE_UP, 14: ShotSize.MEDIUM}
    for percent, size in bounds.items():
        assert f"{percent} %" in PAGE
        assert size_of(percent / 100 + 0.005, upright) is size
        assert size_of(percent / 100 - 0.005, upright) is not size


def test_the_languages_with_charged_words_on_the_page_are_those_of_the_code() -> None:
    assert set(LANGUAGES) == set(SPEECH_RATE_LANGUAGES)  # by their speech rate a profile tells that it has the words
    *first, last = sorted(SPEECH_RATE_LANGUAGES.values())
    assert f"lists for {', '.join(first)} and {last}" in " ".join(PAGE.split())
