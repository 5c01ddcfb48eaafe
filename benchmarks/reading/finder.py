"""The way of RapidVideOCR from version 2 on: VideoSubFinder cuts the film into intervals, one frame of each is read.

VideoSubFinder is a program of its own for Windows; this is its method in short, by its documentation and settings
file: strong edges of each frame, those that stay for six frames are text, an interval ends when too many of its edges
are gone. After it, as https://github.com/SWHL/RapidVideOCR does: one picture of each interval, padded by its own height
above and below, through detection and recognition, one after the other.
"""

from __future__ import annotations

import sys
from collections import deque
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.reading.answer import Answer, write_answer
from benchmarks.reading.engine import Engine, Picture, Seen, as_lines, frames_of, merge, true_band

#: frames that a text stays at least: its `sub_frame_length`, as we remember its settings, like all values below
_STAYS = 6
#: strength of an edge, half the sum of absolute Sobel gradients: its `moderate_threshold`, a quarter of the
#: largest gradient (4 x 255)
_EDGE = 127
#: share of edge pixels in the band from which there is text
_DENSE = 0.008
#: share of an interval's edges that may be missing: its `vedges_points_line_error`
_GONE = 0.3


def read(video: Path) -> Answer:
    """The lines of a clip."""
    truth, rows = true_band(video)
    engine = Engine()
    seen = []
    for first, end, picture in _intervals(video, rows):
        height = picture.shape[0]
        padded = cv2.copyMakeBorder(picture, height, height, 0, 0, cv2.BORDER_CONSTANT, value=(0, 0, 0))
        if text := engine.read(np.asarray(padded, np.uint8)):
            seen.append(Seen(text=text, first=first, end=end))
    lines = as_lines(merge(seen, 1.0, max_gap=_STAYS), truth)
    return Answer(lines=lines, detections=engine.detections, recognitions=engine.recognitions)


def _intervals(video: Path, rows: slice) -> list[tuple[int, int, Picture]]:
    """First frame, end and one picture of every stretch in which the same edges stay."""
    recent: deque[NDArray[np.bool_]] = deque(maxlen=_STAYS)
    found: list[tuple[int, int, Picture]] = []
    current: tuple[int, NDArray[np.bool_], Picture] | None = None
    number = -1
    for number, frame in enumerate(frames_of(video)):
        band = frame[rows]
        edges = _edges(band)
        recent.append(edges)
        if current is not None:
            first, own, picture = current
            if np.count_nonzero(own & edges) < (1 - _GONE) * np.count_nonzero(own):
                found.append((first, number, picture))
                current = None
                recent.clear()
                recent.append(edges)
            continue
        if len(recent) == _STAYS:
            stable = np.logical_and.reduce(list(recent))
            if stable.mean() >= _DENSE:
                current = (number - _STAYS + 1, stable, band.copy())
    if current is not None:
        found.append((current[0], number + 1, current[2]))
    return found


def _edges(band: Picture) -> NDArray[np.bool_]:
    grey = cv2.cvtColor(band, cv2.COLOR_BGR2GRAY)
    across, down = cv2.Sobel(grey, cv2.CV_16S, 1, 0), cv2.Sobel(grey, cv2.CV_16S, 0, 1)
    strength = cv2.add(cv2.convertScaleAbs(across, alpha=0.5), cv2.convertScaleAbs(down, alpha=0.5))
    return np.asarray(strength >= _EDGE)


if __name__ == "__main__":
    write_answer(read(Path(sys.argv[1])), Path(sys.argv[2]))
