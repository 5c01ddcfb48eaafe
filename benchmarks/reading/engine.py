"""What the other ways of reading share: RapidOCR as it comes, the frames, and the merging of neighbours."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import ratio

from benchmarks.footage.truth import TextKind, Truth, read_truth
from benchmarks.reading.answer import ReadLine
from reelbridge.core.text import has_han

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A text that was read in the frames from `first` until before `end`."""

    text: str
    first: int
    end: int


class Engine:
    """RapidOCR with its defaults, on all cores; it counts."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        self._engine: Any = RapidOCR(params={"Global.log_level": "critical"})
        self.detections = self.recognitions = 0

    def read(self, picture: Picture) -> str:
        """The rows of a picture from top to bottom; rows without Chinese are dropped, in its favour."""
        self.detections += 1
        answer = self._engine(picture, use_cls=False)
        if answer.txts is None or getattr(answer, "boxes", None) is None:
            return ""
        self.recognitions += len(answer.txts)
        rows = sorted(zip(answer.boxes, answer.txts, strict=True), key=lambda row: float(np.mean(row[0][:, 1])))
        texts = [text for _, text in rows]
        return "\n".join(text for text in texts if has_han(text) or not any(map(has_han, texts)))


def true_band(video: Path) -> tuple[Truth, slice]:
    """The rows of the picture where dialogue stands, half its height more on either side: told, not found, which
    favours those who ask. The lower two fifths where there is none."""
    truth = read_truth(video.with_suffix(".json"))
    texts = truth.of(TextKind.DIALOGUE, TextKind.SECOND)
    if not texts:
        return truth, slice(truth.height * 3 // 5, truth.height)
    top, bottom = min(text.top for text in texts), max(text.bottom for text in texts)
    more = (bottom - top) // 2
    return truth, slice(max(0, top - more), min(truth.height, bottom + more))


def frames_of(video: Path) -> Iterator[Picture]:
    """Every frame, decoded on all cores: (H, W, 3) BGR."""
    with av.open(str(video)) as container:
        container.streams.video[0].thread_type = "AUTO"
        for frame in container.decode(video=0):
            yield np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)


def merge(seen: Iterable[Seen], likeness: float, max_gap: int) -> list[Seen]:
    """Join neighbours, at most `max_gap` frames apart, whose texts are at least this alike (0 to 1)."""
    merged: list[Seen] = []
    for one in seen:
        last = merged[-1] if merged else None
        if last and one.first - last.end <= max_gap and ratio(last.text, one.text) >= 100 * likeness:
            merged[-1] = Seen(text=last.text, first=last.first, end=one.end)
        else:
            merged.append(one)
    return merged


def as_lines(seen: Iterable[Seen], truth: Truth) -> tuple[ReadLine, ...]:
    """With times in ms."""
    frame_ms = 1000 / float(truth.rate)
    return tuple(
        ReadLine(start_ms=round(one.first * frame_ms), end_ms=round(one.end * frame_ms), text=one.text)
        for one in seen
        if one.text
    )
