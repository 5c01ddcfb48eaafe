"""The camera: where it looks in each frame of a shot."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.footage.scenery import Picture, Random
from benchmarks.technique.truth import Event, EventKind

#: pictures from which one blurred by movement is made, at most; one for every so many pixels
_EXPOSURES, _EXPOSURE_PX = 16, 5.0
#: part of the time between frames in which the shutter is open
_SHUTTER = 0.6


@dataclass(frozen=True, slots=True)
class Start:
    """Where a shot's camera stands first: shares of the free way across and down, and the part of the height seen."""

    across: float
    down: float
    part: float


class Camera:
    """Looks into a world that is larger than the picture.

    Args:
        world: (height, width) of the world.
        view: (height, width) of the picture.
        start: where it looks first.
        move: `locked`, `handheld`, `drift`, `zoom in`, `zoom out` or `eventful`.
        count: frames of the shot.
        events: pans and shakes, in frames of the shot.
    """

    def __init__(
        self,
        world: tuple[int, int],
        view: tuple[int, int],
        start: Start,
        move: str,
        count: int,
        events: tuple[Event, ...],
        random: Random,
    ) -> None:
        self._view = view
        time = np.arange(count + 1)
        share = time / max(1, count)
        across, down, part = (np.full(count + 1, each) for each in (start.across, start.down, start.part))
        if move == "drift":
            across += random.choice((-1, 1)) * random.uniform(0.05, 0.4) * share
        if move.startswith("zoom"):
            part *= np.exp(random.uniform(0.1, 0.35) * share * (-1 if move == "zoom in" else 1))
        for event in events:
            if event.kind is EventKind.WHIP:
                far = random.uniform(0.55, 0.8) * (1 if across[event.start_frame] < 0.5 else -1)
                length = event.end_frame - event.start_frame
                # rest, move in `length` frames, rest: the first moved frame is the event's first
                eased = np.clip((time - event.start_frame + 1) / length, 0, 1)
                across += far * (eased * eased * (3 - 2 * eased))
        self._part = np.clip(part, 0.3, 0.97)
        high = self._part * world[0]
        wide = np.minimum(high * view[1] / view[0], world[1] * 0.97)
        self._scale = wide / view[1]
        self._left = np.clip(across, 0.0, 1.0) * (world[1] - wide)
        self._top = np.clip(down, 0.0, 1.0) * (world[0] - wide * view[0] / view[1])
        if move != "locked":
            size = random.uniform(1.0, 4.0) if move in ("handheld", "eventful") else 0.6
            self._left += size * self._scale * _tremble(time, random)
            self._top += size * self._scale * _tremble(time, random)
        for event in events:
            if event.kind is EventKind.SHAKE:
                self._shake(event, random)

    def _shake(self, event: Event, random: Random) -> None:
        length = event.end_frame - event.start_frame
        size = random.uniform(14, 45)
        weight = np.sin(np.pi * (np.arange(length) + 1) / (length + 1)) ** 0.5
        for way in (self._left, self._top):
            jolts = np.sin(random.uniform(0.9, 1.9) * np.arange(length) + random.uniform(0, 6.28))
            jolts += random.uniform(-0.6, 0.6, length)
            way[event.start_frame : event.end_frame] += size * weight * jolts * self._scale[0]

    def look(self, world: Picture, number: int) -> Picture:
        """What is seen of the world in a frame of the shot, blurred as far as the camera moves."""
        ahead, scale = min(number + 1, len(self._left) - 1), self._scale[number]
        by = np.array([self._left[ahead] - self._left[number], self._top[ahead] - self._top[number]])
        back = np.array(
            [self._left[number] - self._left[max(0, number - 1)], self._top[number] - self._top[max(0, number - 1)]]
        )
        # a frame shows the way that led to it, never what lies ahead of the last one
        move = back if number else by
        count = int(np.clip(np.hypot(*move) * _SHUTTER / scale / _EXPOSURE_PX, 1, _EXPOSURES))
        if count == 1:
            return self._warp(world, self._left[number], self._top[number], scale)
        total = np.zeros((*self._view, 3), np.float32)
        for share in np.linspace(-_SHUTTER, 0, count):
            cv2.accumulate(
                self._warp(world, self._left[number] + move[0] * share, self._top[number] + move[1] * share, scale),
                total,
            )
        return np.asarray(total / count + 0.5, np.uint8)

    def _warp(self, world: Picture, left: float, top: float, scale: float) -> Picture:
        matrix: NDArray[np.float64] = np.array([[scale, 0, left], [0, scale, top]])
        flags = (cv2.INTER_AREA if scale > 1.4 else cv2.INTER_LINEAR) | cv2.WARP_INVERSE_MAP
        height, width = self._view
        return np.asarray(cv2.warpAffine(world, matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REFLECT))


def _tremble(time: NDArray[np.int64], random: Random) -> NDArray[np.float64]:
    """Of a hand: slow and quick together, about -1 to 1."""
    phase = random.uniform(0, 6.28, 3)
    return np.asarray(
        0.6 * np.sin(0.13 * time + phase[0])
        + 0.3 * np.sin(0.37 * time + phase[1])
        + 0.15 * np.sin(0.9 * time + phase[2])
    )
