"""Whether the answers of a window belong to the lines whose ids they carry, or are shifted against them. Pure.

Each answer is compared with its own source and with the two before and behind it. One line alone proves little, but a
block of lines that all fit their neighbours better than themselves is a shift: a chain of states (the shift at each
line, -2 to 2, nearly always as at the line before) is run forwards and backwards over the window, and gives the
probability of a shift at each line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from reelbridge.translate.contract.fit import FARTHEST, FitTable

#: how far answers may have moved
SHIFTS = tuple(range(-FARTHEST, FARTHEST + 1))
_OWN = SHIFTS.index(0)

#: probability that a shift begins or ends at a line: where all looks well, and where the window has holes or doubles.
#: These three were set on one half of the TVSub corpus for fewer than 0.3 % false alarms; benchmarks/contract.py
#: reports the other half.
_CALM = 1e-3
_TROUBLED = 5e-3

#: from this probability of a shift on a line is asked for again: that costs little, and nothing is worse than a shift
_LIKELY = 0.03

#: no single line may prove more than that, in log units: what it tells is never as certain as it looks
_MOST_PROOF = 5.0

#: what two neighbours have to gain by a swap, in log units
_SWAP_PROOF = 3.0

#: what an answer is thought to gain by a shift to where no source is known, in log units
_UNKNOWN_GAIN = -1.0

_Gains = tuple[float, ...]


def find_shifted(table: FitTable, *, is_troubled: bool) -> frozenset[int]:
    """The places of answers that probably belong to another line.

    Args:
        table: how well each answer fits each source near it.
        is_troubled: lines of the window are missing, answered twice, or the like, so that a shift is likely.
    """
    if len(table.answers) < 2:
        return frozenset()
    gains = [_gains(table, place) for place in range(len(table.answers))]
    begins = _TROUBLED if is_troubled else _CALM
    shares = _probabilities(gains, begins)
    likely = [place for place, share in enumerate(shares) if share > _LIKELY and gains[place] is not None]
    # Beside a block stands the line that it began with: one that was split, or answered by half.
    shifted = {near for place in likely for near in (place - 1, place, place + 1) if 0 <= near < len(gains)}
    for place, (first, second) in enumerate(pairwise(gains)):
        if first is not None and second is not None and first[_OWN + 1] + second[_OWN - 1] > _SWAP_PROOF:
            shifted.update((place, place + 1))
    return frozenset(shifted)


def _gains(table: FitTable, place: int) -> _Gains | None:
    """Per shift: how much better an answer fits the source there than its own, in log units; None for no answer."""
    own = table.fit(place, place)
    if own is None:
        return None
    fits = (table.fit(place + shift, place) for shift in SHIFTS)
    return tuple(_UNKNOWN_GAIN if fit is None else max(-_MOST_PROOF, min(_MOST_PROOF, fit - own)) for fit in fits)


def _probabilities(gains: Sequence[_Gains | None], begins: float) -> list[float]:
    """Per line: how probable it is that its answer belongs elsewhere."""
    nothing = (1.0,) * len(SHIFTS)
    seen = [tuple(map(math.exp, gain)) if gain is not None else nothing for gain in gains]
    start = tuple(1.0 if shift == 0 else begins for shift in SHIFTS)
    forward = _run(seen, start, begins)
    backward = _run(seen[::-1], nothing, begins)[::-1]
    shares: list[float] = []
    for ahead, behind, here in zip(forward, backward, seen, strict=True):
        weights = [a * b / c for a, b, c in zip(ahead, behind, here, strict=True)]
        shares.append(1.0 - weights[_OWN] / sum(weights))
    return shares


def _run(seen: Sequence[tuple[float, ...]], start: tuple[float, ...], begins: float) -> list[tuple[float, ...]]:
    """Per line: the weight of each shift by all lines up to it, itself included."""
    rows: list[tuple[float, ...]] = []
    row = start
    stays = 1 - begins * len(SHIFTS)
    for here in seen:
        total = sum(row) * begins
        weights = [(weight * stays + total) * told for weight, told in zip(row, here, strict=True)]
        scale = sum(weights)
        row = tuple(weight / scale for weight in weights)
        rows.append(row)
    return rows
