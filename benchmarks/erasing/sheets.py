"""Contact sheets: the places of some lines before, after each way, and as they truly are, for people to look at."""

from __future__ import annotations

from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.footage.making import ERASED
from benchmarks.footage.truth import TextKind, Truth

Picture = NDArray[np.uint8]

_LINES = 6
_WIDTH = 480


def write_sheet(truth: Truth, films: dict[str, Path], path: Path) -> None:
    """A row for each of some lines, a column for each film, in the order given."""
    lines = truth.of(TextKind.DIALOGUE)
    chosen = [lines[int(place)] for place in np.linspace(0, len(lines) - 1, min(_LINES, len(lines)))]
    moments = {(text.start_frame + text.end_frame) // 2: text for text in chosen}
    top = min(text.top for text in truth.of(*ERASED))
    bottom = max(text.bottom for text in truth.of(*ERASED))
    more = (bottom - top) // 2
    rows = slice(max(0, top - more), min(truth.height, bottom + more))
    columns = [_column(film, title, set(moments), rows) for title, film in films.items()]
    cv2.imwrite(str(path), np.hstack(columns))


def _column(film: Path, title: str, moments: set[int], rows: slice) -> Picture:
    crops = []
    with av.open(str(film)) as container:
        container.streams.video[0].thread_type = "AUTO"
        for number, frame in enumerate(container.decode(video=0)):
            if number in moments:
                crop = frame.to_ndarray(format="bgr24")[rows]
                height = round(crop.shape[0] * _WIDTH / crop.shape[1])
                crops.append(cv2.resize(crop, (_WIDTH, height), interpolation=cv2.INTER_AREA))
    head = np.full((28, _WIDTH, 3), 255, np.uint8)
    cv2.putText(head, title, (6, 20), cv2.FONT_HERSHEY_SIMPLEX, 0.55, (0, 0, 0), 1, cv2.LINE_AA)
    edged = [cv2.copyMakeBorder(crop, 2, 2, 2, 2, cv2.BORDER_CONSTANT, value=(255, 255, 255)) for crop in crops]
    head = np.pad(head, ((0, 0), (2, 2), (0, 0)), constant_values=255)
    return np.vstack([head, *edged]).astype(np.uint8)
