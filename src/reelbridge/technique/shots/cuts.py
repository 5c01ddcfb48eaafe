"""Hard cuts, and bursts of light that only look like them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reelbridge.model.shot import Transition
from reelbridge.technique.shots.changes import Burst, Change
from reelbridge.technique.shots.grid import LUMA_CELLS
from reelbridge.technique.shots.matching import is_same_shot
from reelbridge.technique.shots.window import Window

#: grey levels between two frames, and share of their cells, from which it is worth a closer look. Codec noise stays
#: below 1 level; a subtitle of two lines changes up to a tenth of the cells
_MIN_STEP = 2.5
_MIN_SHARE = 0.25

#: grey levels squared: a region in which less changes has no say
_MIN_CHANGE = 9.0
#: regions that have to have a say; a subtitle touches up to six, but changes few cells
_MIN_REGIONS = 3
#: in three of four regions so many times as much has to change as between the frames before and the frames after
_MIN_RATIO = 1.15
#: where few cells change, it has to be more sudden: the product of both at least
_MIN_SUDDEN = 0.45

#: frames in which a flash is over, and something that passes close to the camera
_BURST_FRAMES = 14
#: frames of dark in one flash at most
_FLICKER_FRAMES = 4
#: part of the change at its edge by which frames of a burst differ from each other at most, if it is a shot of its own
_STILL = 0.35
#: part of the change at a frame, from which the frames before it count as restless
_RESTLESS = 0.3
#: share of pieces found again, from which two pictures are of the same shot
_SAME = 0.55
#: likewise where nothing moves but at this one frame, from this ratio on: two shots may share their background
_VERY_SAME = 0.85
_VERY_SUDDEN = 5.0
#: grey levels by which a flash is brighter than the picture before and after
_FLASH_RISE = 6.0
#: part of the change at its edge that may be left when a flash is over: the camera moves on meanwhile
_LIT = 0.55
#: part of a flash that does not count any more
_AFTERGLOW = 0.1
#: grey levels by which a cell is darker for sure, and share of the cells that light may leave darker: something moves
_DARKER = 10.0
_MAX_DARKER = 0.1
#: frames: what is shorter is no shot
_SHORTEST = 4


def find_cuts(window: Window) -> tuple[list[Change], list[Burst]]:
    """The cuts of a window and its flashes, in order."""
    changes: list[Change] = []
    bursts: list[Burst] = []
    before_only, ratio = _ratios(window)
    is_far = (window.step >= _MIN_STEP) & (window.share >= _MIN_SHARE)
    is_sudden = (ratio >= _MIN_RATIO) & (ratio * window.share >= _MIN_SUDDEN)
    # a flash of one frame goes as suddenly as it comes, and light that flickers comes as suddenly as it went
    is_lit = np.diff(window.brightness, prepend=255) >= _FLASH_RISE
    resume = 1
    for place in np.flatnonzero(is_far & (is_sudden | is_lit)):
        at = int(place)
        flickers = bool(bursts) and at - bursts[-1].end < _FLICKER_FRAMES
        if at < resume or not (is_sudden[at] or flickers or before_only[at] >= _MIN_RATIO):
            continue
        if bursts and at - bursts[-1].end < _BURST_FRAMES and _is_again(window, bursts[-1].start - 1, at - 1, at):
            # lightning flickers: the same burst has not been over yet
            bursts[-1] = Burst(start=bursts[-1].start, end=at)
            continue
        before = _onset(window, at, lowest=resume - _SHORTEST if changes else 0)
        back = _returns(window, before, at)
        if back is not None:
            if _is_light(window, before + 1, back):
                back = _light_end(window, before, back)
                start = bursts.pop().start if flickers else before + 1
                bursts.append(Burst(start=start, end=back))
            resume = back + 1
        elif is_sudden[at] and not is_same_shot(
            window.lumas[at - 1], window.lumas[at], _SAME if ratio[at] < _VERY_SUDDEN else _VERY_SAME
        ):
            changes.append(Change(transition=Transition.CUT, start=at, end=at, confidence=1 - 1 / float(ratio[at])))
            resume = at + _SHORTEST
    return changes, bursts


def _ratios(window: Window) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """(n,) twice: how many times as much changes before each frame as before the two before it, and on both sides.

    In three of four regions it is at least that. 0 where too few regions change.
    """
    nearest = np.diagonal(window.distance, offset=1, axis1=1, axis2=2)
    padded = np.pad(nearest, ((0, 0), (2, 2)))
    # two on each side: where a rate was changed, every fourth frame or so is there twice
    before = np.maximum(np.maximum(padded[:, :-4], padded[:, 1:-3]), 1.0)
    around = np.maximum.reduce([before, padded[:, 3:-1], padded[:, 4:]])
    has_say = nearest >= _MIN_CHANGE
    voters = has_say.sum(axis=0)
    ratios = []
    for usual in (before, around):
        ratio = np.sort(np.where(has_say, nearest / usual, np.inf), axis=0)
        lowest = np.take_along_axis(ratio, (voters // 4)[None], axis=0)[0]
        ratio = np.where(voters >= _MIN_REGIONS, np.sqrt(np.minimum(lowest, 1e6)), 0)
        ratios.append(np.concatenate([[0], ratio]).astype(np.float32))
    return ratios[0], ratios[1]


def _onset(window: Window, at: int, *, lowest: int) -> int:
    """The last frame before the picture became restless, the frame before `at` if it was calm."""
    before = at - 1
    least = _RESTLESS * float(window.step[at])
    while before > max(lowest, at - _BURST_FRAMES) and window.step[before] >= least:
        before -= 1
    return before


def _returns(window: Window, before: int, at: int) -> int | None:
    """The first frame after a burst, if the picture from before it comes back; else None."""
    for back in range(at + 1, min(at + _BURST_FRAMES, window.count - 1) + 1):
        if _is_again(window, before, at, back):
            return None if _is_shot(window, at, back) else back
    return None


def _is_again(window: Window, before: int, at: int, back: int) -> bool:
    """Whether a frame after a burst shows what was seen before it."""
    change = max(window.apart(before, at), window.apart(back - 1, back))
    distance = window.apart(before, back)
    if distance > 0.7 * change:
        return False
    if distance < _LIT * change and _is_light(window, before + 1, back):
        return True
    if distance < 0.15 * change or distance < min(0.55 * change, 1.25 * _usual(window, before, back)):
        return True
    return is_same_shot(window.lumas[before], window.lumas[back], _SAME)


def _is_shot(window: Window, at: int, back: int) -> bool:
    """Whether what is seen for a moment stands still enough, and is not just light: somebody cuts to and fro."""
    if back - at < _SHORTEST or _is_light(window, at, back):
        return False
    inside = float(window.step[at + 1 : back].max())
    return inside < _STILL * min(float(window.step[at]), float(window.step[back]))


def _usual(window: Window, before: int, back: int) -> float:
    """How far frames are apart, before and after a burst, that have as many between them."""
    frames = back - before
    if before - frames < 0 or back + frames >= window.count:
        return 0.0
    return min(window.apart(before - frames, before), window.apart(back, back + frames))


def _is_light(window: Window, at: int, back: int) -> bool:
    """Whether some frames are brighter than those before and after, and hardly anything in them is darker."""
    brightness = window.brightness
    brightest = at + int(brightness[at:back].argmax())
    if brightness[brightest] < max(brightness[at - 1], brightness[back]) + _FLASH_RISE:
        return False
    rise = window.cells[:, brightest, :LUMA_CELLS] - window.cells[:, at - 1, :LUMA_CELLS]
    return float((rise < -_DARKER).mean()) <= _MAX_DARKER


def _light_end(window: Window, before: int, back: int) -> int:
    """The first frame in which the light is gone: the picture is known again before that."""
    brightness = window.brightness
    usual, peak = float(brightness[before]), float(brightness[before + 1 : back].max())
    while back + 1 < window.count and brightness[back] > usual + _AFTERGLOW * (peak - usual):
        if brightness[back + 1] > brightness[back] - 1:
            break
        back += 1
    return back
