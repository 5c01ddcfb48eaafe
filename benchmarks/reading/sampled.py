"""The plain way: five frames a second, detection and recognition of each, neighbours of like text joined."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.reading.answer import Answer, write_answer
from benchmarks.reading.engine import Engine, Seen, as_lines, frames_of, merge, true_band

_FRAMES_A_SECOND = 5
_LIKENESS = 0.8


def read(video: Path) -> Answer:
    """The lines of a clip."""
    truth, rows = true_band(video)
    engine = Engine()
    step = float(truth.rate) / _FRAMES_A_SECOND
    seen, due = [], 0.0
    for number, frame in enumerate(frames_of(video)):
        if number < due:
            continue
        due += step
        if text := engine.read(frame[rows]):
            seen.append(Seen(text=text, first=number, end=round(number + step)))
    lines = as_lines(merge(seen, _LIKENESS, max_gap=1), truth)
    return Answer(lines=lines, detections=engine.detections, recognitions=engine.recognitions)


if __name__ == "__main__":
    write_answer(read(Path(sys.argv[1])), Path(sys.argv[2]))
