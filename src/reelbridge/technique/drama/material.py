"""One episode's signals, laid out once for everything that draws conclusions from them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from reelbridge.model.shot import ShotList, ShotLook
from reelbridge.model.signal import TICK_MS, Track, tick_count
from reelbridge.model.watched import SoundSpan
from reelbridge.technique.drama.cutting import cut_times
from reelbridge.technique.drama.ingredients import loudness_above, loudness_rise, measure_shares, smoothed_points, weigh
from reelbridge.technique.drama.spoken import Line
from reelbridge.technique.drama.ticks import Values, as_array

#: signals that are about lines: an episode without any has none of them, whatever its tracks hold
OF_LINES = ("line-rate", "speech-rate", "heat")
#: signals in which a burst of light looks like motion
MOVED_BY_LIGHT = {"subject-motion", "shake"}
#: how many lines before a moment are looked through for those still on screen; more are never there at a time
OVERLAPPING = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """An episode as arrays of one value a tick, and its shots, lines and sound.

    Attributes:
        signals: by id, as measured, NaN where there is nothing.
        shares: how much of each ingredient there is, 0 to 1, not smoothed.
        points: what each ingredient adds to the curve, smoothed.
        totals: the curve.
        louder: LU by which it is louder than before, and than the whole episode; None without sound.
        line_starts: when lines begin, ascending, for looking one up; `shot_starts` likewise, `cut_starts` without the
            beginning of the video.
    """

    shots: ShotList
    looks: tuple[ShotLook, ...]
    lines: tuple[Line, ...]
    sound: tuple[SoundSpan, ...]
    duration_ms: int
    ticks: int
    signals: Mapping[str, Values]
    shares: Mapping[str, Values]
    weights: Mapping[str, float]
    points: Mapping[str, Values]
    totals: Values
    louder: tuple[Values, Values] | None
    line_starts: tuple[int, ...]
    shot_starts: tuple[int, ...]
    cut_starts: tuple[int, ...]

    @property
    def are_words_known(self) -> bool:
        """Whether somebody can tell what its lines do: they have heat, or there are none."""
        return not self.lines or "heat" in self.signals

    def shot_at(self, ms: int) -> int:
        """The number of the shot that is seen at a moment; 0 where there is no picture."""
        place = bisect_right(self.shot_starts, ms) - 1
        return self.shots.shots[max(0, place)].number if self.shot_starts else 0

    def line_at(self, ms: int) -> Line | None:
        """The line that began last and is still on screen; a spoken one before a text in the picture."""
        now = self.lines_between(ms, ms + 1)
        spoken = [line for line in now if line.is_spoken]
        return next(reversed(spoken or now), None)

    def lines_between(self, start_ms: int, end_ms: int) -> tuple[Line, ...]:
        """The lines that are on screen at some time from `start_ms` until before `end_ms`."""
        first = max(0, bisect_left(self.line_starts, start_ms) - OVERLAPPING)
        last = bisect_left(self.line_starts, end_ms)
        return tuple(line for line in self.lines[first:last] if line.cue.end_ms > start_ms)

    def tick(self, ms: int) -> int:
        """The place of a moment in the arrays, kept inside them."""
        return min(max(0, ms // TICK_MS), max(0, self.ticks - 1))

    def mean(self, start_ms: int, end_ms: int) -> float:
        """The mean intensity of a stretch of time."""
        first = self.tick(start_ms)
        part = self.totals[first : max(first + 1, -(-end_ms // TICK_MS))]
        return float(part.mean()) if part.size else 0.0


def lay_out(
    *,
    shots: ShotList,
    looks: tuple[ShotLook, ...],
    tracks: tuple[Track, ...],
    sound: tuple[SoundSpan, ...],
    lines: tuple[Line, ...],
    language: str,
) -> Material:
    """Everything about an episode as arrays.

    It lasts as long as its shot list says; where nothing could be decoded, as long as its longest track. Lines that
    would begin after it are left out.
    """
    ticks = tick_count(shots.duration_ms) or max((len(track.values) for track in tracks), default=0)
    arrays = {
        track.signal: as_array(track, ticks)
        for track in tracks
        if (lines or track.signal not in OF_LINES) and (shots.shots or track.signal != "cut-rate")
    }
    for name in MOVED_BY_LIGHT & arrays.keys():
        for flash in shots.flashes:
            arrays[name][flash.start_ms // TICK_MS : -(-flash.end_ms // TICK_MS)] = np.nan
    signals = {name: values for name, values in arrays.items() if not np.isnan(values).all()}
    shares = measure_shares(signals, language)
    points = smoothed_points(shares)
    duration_ms = shots.duration_ms or ticks * TICK_MS
    seen = tuple(line for line in lines if line.cue.start_ms < duration_ms)
    return Material(
        shots=shots,
        looks=looks,
        lines=seen,
        sound=sound,
        duration_ms=duration_ms,
        ticks=ticks,
        signals=signals,
        shares=shares,
        weights=weigh(shares),
        points=points,
        totals=np.sum(list(points.values()), axis=0) if points else np.zeros(ticks),
        louder=(loudness_rise(signals["loudness"]), loudness_above(signals["loudness"]))
        if "loudness" in signals
        else None,
        line_starts=tuple(line.cue.start_ms for line in seen),
        shot_starts=tuple(shot.start_ms for shot in shots.shots),
        cut_starts=cut_times(shots),
    )
