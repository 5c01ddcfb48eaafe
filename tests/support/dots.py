"""Videos with text in the dot code that the `dots` recognizer reads: they need no font and no model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 320, 568
#: pixels of one unit: a character is four units high and six wide
UNIT = 6
RATE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A text on screen from frame `first` until before frame `end`. `x` is its middle unless `left` is given."""

    text: str
    first: int
    end: int
    y: int = 450
    x: int = WIDTH // 2
    left: int | None = None
    drift: float = 0.0  # pixels a frame to the right


def draw_dots(text: str) -> NDArray[np.uint8]:
    """One line: bright bars and dots (235) on black (16)."""
    cells = np.full((4 * UNIT, (6 * len(text) - 1) * UNIT), 16, np.uint8)
    for number, char in enumerate(text):
        left = number * 6 * UNIT
        cells[:, left : left + UNIT - 1] = 235
        for bit in range(16):
            if ord(char) >> (15 - bit) & 1:
                x, y = left + (bit % 4 + 1) * UNIT + 1, bit // 4 * UNIT + 1
                cells[y : y + UNIT - 2, x : x + UNIT - 2] = 235
    return cells


def frames_of(
    shown: Sequence[Shown], count: int, size: tuple[int, int] = (HEIGHT, WIDTH)
) -> Iterator[NDArray[np.uint8]]:
    """Pictures with these texts over a ground that moves."""
    ground = np.random.default_rng(7).integers(30, 90, (size[0] // 8, size[1] // 4), np.uint8).repeat(8, 0).repeat(8, 1)
    for number in range(count):
        picture = np.roll(ground, -3 * number, axis=1)[:, : size[1]].copy()
        for item in shown:
            if item.first <= number < item.end:
                _place(picture, item, number)
        yield picture


def _place(picture: NDArray[np.uint8], item: Shown, number: int) -> None:
    for row, line in enumerate(item.text.split("\n")):
        drawn = draw_dots(line)
        left = item.left if item.left is not None else item.x - drawn.shape[1] // 2
        left += round(item.drift * (number - item.first))
        top = item.y + row * 6 * UNIT
        # a dark outline, as subtitles have
        picture[top - 3 : top + drawn.shape[0] + 3, left - 3 : left + drawn.shape[1] + 3] = 16
        picture[top : top + drawn.shape[0], left : left + drawn.shape[1]] = drawn


def write_video(
    path: Path,
    pictures: Iterator[NDArray[np.uint8]],
    *,
    steps_ms: Sequence[int] = (1000 // RATE,),
    faststart: bool = False,
) -> Path:
    """An H.264 video; `steps_ms` are the times from frame to frame, in turn."""
    with av.open(str(path), "w", options={"movflags": "+faststart"} if faststart else {}) as container:
        stream = container.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "crf": "14"})
        stream.pix_fmt = "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        at_ms = 0
        for number, picture in enumerate(pictures):
            if number == 0:
                stream.height, stream.width = picture.shape
            frame = av.VideoFrame.from_ndarray(picture, format="gray").reformat(format="yuv420p")
            frame.pts, frame.time_base = at_ms, Fraction(1, 1000)
            container.mux(stream.encode(frame))
            at_ms += steps_ms[number % len(steps_ms)]
        container.mux(stream.encode())
    return path
