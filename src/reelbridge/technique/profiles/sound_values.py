"""Measures of an episode that are taken from its sound and its lines."""

from __future__ import annotations

import math

from reelbridge.core.lang import language_of
from reelbridge.model.cue import Cue, CueKind
from reelbridge.model.signal import TICK_MS
from reelbridge.model.study import EpisodeStudy
from reelbridge.model.watched import SoundKind
from reelbridge.technique.lines.tracks import characters_of
from reelbridge.technique.profiles.picture_values import a_minute, track_of

#: EBU Tech 3342 takes loudness over 3 s, leaves out what is below -70 LUFS and then what is 20 LU below the mean of
#: the rest, and calls the distance of these percentiles the loudness range
SHORT_TERM_TICKS = 3000 // TICK_MS
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = 20.0
RANGE_SHARES = (0.10, 0.95)


def lines(episode: EpisodeStudy) -> float | None:
    """Spoken lines a minute."""
    return a_minute(len(_spoken(episode)), episode) if episode.has_lines else None


def speech_rate(episode: EpisodeStudy, language: str) -> float | None:
    """Characters a second while a line is up, for an episode in that language; counted as for the signal."""
    spoken = _spoken(episode)
    if not spoken or language_of(episode.language) != language:
        return None
    characters = sum(characters_of(cue) for cue in spoken)
    return characters * 1000 / sum(cue.duration_ms for cue in spoken)


def _spoken(episode: EpisodeStudy) -> list[Cue]:
    return [cue for cue in episode.cues if cue.kind is CueKind.DIALOGUE]


def share_of_sound(episode: EpisodeStudy, kind: SoundKind) -> float | None:
    """Of the time, that with one kind of sound, in %."""
    total = sum(span.end_ms - span.start_ms for span in episode.sound)
    return (
        100 * sum(span.end_ms - span.start_ms for span in episode.sound if span.kind is kind) / total if total else None
    )


def loudness(episode: EpisodeStudy) -> float | None:
    """In LUFS."""
    return episode.loudness_lufs


def loudness_range(episode: EpisodeStudy) -> float | None:
    """In LU, after EBU Tech 3342."""
    track = track_of(episode, "loudness")
    if track is None:
        return None
    # loudness is averaged as power, the way it was measured
    powers = [0.0 if value is None else 10 ** (value / 10) for value in track.values]
    sums = [0.0]
    for power in powers:
        sums.append(sums[-1] + power)
    means = [
        (sums[end] - sums[end - SHORT_TERM_TICKS]) / SHORT_TERM_TICKS for end in range(SHORT_TERM_TICKS, len(sums))
    ]
    heard = sorted(mean for mean in means if mean > 10 ** (ABSOLUTE_GATE_LUFS / 10))
    if not heard:
        return None
    gate = sum(heard) / len(heard) / 10 ** (RELATIVE_GATE_LU / 10)
    heard = [mean for mean in heard if mean >= gate]
    low, high = (heard[round(share * (len(heard) - 1))] for share in RANGE_SHARES)
    return 10 * math.log10(high / low)
