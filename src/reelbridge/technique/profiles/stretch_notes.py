"""Notes about stretches of time: nothing happens, no jolt comes, calmer or tenser than the profile has it there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from reelbridge.core.time import format_clock
from reelbridge.model.measure import TENTHS
from reelbridge.model.profile import Note, Profile
from reelbridge.model.study import EpisodeStudy
from reelbridge.technique.profiles.advice import CALM, NO_JOLT, QUIET, TENSE
from reelbridge.technique.profiles.bands import Band, band_of
from reelbridge.technique.profiles.drama_values import intensity_of_tenth, waits_for_jolts
from reelbridge.technique.profiles.wording import number, worded

#: the shortest quiet stretch that `drama.quiet` looks for
LEAST_QUIET_S = 8.0

#: a part of an episode that is shorter is over before anybody finds it calm or tense, unless a bound was written for it
LEAST_PART_MS = 3_000

QUIET_IMPORTANCE = 90.0
WAIT_IMPORTANCE = 80.0
INTENSITY_IMPORTANCE = 50.0


def stretch_notes(episode: EpisodeStudy, profile: Profile) -> Iterator[Note]:
    """All notes about stretches."""
    quiet = list(_quiet(episode, profile))
    yield from quiet
    yield from _waits(episode, profile, quiet)
    yield from _intensity(episode, profile)


def _quiet(episode: EpisodeStudy, profile: Profile) -> Iterator[Note]:
    # a profile that says nothing of quiet may still say how long one waits for a jolt
    found = band_of(profile, "quiet") or band_of(profile, "jolt-gap")
    if found is None or found.high is None:
        return
    # an episode without any counts as 0, which only says that none is as long as the shortest that is looked for
    band = replace(found, low=None, high=max(found.high, LEAST_QUIET_S))
    for stretch in episode.drama.quiet:
        seconds = (stretch.end_ms - stretch.start_ms) / 1000
        if band.is_above(seconds):
            yield _note(
                episode,
                band,
                (stretch.start_ms, stretch.end_ms),
                f"nothing happens from {_span(stretch.start_ms, stretch.end_ms)}: {worded(seconds, 's')} without a jolt"
                " or a peak",
                QUIET,
                band.weight(seconds, QUIET_IMPORTANCE),
            )


def _waits(episode: EpisodeStudy, profile: Profile, quiet: list[Note]) -> Iterator[Note]:
    band = band_of(profile, "jolt-gap")
    for start, end in waits_for_jolts(episode) if band else ():
        seconds = (end - start) / 1000
        # a quiet stretch in it says the same, and where
        is_said = any(note.start_ms < end and start < note.end_ms for note in quiet)
        if band and band.is_above(seconds) and not is_said:
            text = f"no jolt from {_span(start, end)}: {worded(seconds, 's')}"
            yield _note(episode, band, (start, end), text, NO_JOLT, band.weight(seconds, WAIT_IMPORTANCE))


def _intensity(episode: EpisodeStudy, profile: Profile) -> Iterator[Note]:
    sides: list[tuple[int, float, Band | None]] = []  # -1 calmer, 1 tenser, 0 within
    for tenth in range(1, TENTHS + 1):
        value, band = intensity_of_tenth(episode, tenth), band_of(profile, f"intensity-{tenth:02d}")
        if value is None or band is None:
            sides.append((0, 0.0, None))
        else:
            sides.append((band.is_above(value) - band.is_below(value), value, band))
    written = {measure.id for measure in profile.measures if measure.low is not None or measure.high is not None}
    for side, group in itertools.groupby(enumerate(sides), key=lambda pair: pair[1][0]):
        tenths = list(group)
        is_long = len(tenths) * episode.shots.duration_ms >= TENTHS * LEAST_PART_MS
        if side and (is_long or any(band and band.measure in written for _, (_, _, band) in tenths)):
            yield _intensity_note(episode, side, [(place, value, band) for place, (_, value, band) in tenths if band])


def _intensity_note(episode: EpisodeStudy, side: int, tenths: list[tuple[int, float, Band]]) -> Note:
    _, value, band = max(tenths, key=lambda each: each[2].weight(each[1], 1000.0))
    duration = episode.shots.duration_ms
    span = duration * tenths[0][0] // TENTHS, duration * (tenths[-1][0] + 1) // TENTHS
    kind, extreme, advice = ("calmer", "down", CALM) if side < 0 else ("tenser", "up", TENSE)
    text = f"{kind} from {_span(*span)}: the intensity goes {extreme} to {number(value, band.unit)} of 100 points"
    return _note(episode, band, span, text, advice, band.weight(value, INTENSITY_IMPORTANCE))


def _note(episode: EpisodeStudy, band: Band, span: tuple[int, int], text: str, advice: str, weight: float) -> Note:
    return Note(
        episode=episode.number,
        start_ms=span[0],
        end_ms=span[1],
        measure=band.measure,
        text=text,
        band=band.text,
        advice=advice,
        weight=weight,
    )


def _span(start_ms: int, end_ms: int) -> str:
    return f"{format_clock(start_ms)} to {format_clock(end_ms)}"
