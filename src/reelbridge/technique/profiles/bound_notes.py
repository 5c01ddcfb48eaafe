"""Notes about bounds that somebody wrote into a profile and that no other notes speak of: none is dropped silently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reelbridge.model.measure import MEASURES, TENTHS
from reelbridge.model.profile import Note, Profile
from reelbridge.model.study import EpisodeStudy
from reelbridge.technique.profiles.advice import OUT_OF_BOUNDS, RULES
from reelbridge.technique.profiles.bands import MOMENTS, Band, band_of
from reelbridge.technique.profiles.measures import EPISODE_MEASURES
from reelbridge.technique.profiles.wording import clock, worded

BOUND_IMPORTANCE = 20.0

#: measure and side that other notes speak of
SPOKEN_OF = frozenset(
    {
        *((measure, "below") for measure, rule in RULES.items() if rule.below),
        *((measure, "above") for measure, rule in RULES.items() if rule.above),
        *((f"intensity-{tenth:02d}", side) for tenth in range(1, TENTHS + 1) for side in ("below", "above")),
        ("quiet", "above"),
        ("jolt-gap", "above"),
        ("cliffhanger", "below"),
        ("ending-strength", "below"),
    }
)


def bound_notes(episode: EpisodeStudy, profile: Profile) -> Iterator[Note]:
    """A plain note for each value of the episode outside `low` or `high`. What is only usual in a measured profile, and
    says nothing to anybody, such as more music, stays unsaid."""
    for measure in profile.measures:
        band = band_of(profile, measure.id)
        if band is None or measure.id not in EPISODE_MEASURES or (measure.low is None and measure.high is None):
            continue
        value = EPISODE_MEASURES[measure.id](episode)
        if value is None:
            continue
        # only the bound that is crossed is said
        if band.is_below(value) and (measure.id, "below") not in SPOKEN_OF:
            yield _note(episode, replace(band, high=None), value)
        elif band.is_above(value) and (measure.id, "above") not in SPOKEN_OF:
            yield _note(episode, replace(band, low=None), value)


def _note(episode: EpisodeStudy, band: Band, value: float) -> Note:
    shown = clock(round(1000 * value)) if band.measure in MOMENTS else worded(value, band.unit)
    return Note(
        episode=episode.number,
        start_ms=0,
        end_ms=0,
        measure=band.measure,
        text=f"{MEASURES[band.measure].title.lower()}: {shown}",
        band=band.text,
        advice=OUT_OF_BOUNDS,
        weight=band.weight(value, BOUND_IMPORTANCE),
    )
