"""A closer look at a frame every now and then, for faces and for a small picture of the shot."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.technique.pictures.frames import Plane, SmallFrame
from reelbridge.technique.watching.faces import FaceDetector

#: ms between looks: a face comes and goes more slowly
_EVERY_MS = 400
#: ms after a likely cut: the shot after it has settled, and one of 0.3 s is not over
_SETTLED_MS = 80
#: a likely cut: grey levels of 255 that the picture changes from frame to frame, and times its usual change. Shots are
#: known only at the end; a look too many costs little
_MIN_CHANGE, _MIN_TIMES = 6.0, 3.0
#: what the usual change keeps of itself from frame to frame
_MEMORY = 0.9
#: px: the picture in which faces are looked for has this height, or less if it has more px in all: 4 to 7 ms
_FACE_HEIGHT, _FACE_PIXELS = 256, 60_000
#: px: the longer side of a picture of the film strip
THUMBNAIL_SIDE = 160
#: of the pictures that wait to be chosen; they are written once more in the strip
_QUALITY = 92
#: bytes of waiting pictures in memory before they go to a file: half an hour's
_IN_MEMORY = 16_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the looks saw, a row a look.

    Attributes:
        frame: (N,) index of the frame.
        start_ms: (N,) when it comes on screen.
        face_height: (N,) of the largest face as a share of the picture's height; 0 for no face.
        faces: (N,) how many.
    """

    frame: NDArray[np.int64]
    start_ms: NDArray[np.int64]
    face_height: NDArray[np.float64]
    faces: NDArray[np.int64]


class Glances:
    """Is shown every frame of a video while its full picture is there. To be used with `with`.

    Of each look it keeps four numbers in memory and a small JPEG, which goes to a file when there are many.

    Args:
        faces: who finds faces; None if nobody looks for them.
        folder: for that file, which is removed at the end.
    """

    def __init__(self, faces: FaceDetector | None, folder: Path) -> None:
        self._faces = faces
        self._pictures = SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(folder))  # noqa: SIM115
        self._places = array("q", [0])
        self._frame, self._start_ms, self._count = array("q"), array("q"), array("q")
        self._face_height = array("f")
        self._before: Plane | None = None
        self._usual = 0.0
        self._looked_ms = -_EVERY_MS
        self._cut_ms: int | None = None

    def __enter__(self) -> Glances:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pictures.close()

    def feed(self, frame: SmallFrame) -> None:
        """Look at the frame if a look is due."""
        if self._is_likely_cut(frame.luma):
            self._cut_ms = frame.start_ms
        is_settled = self._cut_ms is not None and frame.start_ms - self._cut_ms >= _SETTLED_MS
        if is_settled or frame.start_ms - self._looked_ms >= _EVERY_MS:
            self._looked_ms, self._cut_ms = frame.start_ms, None
            self._look(frame)

    def looked(self) -> Looked:
        """All looks so far."""
        return Looked(
            frame=np.array(self._frame, dtype=np.int64),
            start_ms=np.array(self._start_ms, dtype=np.int64),
            face_height=np.array(self._face_height, dtype=np.float64),
            faces=np.array(self._count, dtype=np.int64),
        )

    def picture(self, look: int) -> NDArray[np.uint8]:
        """(H, W, 3) uint8 BGR, upright: the small picture of a look, counted from 0."""
        start, end = self._places[look], self._places[look + 1]
        self._pictures.seek(start)
        coded = np.frombuffer(self._pictures.read(end - start), dtype=np.uint8)
        return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), dtype=np.uint8)

    def _is_likely_cut(self, luma: Plane) -> bool:
        before, self._before = self._before, luma
        if before is None:
            return False
        change = cv2.norm(before, luma, cv2.NORM_L1) / luma.size
        usual, self._usual = self._usual, self._usual * _MEMORY + change * (1 - _MEMORY)
        return change >= max(_MIN_CHANGE, usual * _MIN_TIMES)

    def _look(self, frame: SmallFrame) -> None:
        rows, columns = frame.luma.shape
        height = min(_FACE_HEIGHT, int((_FACE_PIXELS * rows / columns) ** 0.5))
        picture = frame.colour(max(2, height // 2 * 2))
        found = self._faces.find(picture) if self._faces is not None else ()
        largest = found[0].height if found else 0.0
        self._frame.append(frame.index)
        self._start_ms.append(frame.start_ms)
        self._face_height.append(largest)
        self._count.append(len(found))
        small = cv2.resize(picture, thumbnail_size(rows, columns), interpolation=cv2.INTER_AREA)
        _, coded = cv2.imencode(".jpg", small[:, :, ::-1], (cv2.IMWRITE_JPEG_QUALITY, _QUALITY))
        self._pictures.seek(self._places[-1])
        self._pictures.write(coded.tobytes())
        self._places.append(self._places[-1] + len(coded))


def thumbnail_size(rows: int, columns: int) -> tuple[int, int]:
    """Width and height in px of a small picture in the proportion of one with so many rows and columns."""
    longer = max(rows, columns)
    return max(2, round(columns / longer * THUMBNAIL_SIDE)), max(2, round(rows / longer * THUMBNAIL_SIDE))
