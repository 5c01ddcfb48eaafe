"""Distributions: made of values, and asked for any share."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from reelbridge.model.profile import Distribution

#: shares whose values a profile keeps; 0.05 and 0.95 bound what nine of ten do
SHARES = (0.0, 0.05, 0.10, 0.25, 0.5, 0.75, 0.90, 0.95, 1.0)

#: a thousandth of a second, of a percent, of a cut a minute: finer than anything here is measured
DIGITS = 3


def distribution_of(values: Sequence[float]) -> Distribution:
    """The distribution of at least one value."""
    ordered = sorted(values)
    return Distribution(
        count=len(ordered),
        mean=round(sum(ordered) / len(ordered), DIGITS),
        quantiles=tuple((share, round(_between(ordered, share), DIGITS)) for share in SHARES),
    )


def _between(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    lower = int(place)
    upper = min(lower + 1, len(ordered) - 1)
    return ordered[lower] + (ordered[upper] - ordered[lower]) * (place - lower)


def value_at(distribution: Distribution, share: float) -> float:
    """The value that a share (0 to 1) of the values do not reach."""
    first, last = distribution.quantiles[0], distribution.quantiles[-1]
    if share <= first[0]:
        return first[1]
    for (left, low), (right, high) in itertools.pairwise(distribution.quantiles):
        if share <= right:
            return low + (high - low) * (share - left) / (right - left)
    return last[1]
