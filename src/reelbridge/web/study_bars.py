"""Counts as bars: how shots are spread over lengths, and what shares things have."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

#: seconds a bar; half a second is as fine as anybody cuts by feel
BAR_S = 0.5

#: bars; shots of 12 s and more stand together in the last one
BAR_COUNT = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of all are of a kind; `percent` of all, `width` of the most frequent kind, 0 to 100."""

    name: str
    count: int
    percent: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Bounds that a profile sets, or the middle half of what it measured; what is not known is None."""

    low: float | None
    middle: float | None
    high: float | None
    is_middle_half: bool = False

    def say(self, unit: str) -> str:
        """`2 to 4 s`, `at most 3 s`, `at least 1`; `1.3 s` where both ends read alike."""
        tail = f" {unit}" if unit else ""
        if self.low is not None and self.high is not None:
            low, high = _short(self.low), _short(self.high)
            return f"{low}{tail}" if low == high else f"{low} to {high}{tail}"
        if self.high is not None:
            return f"at most {_short(self.high)}{tail}"
        if self.low is not None:
            return f"at least {_short(self.low)}{tail}"
        return f"{_short(self.middle)}{tail}" if self.middle is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Shots of one length; `height` in percent of the highest bar."""

    label: str
    count: int
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Shot lengths as bars, with where the middle and the band stand, in percent of the width; None where unknown."""

    bars: tuple[Bar, ...]
    middle: float | None
    band: tuple[float, float] | None
    caption: str


def bars_of_lengths(lengths: list[float], band: Band | None, *, whose: str) -> Bars:
    """How shots are spread over lengths.

    Args:
        lengths: in seconds.
        band: the profile's.
        whose: what the profile is: "reference", "craft rule"; empty for the series' own. The median shown is always the
            series' own.
    """
    counts = Counter(min(BAR_COUNT - 1, int(length / BAR_S)) for length in lengths)
    top = max(counts.values(), default=1)
    bars = tuple(
        Bar(label=_label(place), count=counts[place], height=round(100 * counts[place] / top, 1))
        for place in range(BAR_COUNT)
    )
    own = median(lengths) if lengths else None
    words = [f"Median {own:.1f} s." if own is not None else "No shots."]
    if band and band.say("s"):
        if band.is_middle_half:
            words.append(f"The middle half {f'of the {whose} ' if whose else ''}lies at {band.say('s')}.")
        else:
            words.append(f"The {whose or 'profile'} is {band.say('s')}.")
    return Bars(
        bars=bars,
        middle=None if own is None else _place(own),
        band=None if band is None or band.high is None else (_place(band.low or 0.0), _place(band.high)),
        caption=" ".join(words),
    )


def share_out(values: Iterable[str], kinds: Iterable[str]) -> tuple[Share, ...]:
    """How many there are of each kind, in the order of the kinds; kinds that do not occur are left out."""
    counts = Counter(values)
    total, most = sum(counts.values()), max(counts.values(), default=1)
    return tuple(
        Share(
            name=str(kind),
            count=counts[kind],
            percent=round(100 * counts[kind] / total, 1),
            width=round(100 * counts[kind] / most, 1),
        )
        for kind in kinds
        if counts[kind]
    )


def whole_points(points: list[float]) -> list[int]:
    """Points as whole numbers that add up to the whole number of their sum: what was cut off most goes up."""
    whole = [math.floor(value) for value in points]
    missing = round(sum(points)) - sum(whole)
    by_rest = sorted(range(len(points)), key=lambda place: whole[place] - points[place])
    for place in by_rest[: max(0, missing)]:
        whole[place] += 1
    return whole


def _short(value: float) -> str:
    return f"{round(value, 1):g}"


def _label(place: int) -> str:
    start = place * BAR_S
    return f"{start:g} s and more" if place == BAR_COUNT - 1 else f"{start:g} to {start + BAR_S:g} s"


def _place(seconds: float) -> float:
    return round(min(100.0, 100 * seconds / (BAR_COUNT * BAR_S)), 2)
