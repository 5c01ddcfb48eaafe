"""How good an erased picture is. What is measured, exactly:

*Likeness.* PSNR of brightness between the decoded result and the clean picture, over the pixels that the true letters
cover (opacity above zero: outlines, shadows and boxes too), all frames of all lines in one mean square.

*Flicker.* Mean of |change of the result - change of the clean picture| from one frame to the next, in levels of
brightness, over pixels that letters cover in both frames; not across cuts and flashes. Changes are first averaged over
the covered pixels of a square of seven: grain comes and goes with each frame, no way can know it, and no viewer sees
that it is another one.

*Text left.* OCR of the place of each line (detection and recognition, one and a half line heights larger) in frames
after a quarter, half and three quarters of its time. It is left if at least a third of its characters can be read, in
their order. The share of lines, in the middle frame and in any of the three.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from benchmarks.footage.making import ERASED, text_mask
from benchmarks.footage.truth import Text, TextKind, Truth
from reelbridge.core.text import fold

Luma = NDArray[np.uint8]

_LEFT_SHARE = 1 / 3
_MOMENTS = (0.5, 0.25, 0.75)
_AROUND = (7, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Sums over one clip or several; `left_middle` and `left_any` count lines."""

    squares: float
    pixels: int
    flicker: float
    flicker_pixels: int
    lines: int
    left_middle: int
    left_any: int

    @property
    def psnr_db(self) -> float:
        """Likeness in the mask."""
        return float(10 * np.log10(255**2 / max(1e-9, self.squares / max(1, self.pixels))))

    @property
    def mean_flicker(self) -> float:
        """Levels a frame."""
        return self.flicker / max(1, self.flicker_pixels)


def add(qualities: Sequence[Quality]) -> Quality:
    """Several clips as one."""
    return Quality(
        squares=sum(each.squares for each in qualities),
        pixels=sum(each.pixels for each in qualities),
        flicker=sum(each.flicker for each in qualities),
        flicker_pixels=sum(each.flicker_pixels for each in qualities),
        lines=sum(each.lines for each in qualities),
        left_middle=sum(each.left_middle for each in qualities),
        left_any=sum(each.left_any for each in qualities),
    )


def compare(truth: Truth, result: Path, clean: Path, finder: LeftFinder) -> Quality:
    """Go through both films side by side.

    Raises:
        SystemExit: the result has another number of frames.
    """
    texts = truth.of(*ERASED)
    breaks = {frame + more for frame in (*truth.cuts, *truth.flashes) for more in (0, 1)}
    squares = flicker = 0.0
    pixels = flicker_pixels = number = 0
    before: tuple[NDArray[np.bool_], NDArray[np.int16]] | None = None
    for number, (own, true) in enumerate(zip(_lumas(result), _lumas(clean), strict=False)):
        mask = text_mask(texts, number, (truth.height, truth.width)) > 0
        if not mask.any():
            before = None
            finder.look(truth, number, own)
            continue
        gap = own.astype(np.int16) - true
        inside = gap[mask].astype(np.float64)
        squares, pixels = squares + float(inside @ inside), pixels + inside.size
        if before is not None and number not in breaks:
            total, count = _flicker(gap - before[1], mask & before[0])
            flicker, flicker_pixels = flicker + total, flicker_pixels + count
        before = (mask, gap)
        finder.look(truth, number, own)
    if number + 1 != truth.frames:
        raise SystemExit(f"{result.name} has {number + 1} frames; {truth.frames} expected")
    left = finder.take()
    return Quality(
        squares=squares,
        pixels=pixels,
        flicker=flicker,
        flicker_pixels=flicker_pixels,
        lines=len(truth.of(TextKind.DIALOGUE)),
        left_middle=sum(moments[0] for moments in left),
        left_any=sum(any(moments) for moments in left),
    )


def _flicker(change: NDArray[np.int16], mask: NDArray[np.bool_]) -> tuple[float, int]:
    """Sum over the mask of the size of the change, averaged around each pixel, and how many pixels that is."""
    covered = mask.astype(np.float32)
    if not mask.any():
        return 0.0, 0
    left, top, width, height = cv2.boundingRect(mask.astype(np.uint8))
    place = slice(top, top + height), slice(left, left + width)
    sums = cv2.blur(change[place] * covered[place], _AROUND, borderType=cv2.BORDER_CONSTANT)
    shares = cv2.blur(covered[place], _AROUND, borderType=cv2.BORDER_CONSTANT)
    inside = mask[place]
    return float(np.abs(sums[inside] / shares[inside]).sum(dtype=np.float64)), int(np.count_nonzero(inside))


class LeftFinder:
    """Reads the places of lines in frames that go by."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        # the default enlarges every place to 736 px in height, which takes twenty times as long and finds no more
        self._engine: Any = RapidOCR(
            params={"Global.log_level": "critical", "Det.limit_type": "max", "Det.limit_side_len": 1280}
        )
        self._left: dict[Text, list[bool]] = {}

    def look(self, truth: Truth, number: int, luma: Luma) -> None:
        """Read those lines whose moments this frame is."""
        for text in truth.of(TextKind.DIALOGUE):
            length = text.end_frame - text.start_frame
            for place, share in enumerate(_MOMENTS):
                if number == text.start_frame + int(length * share):
                    self._left.setdefault(text, [False] * len(_MOMENTS))[place] = self._is_left(text, luma)

    def take(self) -> tuple[tuple[bool, ...], ...]:
        """What was found since the last time."""
        left = tuple(tuple(moments) for moments in self._left.values())
        self._left.clear()
        return left

    def _is_left(self, text: Text, luma: Luma) -> bool:
        more = (text.bottom - text.top) * 3 // 4
        place = luma[max(0, text.top - more) : text.bottom + more, max(0, text.left - more) : text.right + more]
        answer = self._engine(cv2.cvtColor(np.ascontiguousarray(place), cv2.COLOR_GRAY2BGR), use_cls=False)
        true = fold(text.text)
        # without anything found, it answers with one empty text
        return any(LCSseq.similarity(true, fold(read)) >= _LEFT_SHARE * len(true) for read in answer.txts or ())


def _lumas(path: Path) -> Iterator[Luma]:
    """The brightness of every frame."""
    with av.open(str(path)) as container:
        container.streams.video[0].thread_type = "AUTO"
        for frame in container.decode(video=0):
            plane = frame.planes[0]
            rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)  # type: ignore[call-overload]
            yield rows[: frame.height, : frame.width]
