"""Cuts with one mixed frame in between, as a changed frame rate or old interlacing leaves them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelbridge.model.shot import Transition
from reelbridge.technique.shots.changes import Burst, Change
from reelbridge.technique.shots.evidence import weigh_mix
from reelbridge.technique.shots.matching import is_same_shot
from reelbridge.technique.shots.window import Window

#: grey levels between the frames on both sides of the mixed one
_MIN_STEP = 8.0
#: in three of four regions so many times as much changes over the mixed frame as over the frame before and after
_MIN_RATIO = 2.0
#: what a mix leaves over of the frame in between, as part of the difference, and cells that differ clearly
_MAX_LEFT = 0.04
_MIN_CLEAR = 0.4
#: share of pieces found again, from which two pictures are of the same shot
_SAME = 0.55
#: frames from something that is known already
_APART = 4


def find_soft_cuts(window: Window, changes: Sequence[Change], bursts: Sequence[Burst]) -> list[Change]:
    """The cuts of a window over one mixed frame, where nothing else has been found. They are at the frame that is more
    new than old."""
    if window.count < 7:
        return []
    over = np.diagonal(window.distance, offset=2, axis1=1, axis2=2)
    # over[:, t - 1] is over the frame t; those over t - 2 and t + 2 lie wholly on one side
    usual = np.maximum(np.maximum(over[:, :-4], over[:, 4:]), 1.0)
    ratio = np.sqrt(np.partition(over[:, 2:-2] / usual, over.shape[0] // 4, axis=0)[over.shape[0] // 4])
    is_far = np.sqrt(over[:, 2:-2]).mean(axis=0) >= _MIN_STEP
    known = [(each.start, each.end) for each in changes] + [(each.start, each.end) for each in bursts]
    found: list[Change] = []
    for place in np.flatnonzero(is_far & (ratio >= _MIN_RATIO)):
        mixed = int(place) + 3
        is_known = any(start - _APART <= mixed <= end + _APART for start, end in known)
        if is_known or is_same_shot(window.lumas[mixed - 1], window.lumas[mixed + 1], _SAME):
            continue
        evidence = weigh_mix(window, mixed - 1, mixed + 1)
        if evidence.worst > _MAX_LEFT or evidence.clear < _MIN_CLEAR:
            continue
        at = mixed if window.apart(mixed, mixed + 1) <= window.apart(mixed - 1, mixed) else mixed + 1
        found.append(Change(transition=Transition.CUT, start=at, end=at, confidence=1 - 1 / float(ratio[int(place)])))
        known.append((at, at))
    return found
