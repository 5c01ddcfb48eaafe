"""The band of dialogue over the whole video: a text mask of every frame, a picture of every few."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.core.errors import StoreError
from reelbridge.subtitles.burned.band import Band
from reelbridge.subtitles.picture.frames import Frame
from reelbridge.subtitles.picture.mask import LINE_HEIGHT, Mask, pack, text_mask, unpack
from reelbridge.subtitles.picture.pictures import Luma, shrink

#: a picture is kept about every this many ms, so that a line of 0.4 s has two or three
KEEP_MS = 160
#: JPEG quality of the pictures kept: no character is read differently from 85 on
_QUALITY = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """What was recorded. Frame numbers count from 0; frame n is on screen from `edges_ms[n]` to `edges_ms[n + 1]`.

    `scale` leads from pixels of the strip to pixels of its masks; `kept` are the frames whose picture is there, with
    its place (offset, size) in `file`.
    """

    edges_ms: tuple[int, ...]
    packed: tuple[NDArray[np.uint8], ...]
    mask_shape: tuple[int, int]
    scale: float
    kept: tuple[tuple[int, int, int], ...]
    file: Path

    def __len__(self) -> int:
        return len(self.packed)

    def mask(self, frame: int) -> Mask:
        """The text mask of a frame."""
        return unpack(self.packed[frame], self.mask_shape)

    def picture(self, number: int) -> Luma:
        """The picture of `kept[number]`, in full size."""
        _, offset, size = self.kept[number]
        with self.file.open("rb") as stream:
            stream.seek(offset)
            data = stream.read(size)
        return np.asarray(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE), dtype=np.uint8)


class StripRecorder:
    """Takes frames in order. A mask takes about 4 KB of memory; the pictures, ten times that, go to a scratch file."""

    def __init__(self, band: Band, file: Path) -> None:
        self._band = band
        self._file = file
        self._scale = min(1.0, LINE_HEIGHT / band.line_height)
        self._edges_ms: list[int] = []
        self._end_ms = 0
        self._packed: list[NDArray[np.uint8]] = []
        self._shape = (0, 0)
        self._kept: list[tuple[int, int, int]] = []
        self._due_ms = 0
        self._size = 0
        file.write_bytes(b"")

    def add(self, frame: Frame) -> None:
        """One more frame."""
        strip = np.ascontiguousarray(frame.luma[self._band.top : self._band.bottom])
        mask = text_mask(shrink(strip, self._scale))
        self._shape = (mask.shape[0], mask.shape[1])
        if frame.start_ms >= self._due_ms:
            self._due_ms = frame.start_ms + KEEP_MS
            self._keep(strip)
        self._packed.append(pack(mask))
        self._edges_ms.append(frame.start_ms)
        self._end_ms = frame.end_ms

    def _keep(self, strip: Luma) -> None:
        data = cv2.imencode(".jpg", strip, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes()
        try:
            with self._file.open("ab") as stream:
                stream.write(data)
        except OSError as error:
            raise StoreError(f"cannot write to the scratch folder {self._file.parent}: {error.strerror}") from error
        self._kept.append((len(self._packed), self._size, len(data)))
        self._size += len(data)

    def finish(self) -> Strip:
        """The whole."""
        return Strip(
            edges_ms=(*self._edges_ms, self._end_ms),
            packed=tuple(self._packed),
            mask_shape=self._shape,
            scale=self._scale,
            kept=tuple(self._kept),
            file=self._file,
        )
