"""The way of RapidVideOCR 1: every frame made black and white, compared with the last one that was kept, what differs
is kept and read, neighbours of like text are joined.

After https://github.com/SWHL/RapidVideOCR, its first versions (video.py, utils.py): the method and its numbers, in our
own words. The person who runs it sets the height of the band and the level of white in a window by eye; here both come
from the truth.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np

from benchmarks.footage.lettering import LOOKS
from benchmarks.footage.truth import TextKind, Truth
from benchmarks.reading.answer import Answer, write_answer
from benchmarks.reading.engine import Engine, Picture, Seen, as_lines, frames_of, merge, true_band

#: its default level of white, for white letters
_WHITE = 243
#: darker letters get a level this far below their own grey
_BELOW = 20
#: share of pixels that differ in another frame: its `error_thr`, as we remember it
_DIFFERENT = 0.005
_LIKENESS = 0.6


def read(video: Path) -> Answer:
    """The lines of a clip."""
    truth, rows = true_band(video)
    level = _level(truth)
    engine = Engine()
    kept: list[tuple[int, Picture]] = []
    count = 0
    for number, frame in enumerate(frames_of(video)):
        grey = cv2.cvtColor(frame[rows], cv2.COLOR_BGR2GRAY)
        white = np.asarray(cv2.threshold(grey, level, 255, cv2.THRESH_BINARY)[1], np.uint8)
        if not kept or np.count_nonzero(white != kept[-1][1]) >= _DIFFERENT * white.size:
            kept.append((number, white))
        count = number + 1
    ends = [number for number, _ in kept[1:]] + [count]
    seen = []
    for (first, white), end in zip(kept, ends, strict=True):
        edge = 2 * white.shape[0]
        padded = cv2.copyMakeBorder(white, edge, edge, 0, 0, cv2.BORDER_CONSTANT, value=0)
        if text := engine.read(np.asarray(cv2.cvtColor(padded, cv2.COLOR_GRAY2BGR), np.uint8)):
            seen.append(Seen(text=text, first=first, end=end))
    # it joins whatever is next in its list, however long nothing was there
    lines = as_lines(merge(seen, _LIKENESS, max_gap=count), truth)
    return Answer(lines=lines, detections=engine.detections, recognitions=engine.recognitions)


def _level(truth: Truth) -> int:
    looks = {text.look for text in truth.of(TextKind.DIALOGUE)}
    greys = [np.dot((0.299, 0.587, 0.114), LOOKS[look].fill) for look in looks]
    return min([_WHITE, *(int(grey) - _BELOW for grey in greys if grey < 250)])


if __name__ == "__main__":
    write_answer(read(Path(sys.argv[1])), Path(sys.argv[2]))
