"""Stretches in which nothing much happens."""

from __future__ import annotations

import numpy as np

from reelbridge.model.signal import TICK_MS
from reelbridge.model.study import Moment, Stretch
from reelbridge.technique.drama.material import Material
from reelbridge.technique.drama.ticks import smooth

#: a stretch is a fifth of the 40 s in which the trade wants a jolt; shorter ones are a breath
LEAST_MS = 8_000
#: points of the curve; above it something goes on, even if it goes on evenly: an unmoving talk in faces of a fifth
#: of the picture with a cut every 4 s is 10
CALM = 20.0
#: a moment is felt for so long
AFTER_MS = 2_000


def find_quiet(material: Material, *, moments: tuple[Moment, ...]) -> tuple[Stretch, ...]:
    """The stretches without any of the moments (hook, jolts, peaks) and with a low curve, the longest first."""
    if not material.ticks:
        return ()
    is_calm = smooth(material.totals) < CALM
    for moment in moments:
        is_calm[material.tick(moment.at_ms) : material.tick(moment.at_ms + AFTER_MS) + 1] = False
    changes = np.flatnonzero(np.diff(np.concatenate([[False], is_calm, [False]]).astype(np.int8)))
    stretches = []
    for first, after in changes.reshape(-1, 2).tolist():
        start_ms, end_ms = first * TICK_MS, min(after * TICK_MS, material.duration_ms)
        if end_ms - start_ms >= LEAST_MS:
            stretches.append(Stretch(start_ms=start_ms, end_ms=end_ms, intensity=material.mean(start_ms, end_ms)))
    return tuple(sorted(stretches, key=lambda stretch: (stretch.start_ms - stretch.end_ms, stretch.start_ms)))
