"""What lines say over time: how many there are, how fast they are spoken and how charged they are. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from reelbridge.core.text import count_characters, fold
from reelbridge.model.cue import Cue, CueKind
from reelbridge.model.signal import TICK_MS, Track, tick_count
from reelbridge.technique.lines.heat import heat_of

#: no voice is faster than this many characters a second; what is, is no line but a mistake in its times
_MAX_RATE = 50.0

#: the window lines are counted in: it holds two to five of a conversation, whose lines take two to four seconds each
_WINDOW_MS = 10_000


def line_tracks(cues: tuple[Cue, ...], *, language: str, duration_ms: int) -> tuple[Track, ...]:
    """The tracks `line-rate`, 0 where no line begins nearby, and `speech-rate` and `heat`, 0 where none is on screen.

    Line rate and speech rate are of what is said: a text in the picture is read and not spoken, yet may be hot.

    Args:
        cues: the lines of an episode.
        language: their BCP 47 tag.
        duration_ms: of the episode.
    """
    spoken = [cue for cue in cues if cue.kind is CueKind.DIALOGUE]
    return (
        _count(spoken, duration_ms),
        _lay("speech-rate", ((cue, _rate_of(cue)) for cue in spoken), duration_ms),
        _lay("heat", ((cue, heat_of(cue.text, language).total) for cue in cues), duration_ms),
    )


def _count(spoken: list[Cue], duration_ms: int) -> Track:
    """Lines a minute around each tick, by the part of the window that is inside the video; never less than half of it,
    else a video of a second would have hundreds."""
    starts = sorted(cue.start_ms for cue in spoken if cue.start_ms < duration_ms)
    values = []
    for tick in range(tick_count(duration_ms)):
        begin = tick * TICK_MS + (TICK_MS - _WINDOW_MS) // 2
        end = begin + _WINDOW_MS
        inside = max(min(end, duration_ms) - max(begin, 0), _WINDOW_MS // 2)
        values.append(round((bisect_left(starts, end) - bisect_left(starts, begin)) * 60_000 / inside, 2))
    return Track(signal="line-rate", values=tuple(values))


def characters_of(cue: Cue) -> int:
    """How many characters of a line are spoken: without spaces and punctuation."""
    return count_characters(fold(cue.text))


def _rate_of(cue: Cue) -> float:
    """Characters a second."""
    return min(_MAX_RATE, 1000 * characters_of(cue) / cue.duration_ms)


def _lay(signal: str, rated: Iterable[tuple[Cue, float]], duration_ms: int) -> Track:
    """Every tick has the highest value of the lines that are on screen in at least half of it."""
    values = [0.0] * tick_count(duration_ms)
    for cue, value in rated:
        first = (cue.start_ms + TICK_MS // 2) // TICK_MS
        last = max(first + 1, (cue.end_ms + TICK_MS // 2) // TICK_MS)  # the shortest line has a tick too
        for tick in range(first, min(last, len(values))):
            values[tick] = max(values[tick], round(value, 2))
    return Track(signal=signal, values=tuple(values))
