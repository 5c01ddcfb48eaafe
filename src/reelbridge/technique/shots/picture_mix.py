"""Shots by what a picture is made of: the one before, the one after, or a mix of both."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from reelbridge.model.shot import ShotList, Transition
from reelbridge.technique.pictures.frames import SmallFrame
from reelbridge.technique.shots.blends import find_blends
from reelbridge.technique.shots.changes import Burst, Change
from reelbridge.technique.shots.cuts import find_cuts
from reelbridge.technique.shots.detectors import DEFAULT_DETECTOR
from reelbridge.technique.shots.fades import find_fades
from reelbridge.technique.shots.grid import REGIONS, Cells, to_cells
from reelbridge.technique.shots.listing import list_shots
from reelbridge.technique.shots.soft_cuts import find_soft_cuts
from reelbridge.technique.shots.window import Window

#: frames that are looked at together, and frames at both ends that only give surroundings to the ones between them
_WINDOW = 192
_MARGIN = 48
#: frames by which a half of a fade may be apart from its darkest frames
_NEAR = 4
#: contrast of the one colour, as part of that of the picture that goes or comes
_FLATTER = 0.3


class PictureMix:
    """Looks at some seconds at a time, each with its surroundings, so that memory does not grow with the video.

    Of each frame it keeps its time, its contrast and the tone of its regions, in 24 bytes.
    """

    name: ClassVar[str] = DEFAULT_DETECTOR

    def __init__(self) -> None:
        self._cells: list[Cells] = []
        self._lumas: list[NDArray[np.uint8]] = []
        self._times = array("q")
        self._contrast = array("f")
        self._tones = bytearray()
        self._first = 0
        self._changes: list[Change] = []
        self._bursts: list[Burst] = []

    def feed(self, frame: SmallFrame) -> None:
        """Look at the next frame."""
        self._cells.append(to_cells(frame))
        self._lumas.append(frame.luma)
        self._times.append(frame.start_ms)
        if len(self._lumas) == _WINDOW:
            self._look(until=_WINDOW - _MARGIN)
            gone = _WINDOW - 2 * _MARGIN
            del self._cells[:gone], self._lumas[:gone]
            self._first += gone

    def finish(self, *, frame_rate: Fraction, duration_ms: int, notes: tuple[str, ...]) -> ShotList:
        """The shots of all that was fed."""
        if self._lumas:
            self._look(until=len(self._lumas))
        contrast = np.frombuffer(self._contrast, dtype=np.float32)
        tones = np.frombuffer(self._tones, dtype=np.uint8).reshape(-1, REGIONS)
        fades = find_fades(contrast, tones, self._bursts)
        return list_shots(
            _merge(fades, self._changes, contrast),
            self._bursts,
            times_ms=self._times,
            frame_rate=frame_rate,
            duration_ms=duration_ms,
            detector=self.name,
            notes=notes,
        )

    def _look(self, *, until: int) -> None:
        """Take in what lies in the middle of the window."""
        since = _MARGIN if self._first else 0
        window = Window(self._cells, self._lumas)
        self._contrast.extend(window.contrast(since, until).tolist())
        self._tones.extend(window.tones[since:until].tobytes())
        changes, bursts = find_cuts(window)
        changes += find_soft_cuts(window, changes, bursts)
        changes += find_blends(window, changes)
        first = self._first
        self._changes += [
            replace(change, start=change.start + first, end=change.end + first)
            for change in changes
            if since <= change.middle < until
        ]
        self._bursts += [
            Burst(start=burst.start + first, end=burst.end + first) for burst in bursts if since <= burst.start < until
        ]


def _merge(fades: Sequence[Change], others: Sequence[Change], contrast: NDArray[np.float32]) -> list[Change]:
    """All changes in order, without what lies in a fade and without a second one in the same place."""
    merged = [_widen(fade, others, contrast) for fade in fades]
    for change in sorted(others, key=lambda each: (each.start == each.end, each.start - each.end)):
        if not any(change.start <= other.end and other.start <= change.end for other in merged):
            merged.append(change)
    return sorted(merged, key=lambda each: each.start)


def _widen(fade: Change, others: Sequence[Change], contrast: NDArray[np.float32]) -> Change:
    """A fade with its ends where the dissolves begin and end that its halves look like: they see more than contrast."""
    start, end = fade.start, fade.end
    for each in others:
        if each.transition is not Transition.DISSOLVE:
            continue
        before, after = contrast[each.start - 1], contrast[min(each.end, len(contrast) - 1)]
        if fade.start - _NEAR < each.end <= fade.end and after < _FLATTER * before:
            start = min(start, each.start)
        elif fade.start <= each.start < fade.end + _NEAR and before < _FLATTER * after:
            end = max(end, each.end)
    return replace(fade, start=start, end=end)
