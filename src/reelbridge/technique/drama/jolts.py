"""Sudden rises: where several things jump at once, or one jumps far."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

import numpy as np

from reelbridge.model.signal import TICK_MS
from reelbridge.model.study import Moment, Reason
from reelbridge.technique.drama.material import Material
from reelbridge.technique.drama.moments import moment_at
from reelbridge.technique.drama.peaks import LEAST_PART, keep_apart, local_maxima
from reelbridge.technique.drama.ticks import Values, highest_before, highest_from, ticks_of
from reelbridge.technique.drama.wording import explain_part

#: a jump is from the highest of the time before to the highest of the time from now on: a line as hot as the one before
#: it is none
BEFORE_MS, AFTER_MS = 1_600, 600
#: points of the curve that have to jump together
LEAST_RISE = 25.0
#: a jolt by itself: a line this hot (a share of 1) that is by so much hotter than what was said before
HOT_LINE, HOTTER = 0.6, 0.3
#: and a jump in loudness of this share: about twice as loud from one moment to the next
LOUD_JUMP = 0.9
#: points of a burst of light; with the cut or the sound that mostly come along it is a jolt
FLASH_POINTS = 20.0
#: jolts nearer than this are felt as one
APART_MS = 3_000
#: the opening is no rise over anything
FIRST_MS = 2_000
#: how far the line, the shot or the flash that carries a jolt may begin from where the signals jump
SNAP_MS = 600


def find_jolts(material: Material) -> tuple[Moment, ...]:
    """Jolts by time. Each one's reasons are the points by which each part jumps, and the flash if there is one."""
    jumps = measure_jumps(material)
    if not jumps:
        return ()
    totals = np.sum(list(jumps.values()), axis=0)
    is_jolt = totals >= LEAST_RISE
    is_jolt |= jumps["flash"] > 0
    if "heat" in jumps:
        is_hot = highest_from(material.shares["heat"], ticks_of(AFTER_MS)) >= HOT_LINE
        is_jolt |= is_hot & (jumps["heat"] >= HOTTER * material.weights["heat"])
    if "loudness-rise" in jumps:
        is_jolt |= jumps["loudness-rise"] >= LOUD_JUMP * material.weights["loudness-rise"]
    is_jolt[: ticks_of(FIRST_MS)] = False
    heights = np.where(is_jolt, totals, 0.0)
    places = [place for place in last_of_plateaus(heights) if heights[place] > 0]
    chosen = keep_apart(places, [float(heights[place]) for place in places], ticks_of(APART_MS))
    return tuple(_explain_jolt(material, jumps, place) for place in chosen)


def measure_jumps(material: Material) -> Mapping[str, Values]:
    """The points by which each ingredient jumps at each tick, and the points of a flash; empty without any tick."""
    if not material.ticks:
        return {}
    before, after = ticks_of(BEFORE_MS), ticks_of(AFTER_MS)
    jumps = {
        part: np.maximum(highest_from(share, after) - highest_before(share, before), 0.0) * material.weights[part]
        for part, share in material.shares.items()
    }
    flashes = np.zeros(material.ticks)
    for flash in material.shots.flashes:
        flashes[material.tick(flash.start_ms)] = FLASH_POINTS
    return {**jumps, "flash": highest_from(flashes, after)}


def last_of_plateaus(values: Values) -> list[int]:
    """Local maxima, of a plateau the last place: a jump is seen coming for as long as one looks ahead."""
    mirrored = local_maxima(values[::-1])
    return [int(values.size - 1 - place) for place in reversed(mirrored)]


def _explain_jolt(material: Material, jumps: Mapping[str, Values], place: int) -> Moment:
    last = min(material.ticks - 1, place + ticks_of(AFTER_MS) - 1)
    parts = {part: float(values[place]) for part, values in jumps.items() if values[place] >= LEAST_PART}
    reasons = tuple(
        Reason(
            id=part,
            points=points,
            text=_explain_flash(material, place) if part == "flash" else explain_part(material, part, place, last),
        )
        for part, points in sorted(parts.items(), key=lambda item: -item[1])
    )
    at_ms = _begin(material, reasons[0].id, place * TICK_MS)
    return moment_at(material, at_ms, reasons)


def _explain_flash(material: Material, place: int) -> str:
    nearest = min(material.shots.flashes, key=lambda flash: abs(flash.start_ms - place * TICK_MS))
    return f"light bursts into the picture for {nearest.end_ms - nearest.start_ms} ms"


def _begin(material: Material, part: str, at_ms: int) -> int:
    """When that begins which carries a jump: the line, the flash or the shot near it; else the jump itself."""
    starts: tuple[int, ...] = {
        "heat": material.line_starts,
        "speech-rate": material.line_starts,
        "flash": tuple(flash.start_ms for flash in material.shots.flashes),
        "loudness-rise": (),
    }.get(part, material.shot_starts)
    place = bisect_left(starts, at_ms)
    near = [start for start in starts[max(0, place - 1) : place + 1] if abs(start - at_ms) <= SNAP_MS]
    return min(near, key=lambda start: abs(start - at_ms), default=at_ms)
