"""The pictures of a video, one after the other, upright and grey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from reelbridge.core.time import seconds_to_ms
from reelbridge.model.media import MediaInfo
from reelbridge.subtitles.picture.pictures import Luma
from reelbridge.tools.video import Glimpses, PictureStream, Skip, view_plane

#: pixel formats whose first plane is 8-bit brightness and can be taken as it is; others are converted
_PLANAR = frozenset({"yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "nv12", "gray"})


#: this long after a cut a line of dialogue has come, and may not yet be gone
_GLIMPSE_MS = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A picture upright as a viewer sees it, on screen from `start_ms` until before `end_ms`.

    `luma` may be a view into the decoder's memory: copy what outlives the loop.
    """

    start_ms: int
    end_ms: int
    luma: Luma


class FrameReader:
    """Decodes a video from its beginning, as often as it is iterated.

    Damaged pieces are left out; `break_note` says so afterwards, and if the picture ends early. Times are those of the
    file, so a variable frame rate needs no special care. All pictures have the size of the first one.

    Args:
        path: the video.
        media: what is known of it.
        threads: that decode at once.
    """

    def __init__(self, path: Path, media: MediaInfo, *, threads: int = 1) -> None:
        self._path = path
        self._rotation = media.rotation
        self._frame_ms = max(1, seconds_to_ms(1 / media.frame_rate)) if media.frame_rate else 40
        self._shape: tuple[int, int] | None = None
        self._duration_ms = media.duration_ms
        self._threads = threads
        self.break_note: str | None = None

    def all(self) -> Iterator[Frame]:
        """Every frame."""
        return self._read(step_ms=0, skip="DEFAULT")

    def glimpses(self, step_ms: int) -> Iterator[Frame]:
        """One frame a little after a key frame, about every `step_ms`: a fraction of the work of decoding all.

        There are as many as the video has key frames that far apart.
        """
        stream = PictureStream(self._path, skip="NONREF", glimpses=Glimpses(step_ms=step_ms, length_ms=_GLIMPSE_MS))
        last: tuple[int, Any] | None = None
        for start_ms, picture in stream:
            if last is not None and start_ms - last[0] > _GLIMPSE_MS:
                yield self._frame(last[1], last[0], last[0] + self._frame_ms)
            last = (start_ms, picture)
        if last is not None:
            yield self._frame(last[1], last[0], last[0] + self._frame_ms)

    def samples(self, step_ms: int) -> Iterator[Frame]:
        """One frame about every `step_ms`. Frames that no other depends on are skipped, which saves half the time."""
        return self._read(step_ms=step_ms, skip="NONREF")

    def _read(self, *, step_ms: int, skip: Skip) -> Iterator[Frame]:
        """A frame's end is the start of the next one, so each is handed out when the next is known."""
        waiting: tuple[int, Any] | None = None
        due_ms = 0
        stream = PictureStream(self._path, threads=self._threads, skip=skip)
        for start_ms, picture in stream:
            if waiting is not None and start_ms <= waiting[0]:
                continue
            if waiting is not None and waiting[0] >= due_ms:
                due_ms = max(due_ms + step_ms, waiting[0] + step_ms // 2)
                yield self._frame(waiting[1], waiting[0], start_ms)
            waiting = (start_ms, picture)
        if waiting is not None and waiting[0] >= due_ms:
            yield self._frame(waiting[1], waiting[0], waiting[0] + self._frame_ms)
        if skip == "DEFAULT":
            self.break_note = stream.break_note(self._duration_ms)

    def _frame(self, picture: Any, start_ms: int, end_ms: int) -> Frame:
        luma = _luma_of(picture)
        self._shape = self._shape or (luma.shape[0], luma.shape[1])
        if luma.shape != self._shape:
            resized = cv2.resize(np.ascontiguousarray(luma), self._shape[::-1], interpolation=cv2.INTER_AREA)
            luma = np.asarray(resized, dtype=np.uint8)
        return Frame(start_ms=start_ms, end_ms=end_ms, luma=np.rot90(luma, -self._rotation // 90))


def _luma_of(picture: Any) -> Luma:
    if picture.format.name not in _PLANAR:
        return np.asarray(picture.to_ndarray(format="gray"), dtype=np.uint8)
    return view_plane(picture.planes[0])
