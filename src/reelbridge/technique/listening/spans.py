"""When somebody speaks, when there is other sound, when it is silent. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from reelbridge.model.signal import TICK_MS, Track, tick_count
from reelbridge.model.watched import SoundKind, SoundSpan
from reelbridge.technique.listening.sound import MOMENTARY_MS, STEP_MS
from reelbridge.technique.listening.speech import WINDOW_MS

#: speech begins at the one and ends below the other, for as long as stated; source: Silero VAD's own defaults
_SPEECH_FROM, _SPEECH_TO = 0.5, 0.35
_MIN_SPEECH_MS, _MIN_PAUSE_MS, _PAD_MS = 250, 100, 30

#: silence begins below the one and ends above the other (LUFS, momentary). Our own choice, between the -70 under which
#: ITU-R BS.1770-4 hears nothing and the -43 under which EBU Tech 3342 hears background (20 LU below R 128's -23)
_SILENCE_FROM, _SILENCE_TO = -50.0, -47.0

#: what is shorter and no speech is not told from what is around it: loudness listens for as long
_MIN_SPAN_MS = MOMENTARY_MS

#: spans are made of steps of this length
_GRID_MS = 20

_KINDS = (SoundKind.MUSIC, SoundKind.SILENCE, SoundKind.SPEECH)
_MUSIC, _SILENCE, _SPEECH = range(3)


def make_speech_track(chances: NDArray[np.float32], duration_ms: int) -> Track:
    """The mean chance of each tick in %, 0 where there is no sound.

    Args:
        chances: 0 to 1; value `i` is of the 32 ms from `i * WINDOW_MS` on.
        duration_ms: of the video.
    """
    count = tick_count(duration_ms)
    ticks = (np.arange(len(chances)) * WINDOW_MS + WINDOW_MS // 2) // TICK_MS
    inside = ticks < count
    sums = np.bincount(ticks[inside], weights=chances[inside], minlength=count)
    counts = np.bincount(ticks[inside], minlength=count)
    values = 100 * sums / np.maximum(counts, 1)
    return Track(signal="speech", values=tuple(round(float(value), 1) for value in values))


def find_spans(momentary: NDArray[np.float32], chances: NDArray[np.float32], duration_ms: int) -> tuple[SoundSpan, ...]:
    """The video from its beginning to its end in spans of speech, silence, and music (or any other sound).

    Args:
        momentary: LUFS, as `Sound.momentary`.
        chances: that somebody speaks, 0 to 1; value `i` is of the 32 ms from `i * WINDOW_MS` on.
        duration_ms: of the video.
    """
    grid = np.full(-(-duration_ms // _GRID_MS), _MUSIC, np.int8)
    for start_ms, end_ms in _find_silence(momentary):
        grid[start_ms // _GRID_MS : end_ms // _GRID_MS] = _SILENCE
    if grid[(len(momentary) * STEP_MS - 1) // _GRID_MS] == _SILENCE:
        grid[len(momentary) * STEP_MS // _GRID_MS :] = _SILENCE
    for start_ms, end_ms in _find_speech(chances):
        grid[start_ms // _GRID_MS : -(-end_ms // _GRID_MS)] = _SPEECH
    return tuple(_join(grid, duration_ms))


def _find_speech(chances: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """Start and end in ms, as Silero VAD's own `get_speech_timestamps` parts speech from the rest."""
    start = pause = -1
    values = [*map(float, chances), *[0.0] * (_MIN_PAUSE_MS // WINDOW_MS + 2)]
    for place, chance in enumerate(values):
        at_ms = place * WINDOW_MS
        if chance >= _SPEECH_FROM:
            start, pause = (at_ms if start < 0 else start), -1
        elif start >= 0 and chance < _SPEECH_TO:
            pause = at_ms if pause < 0 else pause
            if at_ms - pause >= _MIN_PAUSE_MS:
                if pause - start >= _MIN_SPEECH_MS:
                    yield max(0, start - _PAD_MS), pause + _PAD_MS
                start = pause = -1


def _find_silence(momentary: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """Start and end in ms of each 400 ms that are silent as a whole; they overlap."""
    is_silent = False
    for place, value in enumerate(momentary):
        is_silent = bool(value < (_SILENCE_TO if is_silent else _SILENCE_FROM))
        if is_silent:
            end_ms = (place + 1) * STEP_MS
            yield max(0, end_ms - MOMENTARY_MS), end_ms


def _join(grid: NDArray[np.int8], duration_ms: int) -> Iterator[SoundSpan]:
    """Runs of one kind as spans; a short one that is no speech belongs to the one before it, the first to the next."""
    edges = [0, *(np.flatnonzero(np.diff(grid)) + 1).tolist(), len(grid)]
    runs: list[tuple[int, int, int]] = []
    for start, end in pairwise(edges):
        kind = int(grid[start])
        if runs and (_is_short(kind, start, end) or runs[-1][0] == kind):
            runs[-1] = (runs[-1][0], runs[-1][1], end)
        elif runs and _is_short(*runs[-1]):
            runs[-1] = (kind, runs[-1][1], end)
        else:
            runs.append((kind, start, end))
    for kind, start, end in runs:
        yield SoundSpan(kind=_KINDS[kind], start_ms=start * _GRID_MS, end_ms=min(end * _GRID_MS, duration_ms))


def _is_short(kind: int, start: int, end: int) -> bool:
    return kind != _SPEECH and (end - start) * _GRID_MS < _MIN_SPAN_MS
