"""What the camera does in a shot, in one word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelbridge.model.shot import CameraMove
from reelbridge.technique.watching.path import Path

#: % of the picture's width a second: a slower turn takes over twenty seconds to bring in a new picture, and reads as
#: an unsteady tripod. Ours, from looking at clips
_MIN_TURN = 4.0
#: % a second: the sides of the picture then go outwards by half of it. A slow push-in of 5 % over 3 s is a little
#: faster; a drawing that breathes by 2 % over a shot is not. Ours
_MIN_GROWTH = 1.5
#: % of the picture's width, the median distance from the smooth path (a mean would count where a pan starts or stops):
#: tripods stay far below, hands lie above. Ours
_MIN_SHAKE = 0.2
#: in a shaken picture a move must be this many times as fast to be one: hands sway
_SURE = 2.0

#: places on each side over which speed is taken: one second in all, as a hand sways faster than that; and a quarter of
#: a second, in which it has to go the same way at half the speed at least: so a move begins and ends when it does
_LONG, _SHORT, _GOING = 12, 3, 0.5

#: column of the speed, its least, and what it is called to either side
_KINDS = (
    (0, _MIN_TURN, CameraMove.PAN_LEFT, CameraMove.PAN_RIGHT),
    (1, _MIN_TURN, CameraMove.TILT_UP, CameraMove.TILT_DOWN),
    (2, _MIN_GROWTH, CameraMove.ZOOM_OUT, CameraMove.ZOOM_IN),
)


def name_move(paths: Sequence[Path]) -> CameraMove:
    """What the camera does for the longest part of a shot; locked off where nothing is known.

    Args:
        paths: those of the shot.
    """
    lasts: dict[CameraMove, int] = {}
    for path in paths:
        least = np.array([least for _, least, _, _ in _KINDS])
        speed, now = path.speed(_LONG) / least, path.speed(_SHORT) / least
        is_shaken = bool(np.sqrt(np.median(path.shake())) >= _MIN_SHAKE)
        is_going = (np.abs(speed) >= (_SURE if is_shaken else 1.0)) & (now * np.sign(speed) >= _GOING)
        strongest = np.where(is_going, np.abs(speed), 0.0).argmax(axis=1)
        is_moving = is_going.any(axis=1)
        for column, _, back, forth in _KINDS:
            here = speed[is_moving & (strongest == column), column]
            for move, count in ((back, np.count_nonzero(here < 0)), (forth, np.count_nonzero(here > 0))):
                lasts[move] = lasts.get(move, 0) + int(count)
        rest = CameraMove.HANDHELD if is_shaken else CameraMove.LOCKED
        lasts[rest] = lasts.get(rest, 0) + int(np.count_nonzero(~is_moving))
    return max(lasts, key=lambda move: lasts[move]) if lasts else CameraMove.LOCKED
