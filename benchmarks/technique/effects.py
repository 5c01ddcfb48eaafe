"""What editors and weather do to pictures: transitions, flashes, fades at the ends."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.footage.scenery import Picture
from benchmarks.technique.truth import Boundary, Event

_WHITE = np.array((250, 250, 250), np.float32)
_BLACK = np.array((4, 4, 4), np.float32)
#: part of a fade in which the one colour stands alone
_HOLD = 0.12


def mix(boundary: Boundary, old: Picture, new: Picture, frame: int) -> Picture:
    """A frame of a gradual transition."""
    length = boundary.end_frame - boundary.start_frame
    share = (frame - boundary.start_frame + 1) / (length + 1)
    match boundary.kind:
        case "dissolve":
            return _weigh(new, old, share)
        case "fade":
            colour = np.broadcast_to(_WHITE if boundary.look == "white" else _BLACK, old.shape).astype(np.uint8)
            shown = min(1.0, abs(2 * share - 1) * (1 + _HOLD) - _HOLD) if abs(2 * share - 1) > _HOLD / 2 else 0.0
            return _weigh(old if share < 0.5 else new, colour, max(0.0, shown))
        case _:
            return _wipe(boundary.look, old, new, share)


def flash(picture: Picture, event: Event, frame: int) -> Picture:
    """Light that is gone after a few frames."""
    number, length = frame - event.start_frame, event.end_frame - event.start_frame
    strength = 1.0 - 0.35 * number / length
    match event.look:
        case "double":  # lightning: the middle frame is as dark as before
            return picture if number == length // 2 else _light(picture, 0.9 * strength)
        case "partial":
            return _light(picture, 0.5 * strength)
        case "side":
            width = picture.shape[1]
            slope = np.linspace(0.95, 0.15, width, dtype=np.float32) * np.float32(strength)
            return _light(picture, (slope if event.start_frame % 2 else slope[::-1])[None, :, None])
        case _:
            return _light(picture, 0.93 * strength)


def edge(picture: Picture, event: Event, frame: int) -> Picture:
    """Up from black, or down to it."""
    share = (frame - event.start_frame + 0.5) / (event.end_frame - event.start_frame)
    share = share if event.look == "in" else 1 - share
    return np.asarray(picture * np.float32(share) + _BLACK * np.float32(1 - share), np.uint8)


def _weigh(one: Picture, other: Picture, share: float) -> Picture:
    return np.asarray(cv2.addWeighted(one, share, other, 1 - share, 0), np.uint8)


def _light(picture: Picture, strength: float | NDArray[np.float32]) -> Picture:
    share = np.float32(strength) if isinstance(strength, float) else strength
    return np.asarray(picture * (1 - share) + _WHITE * share, np.uint8)


def _wipe(look: str, old: Picture, new: Picture, share: float) -> Picture:
    """The new picture comes in from a side; `hard` or with an edge of a tenth of the picture that is `soft`."""
    side, sharpness = look.split(" ")
    across = side in ("left", "right")
    size = old.shape[1] if across else old.shape[0]
    soft = 0.1 * size if sharpness == "soft" else 1.0
    way = np.arange(size, dtype=np.float32) + 0.5
    front = share * (size + soft)
    cover = np.clip((front - way) / soft, 0, 1).astype(np.float32)
    cover = cover[::-1] if side in ("right", "down") else cover
    cover = cover[None, :, None] if across else cover[:, None, None]
    return np.asarray(old * (1 - cover) + new * cover + 0.5, np.uint8)
