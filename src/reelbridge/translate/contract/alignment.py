"""Whether the answers of a window belong to the lines whose ids they carry, or are shifted against them. Pure.

Each answer is compared with its own source and with the two before and behind it. One line alone proves little, but a
block of lines that all fit their neighbours better than themselves is a shift: a chain of states (the shift at each
line, -2 to 2, nearly always as at the line before) is run forwards and backwards over the window, and gives the
probability of a shift at each line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reelbridge.translate.contract.fit import FARTHEST, FitTable

#: how far answers may have moved
SHIFTS = tuple(range(-FARTHEST, FARTHEST + 1))
_OWN = SHIFTS.index(0)

#: probability that a shift begins or ends at a line: where all looks well, and where the window has holes or doubles.
#: Set, with what follows, on the first half of the TVSub corpus for fewer than 0.3 % false alarms;
#: benchmarks/contract.py reports the other half.
_CALM = 1e-3
_TROUBLED = 5e-3

#: from this probability of a shift on a line is asked for again: that costs little, and nothing is worse than a shift
_LIKELY = 0.03

#: no single line may prove more than that, in log units: what it tells is never as certain as it looks
_MOST_PROOF = 5.0

#: what two answers have to gain by a swap, in log units: neighbours, and lines anywhere in the window, of which there
#: are so many pairs that more is needed
_SWAP_PROOF = 3.0
_FAR_SWAP_PROOF = 4.5

#: what an answer is thought to gain by a shift to where no source is known, in log units
_UNKNOWN_GAIN = -1.0

_Gains = tuple[float, ...]


def find_shifted(table: FitTable, *, is_troubled: bool) -> frozenset[int]:
    """The places of answers that probably belong to another line.

    Args:
        table: how well each answer fits each source near it.
        is_troubled: lines of the window are missing, answered twice, or the like, so that a shift is likely.
    """
    count = len(table.answers)
    if count < 2:
        return frozenset()
    # what an answer (column) gains at another source (row)
    gains = np.clip(table.fits - np.diagonal(table.fits, -table.first), -_MOST_PROOF, _MOST_PROOF)
    near = [_near(gains, table.first + place, place) for place in range(count)]
    shares = _probabilities(near, _TROUBLED if is_troubled else _CALM)
    likely = [place for place, share in enumerate(shares) if share > _LIKELY and near[place] is not None]
    # Beside a block stands the line that it began with: one that was split, or answered by half.
    shifted = {place + step for place in likely for step in (-1, 0, 1) if 0 <= place + step < count}
    return frozenset(shifted | _swapped(gains[table.first : table.first + count]))


def _near(gains: NDArray[np.float64], row: int, place: int) -> _Gains | None:
    """Per shift: how much better an answer fits the source there than its own, in log units; None for no answer."""
    if np.isnan(gains[row, place]):
        return None
    rows = range(row - FARTHEST, row + FARTHEST + 1)
    return tuple(float(gains[each, place]) if 0 <= each < len(gains) else _UNKNOWN_GAIN for each in rows)


def _swapped(gains: NDArray[np.float64]) -> set[int]:
    """Places of two answers that both fit better in each other's place."""
    both = gains + gains.T
    proof = np.full(both.shape, _FAR_SWAP_PROOF)
    beside = np.arange(len(both) - 1)
    proof[beside, beside + 1] = proof[beside + 1, beside] = _SWAP_PROOF
    return {int(place) for place in np.nonzero((both > proof).any(axis=1))[0]}


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
