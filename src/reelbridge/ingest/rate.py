"""The frame rate of a video from the times of its frames. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

#: rates that video is made in; source: SMPTE ST 2067-21 and the NTSC rates
STANDARD_RATES = (
    Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(30), Fraction(48), Fraction(50),
    Fraction(60000, 1001), Fraction(60), Fraction(120),
)  # fmt: skip

#: a step between frames that is off by more than this share (and more than containers round) is irregular
_STEP_TOLERANCE = Fraction(1, 10)

#: above this share of irregular steps the rate is variable; below, some frames were merely dropped
_IRREGULAR_SHARE = 0.02

#: a stated rate this near to the measured one is meant
_RATE_TOLERANCE = Fraction(1, 200)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameRate:
    """Frames per second; the average when `is_variable`."""

    rate: Fraction
    is_variable: bool


def measure_rate(ticks: Iterable[int], time_base: Fraction, stated: Sequence[Fraction]) -> FrameRate:
    """The rate at which frames are shown.

    Args:
        ticks: presentation times of the frames in any order, in units of `time_base`.
        time_base: seconds per tick.
        stated: rates the file itself states, the most trusted first. One is taken if the frames agree with it.
    """
    times = sorted(set(ticks))
    steps = [later - earlier for earlier, later in pairwise(times)]
    if not steps:
        return FrameRate(rate=next((rate for rate in stated if rate > 0), Fraction(25)), is_variable=False)
    usual = statistics.median_low(steps)
    # a tick either way is the rounding of the container: 33 and 34 ms in Matroska are one rate
    slack = max(Fraction(1), usual * _STEP_TOLERANCE)
    regular = [step for step in steps if abs(step - usual) <= slack]
    if len(steps) - len(regular) > _IRREGULAR_SHARE * len(steps):
        average = len(steps) / (time_base * sum(steps))
        return FrameRate(rate=average.limit_denominator(1001), is_variable=True)
    measured = len(regular) / (time_base * sum(regular))
    for rate in (*stated, *STANDARD_RATES):
        if abs(rate - measured) <= measured * _RATE_TOLERANCE:
            return FrameRate(rate=rate, is_variable=False)
    return FrameRate(rate=measured.limit_denominator(1001), is_variable=False)
