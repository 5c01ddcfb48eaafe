"""How often our own reader asks its networks: the same reading once more, in a process that counts."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.reading.answer import Answer, write_answer
from reelbridge.app.local_work import LocalWork
from reelbridge.graph.step import NoParams
from reelbridge.ingest.probe import probe
from reelbridge.subtitles.burned.reader import read_burned_in
from reelbridge.subtitles.ocr.rapid import rapid_recognizer
from reelbridge.subtitles.ocr.recognizers import Reading
from reelbridge.subtitles.picture.pictures import Area, Luma

LANGUAGE = "zh-Hans"


class CountingRecognizer:
    """The default engine, counted."""

    def __init__(self) -> None:
        self._engine = rapid_recognizer(LANGUAGE)
        self.detections = self.recognitions = 0

    def detect(self, picture: Luma) -> tuple[Area, ...]:
        """One call of the detection network."""
        self.detections += 1
        return self._engine.detect(picture)

    def recognize(self, pictures: Sequence[Luma]) -> tuple[Reading, ...]:
        """One call of the recognition network for each line."""
        self.recognitions += len(pictures)
        return self._engine.recognize(pictures)


def count_calls(video: Path) -> Answer:
    """The calls; the lines are left out, since the command itself is asked for them."""
    engine = CountingRecognizer()
    with tempfile.TemporaryDirectory() as folder:
        work = LocalWork(Path(folder))
        media = probe(work, NoParams(), source=work.take(video))
        read_burned_in(work, media, engine, LANGUAGE)
    return Answer(lines=(), detections=engine.detections, recognitions=engine.recognitions)


if __name__ == "__main__":
    write_answer(count_calls(Path(sys.argv[1])), Path(sys.argv[2]))
