"""Gradual transitions: frames that are a mix of the picture before and the picture after."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reelbridge.model.shot import Transition
from reelbridge.technique.shots.changes import Change
from reelbridge.technique.shots.evidence import HALF_SAY, MIN_CHANGE, weigh_mix, weigh_wipe
from reelbridge.technique.shots.grid import REGIONS
from reelbridge.technique.shots.matching import is_same_shot
from reelbridge.technique.shots.window import Window

#: frames between the two pictures that others are explained by
SPANS = (4, 6, 8, 10, 12, 15, 18, 22, 26, 31, 37, 44)
#: frames in between that are looked at
_LOOKS = 8
#: grey levels between the shots at least, and regions that have a say
_MIN_LEVEL = 5.0
_MIN_SAY = 0.34
#: see `Fit`; seen: dissolves between moving shots mixed 0.78 to 0.98, bend up to 0.04, spread up to 0.06; wipes near up
#: to 0.31, bend up to 0.09, spread from 0.25
_MIN_MIXED = 0.6
_MAX_BEND = 0.1
_DISSOLVE_SPREAD = 0.2
_WIPE_SPREAD = 0.2
_MAX_NEAR = 0.3
#: frames; what is shorter is a cut
_MIN_FRAMES = 4
#: frames of the shortest wipe: things that move fast look like shorter ones
_MIN_WIPE_FRAMES = 7
#: share of the other picture that is more than chance in a calm shot; a dissolve of a second begins with 0.02
_MIN_SHARE = 0.012
#: frames on both sides that show where it begins and ends
_BESIDE = 6
#: share of pieces found again, from which two pictures are of the same shot
_SAME = 0.4
#: frames in which something that passes close to the camera is gone
_PASSING_FRAMES = 24


@dataclass(frozen=True, slots=True)
class Fit:
    """How well the frames between each frame and the one `span` later are explained by these two; arrays over frames.

    Attributes:
        span: frames from the one to the other.
        level: grey levels between the two pictures.
        say: regions that have a say, 0 to 1.
        mixed: part of the difference to the nearer picture that a mix explains, 1 for a perfect dissolve.
        near: difference to the nearer picture as part of the difference between both; of a perfect dissolve 0.08.
        bend: how far the shares of the mix are from rising evenly from 0 to 1.
        spread: how far the shares differ between regions: little in dissolves, much in wipes.
    """

    span: int
    level: NDArray[np.float32]
    say: NDArray[np.float32]
    mixed: NDArray[np.float32]
    near: NDArray[np.float32]
    bend: NDArray[np.float32]
    spread: NDArray[np.float32]


def fit_spans(window: Window) -> list[Fit]:
    """The fit for every span that is shorter than the window."""
    lags = _Lags(window)
    return [_fit(lags, span) for span in SPANS if span < window.count]


class _Lags:
    """The distances of a window, by how many frames lie between."""

    def __init__(self, window: Window) -> None:
        self.count = window.count
        self._distance = window.distance
        self._rows: dict[int, NDArray[np.float32]] = {}

    def __getitem__(self, lag: int) -> NDArray[np.float32]:
        """(REGIONS, n - lag): from each frame to the one `lag` later."""
        if lag not in self._rows:
            self._rows[lag] = np.ascontiguousarray(np.diagonal(self._distance, offset=lag, axis1=1, axis2=2))
        return self._rows[lag]


def _fit(lags: _Lags, span: int) -> Fit:
    total = lags[span]
    count = total.shape[1]
    say = np.where(total >= MIN_CHANGE, total / (total + HALF_SAY), 0)
    all_say = np.maximum(say.sum(axis=0), 1e-6)
    safe = np.maximum(total, 1e-6)
    steps = sorted({max(1, min(span - 1, round(span * (look + 0.5) / _LOOKS))) for look in range(_LOOKS)})
    left, nearer = np.zeros_like(total), np.zeros_like(total)
    bend, spread = np.zeros(count, np.float32), np.zeros(count, np.float32)
    for step in steps:
        to_first, to_last = lags[step][:, :count], lags[span - step][:, step:]
        share = np.clip(0.5 + (to_first - to_last) / (2 * safe), -0.5, 1.5)
        left += np.maximum(to_first - share * share * total, 0)
        nearer += np.minimum(to_first, to_last)
        mean = (say * share).sum(axis=0) / all_say
        bend += (mean - step / span) ** 2
        spread += (say * (share - mean) ** 2).sum(axis=0) / all_say
    explained = 1 - left / np.maximum(nearer, 1e-6)
    return Fit(
        span=span,
        level=(say * np.sqrt(total)).sum(axis=0) / all_say,
        say=(say > 0).sum(axis=0) / np.float32(REGIONS),
        mixed=(say * explained).sum(axis=0) / all_say,
        near=(say * np.minimum(nearer / len(steps) / safe, 2)).sum(axis=0) / all_say,
        bend=np.sqrt(bend / len(steps)),
        spread=np.sqrt(spread / len(steps)),
    )


def find_blends(window: Window, cuts: Sequence[Change]) -> list[Change]:
    """The dissolves and wipes of a window, in order.

    Args:
        window: the frames.
        cuts: those that are known; nothing gradual goes across one.
    """
    barriers = sorted(cut.start for cut in cuts)
    passed = np.searchsorted(barriers, np.arange(window.count), side="right")
    candidates = [each for fit in fit_spans(window) for each in _candidates(fit, passed)]
    candidates.sort(key=lambda each: -each.score)
    taken: list[Change] = []
    refused: list[tuple[int, int]] = []
    for each in candidates:
        middle = (each.first + each.last) / 2
        if any(first <= middle <= last for first, last in refused):
            continue
        if any(change.start - 1 < each.last and each.first < change.end for change in taken):
            continue
        lowest = max((at for at in barriers if at <= each.first), default=0)
        highest = min((at for at in barriers if at > each.first), default=window.count) - 1
        change = _refine(window, each, lowest, highest)
        if change is None:
            refused.append((each.first, each.last))
        else:
            taken.append(change)
    return sorted(taken, key=lambda change: change.start)


@dataclass(frozen=True, slots=True)
class _Candidate:
    first: int
    last: int
    kind: Transition
    score: float
    confidence: float


def _candidates(fit: Fit, passed: NDArray[np.intp]) -> list[_Candidate]:
    """Where a fit is good, and no cut lies in between."""
    count = len(fit.level)
    is_free = (passed[fit.span :] == passed[:count]) & (fit.level >= _MIN_LEVEL) & (fit.say >= _MIN_SAY)
    even = is_free & (fit.bend <= _MAX_BEND)
    dissolve = even & (fit.spread <= _DISSOLVE_SPREAD) & (fit.mixed >= _MIN_MIXED)
    wipe = even & (fit.spread >= _WIPE_SPREAD) & (fit.near <= _MAX_NEAR)
    found = []
    for kind, where, good in (
        (Transition.DISSOLVE, dissolve, fit.mixed - fit.spread),
        (Transition.WIPE, wipe, 1 - 2 * fit.near),
    ):
        score = fit.level * (good - 3 * fit.bend)
        found += [
            _Candidate(
                first=int(first),
                last=int(first) + fit.span,
                kind=kind,
                score=float(score[first]),
                confidence=float(np.clip(good[first], 0, 1)),
            )
            for first in np.flatnonzero(where)
        ]
    return found


def _refine(window: Window, each: _Candidate, lowest: int, highest: int) -> Change | None:
    """The change with its exact ends; None if the shots on both sides turn out to be one."""
    ends = _wipe_ends if each.kind is Transition.WIPE else _dissolve_ends
    start, end = each.first + 1, each.last
    proven: tuple[int, int] | None = None
    for _ in range(2):
        if not _MIN_FRAMES <= end - start <= SPANS[-1]:
            break
        start, end = ends(window, max(lowest, start - 2), min(highest, end + 1), lowest, highest)
        start, end = max(lowest + 1, start), min(highest, end)
        if _MIN_FRAMES <= end - start <= SPANS[-1] and _is_proven(window, start - 1, end, each.kind):
            proven = start, end
    if proven is None:
        return None
    start, end = proven
    if each.kind is Transition.WIPE and end - start < _MIN_WIPE_FRAMES:
        return None
    if is_same_shot(window.lumas[start - 1], window.lumas[end], _SAME):
        return None
    if each.kind is Transition.WIPE and _is_passing(window, start - 1, end, lowest, highest):
        return None
    return Change(transition=each.kind, start=start, end=end, confidence=each.confidence)


def _is_proven(window: Window, first: int, last: int, kind: Transition) -> bool:
    """Whether the frames in between are what the kind makes of the two pictures."""
    mix = weigh_mix(window, first, last)
    if kind is Transition.DISSOLVE:
        is_plain = mix.worst <= 0.08 and mix.clear >= 0.3 and mix.spread <= 0.2
        # where shots move, a mix leaves more over; it has to be sure otherwise then
        is_moving = mix.worst <= 0.13 and mix.clear >= 0.6 and mix.spread <= 0.1
        return mix.mixed >= 0.65 and (is_plain or is_moving)
    wipe = weigh_wipe(window, first, last)
    is_ordered = wipe.order >= 0.62 and 0.6 <= wipe.range <= 1.45 and wipe.back <= 0.25
    return is_ordered and wipe.clear >= 0.4 and wipe.near <= 0.09 and mix.worst <= 0.25


def _is_passing(window: Window, first: int, last: int, lowest: int, highest: int) -> bool:
    """Whether the old picture returns soon, or the new one was there before: something has passed in front of it."""
    change = window.apart(first, last)
    later = [(first, at) for at in range(last + 2, min(last + _PASSING_FRAMES, highest + 1), 2)]
    earlier = [(last, at) for at in range(first - 2, max(first - _PASSING_FRAMES, lowest - 1), -2)]
    for one, other in (*later, *earlier):
        distance = window.apart(one, other)
        if distance < 0.35 * change:
            return True
        if distance < 0.6 * change and is_same_shot(window.lumas[one], window.lumas[other], _SAME):
            return True
    return False


def _wipe_ends(window: Window, first: int, last: int, lowest: int, highest: int) -> tuple[int, int]:
    """Where a wipe about between two frames begins and ends: by the path of its edge."""
    since = max(lowest, first - _BESIDE // 2)
    wipe = weigh_wipe(window, since, min(highest, last + _BESIDE // 2))
    return since + round(wipe.start), since + round(wipe.end)


def _dissolve_ends(window: Window, first: int, last: int, lowest: int, highest: int) -> tuple[int, int]:
    """Where a dissolve about between two frames begins and ends: by how much of the last picture is in each frame."""
    since, until = max(lowest, first - _BESIDE), min(highest, last + _BESIDE) + 1
    total = np.maximum(window.distance[:, first, last], 1e-6)[:, None]
    say = np.where(total >= MIN_CHANGE, total / (total + HALF_SAY), 1e-6)
    to_first, to_last = window.distance[:, first, since:until], window.distance[:, last, since:until]
    shares = (say * (0.5 + (to_first - to_last) / (2 * total))).sum(axis=0) / say.sum()
    shares = np.asarray(shares, dtype=np.float32)
    begins, ends = fit_ramp(shares)
    count = len(shares)
    return since + _first_mixed(shares, begins), since + count - _first_mixed(1 - shares[::-1], count - 1 - ends)


def _first_mixed(shares: NDArray[np.float32], begins: float) -> int:
    """The first frame in which the other picture is seen, of shares that rise from 0 at about a place.

    Editors count it as half a step, as a whole one, or as none.
    """
    about = math.floor(begins + 1.25)
    before = np.abs(shares[max(0, about - 5) : max(0, about - 1)])
    chance = max(_MIN_SHARE, 2 * float(before.max(initial=0.0)))
    if len(before) < 2 or chance > 3 * _MIN_SHARE:
        return about
    first = max(0, math.floor(begins) + 1)
    while first < min(about + 1, len(shares)) and shares[first] <= chance:
        first += 1
    return first


def fit_ramp(shares: NDArray[np.float32]) -> tuple[float, float]:
    """Where shares leave 0 and where they reach 1, in frames and parts of them, if they rise evenly in between."""
    count = len(shares)
    middle = np.flatnonzero(shares >= 0.5)
    centre = float(middle[0]) if len(middle) else count / 2
    coarse = np.arange(count, dtype=np.float32)
    begins, ends = _best_ramp(shares, coarse[coarse <= centre], coarse[coarse >= centre - 0.5])
    fine = np.arange(-1, 1.01, 0.25, dtype=np.float32)
    begins, ends = _best_ramp(shares, begins + fine, ends + fine)
    inner = (coarse > begins) & (coarse < ends) & (shares > 0.1) & (shares < 0.9)
    if inner.sum() >= 3:
        # the frames in the middle tell best: what moves in a shot matters least there
        slope, height = np.polyfit(coarse[inner], shares[inner], 1)
        if slope > 0 and max(abs(begins + height / slope), abs(ends - (1 - height) / slope)) <= 1.5:
            return float(-height / slope), float((1 - height) / slope)
    return begins, ends


def _best_ramp(
    shares: NDArray[np.float32], begins: NDArray[np.float32], ends: NDArray[np.float32]
) -> tuple[float, float]:
    at = np.arange(len(shares), dtype=np.float32)
    length = np.maximum(ends[None, :] - begins[:, None], 0.5)
    line = np.clip((at - begins[:, None, None]) / length[:, :, None], 0, 1)
    loss = np.abs(line - shares).sum(axis=2)
    row, column = divmod(int(loss.argmin()), len(ends))
    return float(begins[row]), float(ends[column])
