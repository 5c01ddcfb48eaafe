"""The deterministic recognizer: reads text written in a dot code, so that the whole chain can be tried without a model.

A character is a bar of full height and a 4 x 4 grid of dots, its code point's sixteen bits, row by row, most
significant first. Bar and dots are bright on dark. A cell is `CELL` units wide and four units high.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from reelbridge.subtitles.ocr.recognizers import Reading
from reelbridge.subtitles.picture.pictures import Area, Luma

#: units: the bar, four dots and a space
CELL = 6
_BRIGHT = 128
#: a dot this far above or below is beyond doubt
_SURE = 64
#: how far apart two marks of one line may be, as a share of the bar's height
_REACH = 1.5


class DotRecognizer:
    """Finds bars, and reads the dots right of them."""

    def __init__(self, language: str = "zh-Hans") -> None:
        self.language = language

    def detect(self, picture: Luma) -> tuple[Area, ...]:
        """The rectangles around rows of cells."""
        bars = _bars(picture)
        rows: list[list[Area]] = []
        for bar in bars:
            last = rows[-1][-1] if rows else None
            if last and abs(bar.top - last.top) <= last.height / 4 and bar.left - last.right <= _REACH * last.height:
                rows[-1].append(bar)
            else:
                rows.append([bar])
        areas = []
        for row in rows:
            unit = row[0].height / 4
            areas.append(
                Area(
                    left=row[0].left,
                    top=min(bar.top for bar in row),
                    right=min(picture.shape[1], round(row[-1].left + (CELL - 1) * unit)),
                    bottom=max(bar.bottom for bar in row),
                )
            )
        return tuple(areas)

    def recognize(self, pictures: Sequence[Luma]) -> tuple[Reading, ...]:
        """The characters; a dot that is neither bright nor dark lowers the confidence."""
        return tuple(_read(picture) for picture in pictures)


def _bars(picture: Luma) -> list[Area]:
    """Marks at least three times as high as wide, row by row from the left."""
    bright = (picture >= _BRIGHT).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(bright, connectivity=8)
    bars = [
        Area(left=int(x), top=int(y), right=int(x + w), bottom=int(y + h))
        for x, y, w, h, _ in stats[1:]
        if h >= 8 and h >= 3 * w
    ]
    bars.sort(key=lambda bar: bar.top)
    ordered: list[Area] = []
    while bars:
        row = [bar for bar in bars if bar.top - bars[0].top <= bars[0].height / 4]
        bars = [bar for bar in bars if bar not in row]
        ordered += sorted(row, key=lambda bar: bar.left)
    return ordered


def _read(picture: Luma) -> Reading:
    text, confidences = "", []
    height, width = picture.shape
    for bar in _bars(picture):
        unit = bar.height / 4
        code, sureness = 0, 1.0
        for row in range(4):
            for column in range(4):
                x, y = round(bar.left + (column + 1.5) * unit), round(bar.top + (row + 0.5) * unit)
                level = int(picture[min(y, height - 1), min(x, width - 1)])
                code = code * 2 + (level >= _BRIGHT)
                sureness = min(sureness, abs(level - _BRIGHT) / _SURE)
        text += chr(code) if code and not 0xD800 <= code < 0xE000 else ""
        confidences += [min(1.0, sureness)] if code and not 0xD800 <= code < 0xE000 else []
    return Reading(text=text, confidences=tuple(confidences))
