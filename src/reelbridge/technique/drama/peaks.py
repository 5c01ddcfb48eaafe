"""The highest moments of the curve."""

from __future__ import annotations

import numpy as np

from reelbridge.model.signal import TICK_MS
from reelbridge.model.study import Moment, Reason
from reelbridge.technique.drama.material import Material
from reelbridge.technique.drama.moments import moment_at
from reelbridge.technique.drama.ticks import REACH, Values, ticks_of
from reelbridge.technique.drama.wording import explain_part

#: points of the curve by which a peak stands above the valleys beside it: less is the flicker of a single cut or word
PROMINENCE = 12.0
#: a peak is no peak where hardly anything is going on
LEAST_HEIGHT = 30.0
#: two peaks are at least this far apart; nearer ones are one moment
APART_MS = 4_000
#: parts of a moment that add less are left out of its reasons
LEAST_PART = 0.5


def find_peaks(material: Material) -> tuple[Moment, ...]:
    """Local maxima that stand out and apart, by time; what each is made of are the parts of the curve there."""
    totals = material.totals
    places = [place for place in local_maxima(totals) if totals[place] >= LEAST_HEIGHT]
    standing = [place for place, rise in zip(places, prominences(totals, places), strict=True) if rise >= PROMINENCE]
    chosen = keep_apart(standing, [float(totals[place]) for place in standing], ticks_of(APART_MS))
    return tuple(explain_peak(material, place) for place in chosen)


def explain_peak(material: Material, place: int) -> Moment:
    """The moment at a tick, with the parts of the curve as its reasons."""
    at_ms = place * TICK_MS
    reasons = tuple(
        Reason(
            id=part,
            points=float(points[place]),
            text=explain_part(material, part, max(0, place - REACH), min(material.ticks - 1, place + REACH)),
        )
        for part, points in sorted(material.points.items(), key=lambda item: -item[1][place])
        if points[place] >= LEAST_PART
    )
    return moment_at(material, at_ms, reasons)


def local_maxima(values: Values) -> list[int]:
    """Where values are higher than on both sides; of a plateau its first place. The ends count."""
    if not values.size:
        return []
    padded = np.concatenate([[-np.inf], values, [-np.inf]])
    changes = np.flatnonzero(np.diff(padded))
    rises = padded[changes + 1] > padded[changes]
    return [int(place) for place in changes[:-1][rises[:-1] & ~rises[1:]]]


def prominences(values: Values, places: list[int]) -> list[float]:
    """How far each place stands above the higher of the two valleys that part it from higher ground, or from the ends.

    In one sweep from either side, so that a film costs no more than its length.
    """
    left = _valleys(values.tolist(), places)
    mirrored = [values.size - 1 - place for place in reversed(places)]
    right = _valleys(values[::-1].tolist(), mirrored)[::-1]
    return [float(values[place]) - max(pair) for place, pair in zip(places, zip(left, right, strict=True), strict=True)]


def _valleys(values: list[float], places: list[int]) -> list[float]:
    """The lowest value between each place and the next higher one before it, or the beginning; `places` ascending."""
    wanted = set(places)
    stack: list[tuple[float, float]] = []  # (a value, the lowest since the one below it on the stack), values falling
    found = []
    for place, value in enumerate(values):
        lowest = value
        while stack and stack[-1][0] <= value:
            lowest = min(lowest, stack.pop()[1])
        if place in wanted:
            found.append(lowest)
        stack.append((value, lowest))
    return found


def keep_apart(places: list[int], heights: list[float], apart: int) -> list[int]:
    """The highest of places that lie nearer than `apart`, ascending; of equals the first."""
    taken: list[int] = []
    blocked: set[int] = set()
    for place in [places[i] for i in sorted(range(len(places)), key=lambda i: (-heights[i], places[i]))]:
        if place not in blocked:
            taken.append(place)
            blocked.update(range(place - apart + 1, place + apart))
    return sorted(taken)
