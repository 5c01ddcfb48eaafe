"""Why a moment counts, in a director's words and with what was measured."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

import numpy as np

from reelbridge.core.errors import ReelbridgeError
from reelbridge.model.signal import TICK_MS
from reelbridge.model.study import Reason
from reelbridge.technique.drama.cutting import WINDOW_MS
from reelbridge.technique.drama.ingredients import camera_shares
from reelbridge.technique.drama.material import Material
from reelbridge.technique.drama.spoken import Line

#: words for lines by their heat, from the hottest
_HEAT_WORDS = ((60.0, "is hot"), (30.0, "is warm"), (0.0, "is calm"))
_CAMERA_WORDS = {
    "pan": "the camera pans over {value:.0f} % of the picture's width in a second",
    "tilt": "the camera tilts over {value:.0f} % of the picture's height in a second",
    "zoom": "things grow or shrink by {value:.0f} % in a second as the camera zooms or moves",
    "shake": "the camera shakes by {value:.1f} % of the picture's width",
}


def total_of(reasons: Iterable[Reason]) -> float:
    """What reasons add up to."""
    return float(sum(reason.points for reason in reasons))


def explain_heat(line: Line) -> str:
    """How hot a line is, and by what."""
    word = next(word for least, word in _HEAT_WORDS if line.heat >= least)
    subject = f"the line {line.quoted}" if line.is_spoken else f"the text {line.quoted} in the picture"
    why = f": {', '.join(line.hot_for)}" if line.hot_for else ""
    return f"{subject} {word} ({line.heat:.0f} of 100{why})"


def explain_part(material: Material, part: str, first: int, last: int) -> str:
    """What one ingredient does from tick `first` to `last`, both included: its highest value there."""
    spot = first + int(np.argmax(material.shares[part][first : last + 1]))
    if part == "cut-rate":
        return _explain_cuts(material, spot)
    if part == "motion":
        return _explain_motion(material, spot)
    if part == "loudness-rise":
        return _explain_loudness(material, spot)
    if part == "close-up":
        return f"a face fills {material.signals['face-height'][spot]:.0f} % of the picture's height"
    if part == "speech-rate":
        return f"lines run at {material.signals['speech-rate'][spot]:.1f} characters a second"
    if part == "heat":
        line = hottest_line(material, first, last)
        return explain_heat(line) if line else f"the words are hot ({material.signals['heat'][spot]:.0f} of 100)"
    raise ReelbridgeError(f"nobody knows how to explain the ingredient {part!r}")


def hottest_line(material: Material, first: int, last: int) -> Line | None:
    """The hottest of the lines that are on screen at some time from tick `first` to `last`."""
    start, end = first * TICK_MS, (last + 1) * TICK_MS
    here = [line for line in material.lines_between(start, end) if line.heat > 0]
    return max(here, key=lambda line: line.heat, default=None)


def _explain_cuts(material: Material, spot: int) -> str:
    middle = (spot + 0.5) * TICK_MS
    starts = material.cut_starts
    count = bisect_left(starts, middle + WINDOW_MS / 2) - bisect_left(starts, middle - WINDOW_MS / 2)
    times = {0: "does not cut", 1: "cuts once", 2: "cuts twice"}.get(count, f"cuts {count} times")
    return f"the picture {times} within {WINDOW_MS // 1000} s"


def _explain_motion(material: Material, spot: int) -> str:
    here = {name: values[spot : spot + 1] for name, values in material.signals.items()}
    moves = {name: float(share[0]) for name, share in camera_shares(here).items()}
    share = material.shares["motion"][spot]
    strongest = max(moves, key=lambda name: moves[name], default="")
    if strongest and moves[strongest] >= share > 0:
        return _CAMERA_WORDS[strongest].format(value=abs(material.signals[strongest][spot]))
    motion = material.signals.get("subject-motion")
    value = 0.0 if motion is None else float(np.nan_to_num(motion[spot]))
    return f"the picture moves by {value:.1f} of 255 grey levels from frame to frame"


def _explain_loudness(material: Material, spot: int) -> str:
    rise, above = (float(values[spot]) for values in material.louder or ((0.0,) * material.ticks,) * 2)
    if rise >= above:
        return f"it gets {rise:.0f} LU louder within 2 s"
    return f"it is {above:.0f} LU louder than the episode as a whole"
