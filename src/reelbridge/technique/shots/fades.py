"""Fades: the picture loses all contrast, mostly into black or white, and another one comes up."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reelbridge.model.shot import Transition
from reelbridge.technique.shots.changes import Burst, Change

#: grey levels of contrast: a picture below is of one colour
_FLAT = 2.0
#: contrast of the flattest frame, as part of that of the picture before and after
_MAX_LEFT = 0.15
#: frames that a picture may take to go or to come
_MAX_RAMP = 60
#: part of its contrast that a picture may lose between two frames; more is a cut
_MAX_DROP = 0.55
#: how far the tones on the way may be from a mix of the picture and the one colour, as part of what lies between these
_MAX_ERROR = 0.12
#: grey levels: two pictures whose regions differ less are of the same shot
_SAME = 4.0


def find_fades(contrast: NDArray[np.float32], tones: NDArray[np.uint8], bursts: Sequence[Burst]) -> list[Change]:
    """All fades of a video, in order; also up from one colour at the beginning, and down to it at the end.

    The latter is a change that ends after the last frame: no shot follows it.

    Args:
        contrast: (n,) of each frame, grey levels.
        tones: (n, regions) mean brightness of the regions of each frame.
        bursts: flashes, which are no fades.
    """
    count = len(contrast)
    fades: list[Change] = []
    at = 0
    while at < count:
        lowest = _next_valley(contrast, at)
        if lowest is None:
            break
        dark, light = lowest
        at = light
        if any(burst.start < light and dark < burst.end for burst in bursts):
            continue
        fade = _fade_around(contrast, tones, dark, light)
        if fade is not None and (not fades or fade.start >= fades[-1].end):
            fades.append(fade)
            at = max(at, min(fade.end, count))
    return fades


def _next_valley(contrast: NDArray[np.float32], since: int) -> tuple[int, int] | None:
    """The next frames in a row that are of one colour, or the flattest frame of a short fade."""
    count = len(contrast)
    for at in range(since, count):
        here = contrast[at]
        if here < _FLAT:
            until = at + 1
            while until < count and contrast[until] < _FLAT:
                until += 1
            return at, until
        is_lowest = 0 < at < count - 1 and contrast[at - 1] >= here <= contrast[at + 1]
        if is_lowest and here < _MAX_LEFT * min(contrast[max(0, at - 16) : at].max(), contrast[at + 1 : at + 17].max()):
            return at, at + 1
    return None


def _fade_around(contrast: NDArray[np.float32], tones: NDArray[np.uint8], dark: int, light: int) -> Change | None:
    """The fade whose flattest frames are from `dark` until before `light`; None if it is none."""
    count = len(contrast)
    before, after = slice(max(0, dark - _MAX_RAMP), light), slice(dark, light + _MAX_RAMP)
    goes = _ramp(contrast[before][::-1], tones[before][::-1], light - dark)
    comes = _ramp(contrast[after], tones[after], light - dark)
    start = dark if goes is None else light - goes
    end = light if comes is None else dark + comes
    if goes is None and comes is None:
        return None
    confidence = 1.0 - float(contrast[dark:light].min()) / max(1.0, float(contrast[max(0, start - 1) : end + 1].max()))
    if dark == 0:
        if comes is None:
            return None
        return Change(transition=Transition.START, start=0, end=end, confidence=confidence)
    if light == count:
        return Change(transition=Transition.FADE, start=start, end=count, confidence=confidence)
    if start < 1 or end >= count:
        return None
    if np.abs(tones[start - 1].astype(np.float32) - tones[end]).mean() < _SAME:
        return None
    return Change(transition=Transition.FADE, start=start, end=end, confidence=confidence)


def _ramp(contrast: NDArray[np.float32], tones: NDArray[np.uint8], flat: int) -> int | None:
    """Frames from the first of a row until it has its full contrast; None if that comes at once.

    Args:
        contrast: of a row that begins with the flattest frames.
        tones: of the same row.
        flat: how many these are.
    """
    top = flat - 1
    full = float(contrast.max(initial=0.0))
    while top + 1 < len(contrast) and contrast[top + 1] > contrast[top] + 0.012 * full:
        top += 1
    full = float(contrast[top])
    rise = contrast[flat - 1 : top + 1] / max(full, 1e-6)
    if len(rise) < 4 or full < 2 * _FLAT or float(np.diff(rise).max()) > _MAX_DROP:
        return None
    one, other = tones[flat - 1].astype(np.float32), tones[top].astype(np.float32)
    mixes = one + rise[:, None] * (other - one)
    error = np.abs(tones[flat - 1 : top + 1] - mixes).mean()
    if error > _MAX_ERROR * np.abs(other - one).mean():
        return None
    # the line through a quarter and three quarters tells where it would be full: rounding hides the last step
    places = np.arange(len(rise), dtype=np.float32)
    quarter, most = (float(np.interp(level, rise, places)) for level in (0.25, 0.75))
    whole = quarter + 1.5 * (most - quarter)
    return flat - 1 + min(math.floor(whole + 0.75), len(rise) - 1)
