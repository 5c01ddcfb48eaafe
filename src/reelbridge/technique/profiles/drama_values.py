"""Measures of an episode that are taken from its drama: hook, jolts, quiet stretches, intensity, ending."""

from __future__ import annotations

import itertools

from reelbridge.model.measure import TENTHS
from reelbridge.model.study import EndingKind, EpisodeStudy
from reelbridge.technique.profiles.picture_values import a_minute


def hook(episode: EpisodeStudy) -> float | None:
    """When the hook comes, in s."""
    found = episode.drama.hook
    return None if found is None else found.at_ms / 1000


def first_spike(episode: EpisodeStudy) -> float | None:
    """When the first jolt or peak comes, in s."""
    times = [moment.at_ms for moment in (*episode.drama.jolts, *episode.drama.peaks)]
    return min(times) / 1000 if times else None


def jolts(episode: EpisodeStudy) -> float | None:
    """Jolts a minute."""
    return a_minute(len(episode.drama.jolts), episode) if has_curve(episode) else None


def has_curve(episode: EpisodeStudy) -> bool:
    """Whether anything was measured that an intensity could be made of."""
    return any(part.values for part in episode.drama.curve.parts)


def waits_for_jolts(episode: EpisodeStudy) -> tuple[tuple[int, int], ...]:
    """Times in ms from the start to the first jolt, from jolt to jolt, and from the last to the end."""
    if not has_curve(episode):
        return ()
    times = [0, *(jolt.at_ms for jolt in episode.drama.jolts), episode.shots.duration_ms]
    return tuple((start, end) for start, end in itertools.pairwise(times) if end > start)


def jolt_gap(episode: EpisodeStudy) -> float | None:
    """The longest of these waits, in s."""
    return max(((end - start) / 1000 for start, end in waits_for_jolts(episode)), default=None)


def quiet(episode: EpisodeStudy) -> float | None:
    """The longest quiet stretch, in s."""
    if not has_curve(episode):
        return None
    return max(((each.end_ms - each.start_ms) / 1000 for each in episode.drama.quiet), default=0.0)


def intensity(episode: EpisodeStudy) -> float | None:
    """The mean of the curve, in points."""
    totals = episode.drama.curve.totals
    return sum(totals) / len(totals) if totals else None


def intensity_of_tenth(episode: EpisodeStudy, tenth: int) -> float | None:
    """The mean of the curve over one of `TENTHS` parts, from 1, in points; None for a curve of fewer values."""
    totals = episode.drama.curve.totals
    if len(totals) < TENTHS:
        return None
    part = totals[len(totals) * (tenth - 1) // TENTHS : len(totals) * tenth // TENTHS]
    return sum(part) / len(part)


def ending_strength(episode: EpisodeStudy) -> float | None:
    """Points of the ending."""
    ending = episode.drama.ending
    return None if ending is None else ending.strength


def cliffhanger(episode: EpisodeStudy) -> float | None:
    """100 unless the episode comes to rest."""
    ending = episode.drama.ending
    if ending is None:
        return None
    return 100.0 if any(kind is not EndingKind.RESOLVED for kind in ending.kinds) else 0.0
