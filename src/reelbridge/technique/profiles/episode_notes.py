"""Notes about an episode as a whole: each measure with a rule in `advice`, the hook, the first spike, the ending."""

from __future__ import annotations

from collections.abc import Iterator

from reelbridge.model.profile import Note, Profile
from reelbridge.model.study import Ending, EpisodeStudy
from reelbridge.technique.profiles.advice import AT_REST, IMPLIED, NO_HOOK, NO_SPIKE, RULES, WEAK_ENDING, Rule, Say
from reelbridge.technique.profiles.bands import MOMENTS, Band, band_of
from reelbridge.technique.profiles.drama_values import cliffhanger, has_curve
from reelbridge.technique.profiles.measures import EPISODE_MEASURES
from reelbridge.technique.profiles.wording import clock, worded

ENDING_IMPORTANCE = 90.0

#: what is said where a moment that the profile has does not come at all
MISSING: dict[str, Say] = {"hook": NO_HOOK, "first-spike": NO_SPIKE}


def episode_notes(episode: EpisodeStudy, profile: Profile) -> Iterator[Note]:
    """All notes about the episode as a whole."""
    said: set[tuple[str, str]] = set()
    for measure, rule in RULES.items():
        band = band_of(profile, measure)
        if band is None:
            continue
        value = EPISODE_MEASURES[measure](episode)
        if value is not None:
            side = "below" if band.is_below(value) else "above" if band.is_above(value) else "within"
            say = {"below": rule.below, "above": rule.above}.get(side)
            if say and IMPLIED.get((measure, side)) not in said:
                said.add((measure, side))
                yield _judged(episode, band, value, say=say, importance=rule.importance)
        elif measure in MISSING and has_curve(episode):
            yield from _missing(episode, band, rule)
    if episode.drama.ending is not None:
        yield from _ending(episode, episode.drama.ending, profile)


def _judged(episode: EpisodeStudy, band: Band, value: float, *, say: Say, importance: float) -> Note:
    is_moment = band.measure in MOMENTS
    at_ms = round(value * 1000)
    shown = clock(at_ms) if is_moment else worded(value, band.unit)
    # a moment that comes late is about the time until then, everything else about the whole episode
    return _note(
        episode,
        band,
        say=Say(_in_words(say.text, shown), say.advice),
        span=(0, at_ms if is_moment else 0),
        weight=band.weight(value, importance),
    )


def _in_words(text: str, shown: str) -> str:
    """The text with its value; "a minute" goes behind what is counted: "12 cuts a minute"."""
    if shown.endswith(" a minute"):
        return text.format(value=shown.removesuffix(" a minute")) + " a minute"
    return text.format(value=shown)


def _missing(episode: EpisodeStudy, band: Band, rule: Rule) -> Iterator[Note]:
    duration = episode.shots.duration_ms
    if band.is_above(duration / 1000):  # a shorter video had no time for it
        weight = band.weight(duration / 1000, rule.importance)
        yield _note(episode, band, say=MISSING[band.measure], span=(0, 0), weight=weight)


def _ending(episode: EpisodeStudy, ending: Ending, profile: Profile) -> Iterator[Note]:
    """At most one note: that it comes to rest, else that its ending is weak."""
    for measure, value, say in (
        ("cliffhanger", cliffhanger(episode), AT_REST),
        ("ending-strength", ending.strength, WEAK_ENDING),
    ):
        band = band_of(profile, measure)
        if band is None or value is None or not band.is_below(value):
            continue
        text = f"{say.text}: {ending.strength:.0f} of 100 points"
        span = (ending.at_ms, max(ending.at_ms, episode.shots.duration_ms))
        weight = band.weight(value, ENDING_IMPORTANCE)
        yield _note(episode, band, say=Say(text, say.advice), span=span, weight=weight)
        return


def _note(episode: EpisodeStudy, band: Band, *, say: Say, span: tuple[int, int], weight: float) -> Note:
    return Note(
        episode=episode.number,
        start_ms=span[0],
        end_ms=span[1],
        measure=band.measure,
        text=say.text,
        band=band.text,
        advice=say.advice,
        weight=weight,
    )
