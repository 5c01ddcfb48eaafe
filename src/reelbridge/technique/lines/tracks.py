"""What lines say over time: how fast they are spoken and how charged they are. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from reelbridge.core.text import count_characters, fold
from reelbridge.model.cue import Cue, CueKind
from reelbridge.model.signal import TICK_MS, Track, tick_count
from reelbridge.technique.lines.heat import heat_of

#: no voice is faster than this many characters a second; what is, is no line but a mistake in its times
_MAX_RATE = 50.0


def line_tracks(cues: tuple[Cue, ...], *, language: str, duration_ms: int) -> tuple[Track, ...]:
    """The tracks `speech-rate` and `heat`, 0 where no line is on screen.

    Speech rate is of what is said: a text in the picture is read and not spoken, yet may be hot.

    Args:
        cues: the lines of an episode.
        language: their BCP 47 tag.
        duration_ms: of the episode.
    """
    spoken = [cue for cue in cues if cue.kind is CueKind.DIALOGUE]
    return (
        _lay("speech-rate", ((cue, _rate_of(cue)) for cue in spoken), duration_ms),
        _lay("heat", ((cue, heat_of(cue.text, language).total) for cue in cues), duration_ms),
    )


def _rate_of(cue: Cue) -> float:
    """Characters a second without spaces and punctuation."""
    return min(_MAX_RATE, 1000 * count_characters(fold(cue.text)) / cue.duration_ms)


def _lay(signal: str, rated: Iterable[tuple[Cue, float]], duration_ms: int) -> Track:
    """Every tick has the highest value of the lines that are on screen in at least half of it."""
    values = [0.0] * tick_count(duration_ms)
    for cue, value in rated:
        first = (cue.start_ms + TICK_MS // 2) // TICK_MS
        last = max(first + 1, (cue.end_ms + TICK_MS // 2) // TICK_MS)  # the shortest line has a tick too
        for tick in range(first, min(last, len(values))):
            values[tick] = max(values[tick], round(value, 2))
    return Track(signal=signal, values=tuple(values))
