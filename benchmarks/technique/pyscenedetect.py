"""PySceneDetect with its default settings, its own reduction of the picture among them."""

from __future__ import annotations

import sys
from pathlib import Path

from scenedetect import AdaptiveDetector, ContentDetector, detect

from benchmarks.technique.answer import Answer, write_answer

_DETECTORS = {"content": ContentDetector, "adaptive": AdaptiveDetector}


def main() -> None:
    """`pyscenedetect.py content|adaptive VIDEO OUT`."""
    scenes = detect(sys.argv[2], _DETECTORS[sys.argv[1]]())
    times = tuple(round(1000 * start.seconds) for start, _ in scenes[1:])
    write_answer(Answer(times_ms=times), Path(sys.argv[3]))


if __name__ == "__main__":
    main()
