"""The pictures of a video, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import av
import cv2
import numpy as np

from reelbridge.core.errors import MediaError
from reelbridge.core.time import format_stamp, seconds_to_ms
from reelbridge.model.media import MediaInfo
from reelbridge.subtitles.picture.pictures import Luma
from reelbridge.tools.video import find_picture, open_video

#: pixel formats whose first plane is 8-bit brightness and can be taken as it is; others are converted
_PLANAR = frozenset({"yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "nv12", "gray"})

#: sound may go on this long after the last picture of a whole file
_MAX_MISSING_MS = 1500

#: a stream with more damage than this is given up
_MAX_DAMAGED = 1000

_Skip = Literal["DEFAULT", "NONREF"]


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
    """

    def __init__(self, path: Path, media: MediaInfo) -> None:
        self._path = path
        self._rotation = media.rotation
        self._frame_ms = max(1, seconds_to_ms(1 / media.frame_rate)) if media.frame_rate else 40
        self._shape: tuple[int, int] | None = None
        self._duration_ms = media.duration_ms
        self.break_note: str | None = None

    def all(self) -> Iterator[Frame]:
        """Every frame."""
        return self._read(step_ms=0, skip="DEFAULT")

    def samples(self, step_ms: int) -> Iterator[Frame]:
        """One frame about every `step_ms`. Frames that no other depends on are skipped, which saves half the time."""
        return self._read(step_ms=step_ms, skip="NONREF")

    def _read(self, *, step_ms: int, skip: _Skip) -> Iterator[Frame]:
        """A frame's end is the start of the next one, so each is handed out when the next is known."""
        waiting: tuple[int, Any] | None = None
        due_ms = 0
        for start_ms, picture in self._decode(skip):
            if waiting is not None and start_ms <= waiting[0]:
                continue
            if waiting is not None and waiting[0] >= due_ms:
                due_ms = max(due_ms + step_ms, waiting[0] + step_ms // 2)
                yield self._frame(waiting[1], waiting[0], start_ms)
            waiting = (start_ms, picture)
        if waiting is not None and waiting[0] >= due_ms:
            yield self._frame(waiting[1], waiting[0], waiting[0] + self._frame_ms)

    def _frame(self, picture: Any, start_ms: int, end_ms: int) -> Frame:
        luma = _luma_of(picture)
        self._shape = self._shape or (luma.shape[0], luma.shape[1])
        if luma.shape != self._shape:
            resized = cv2.resize(np.ascontiguousarray(luma), self._shape[::-1], interpolation=cv2.INTER_AREA)
            luma = np.asarray(resized, dtype=np.uint8)
        return Frame(start_ms=start_ms, end_ms=end_ms, luma=np.rot90(luma, -self._rotation // 90))

    def _decode(self, skip: _Skip) -> Iterator[tuple[int, Any]]:
        try:
            container = open_video(str(self._path))
        except (av.FFmpegError, OSError) as error:
            raise MediaError(f"{self._path.name}: cannot be opened as a video: {error.strerror}") from error
        with container:
            stream = find_picture(container)
            if stream is None:
                raise MediaError(f"{self._path.name}: has no picture")
            # several episodes are read side by side, one core each
            stream.codec_context.thread_count = 1
            stream.codec_context.skip_frame = skip
            origin = Fraction(container.start_time or 0, av.time_base)
            last_ms, damaged = 0, 0
            packets = container.demux(stream)
            while True:
                try:
                    packet = next(packets, None)
                    if packet is None:
                        break
                    pictures = packet.decode()
                except av.EOFError:
                    break
                except av.FFmpegError:
                    damaged += 1
                    if damaged > _MAX_DAMAGED:
                        break
                    continue
                for picture in pictures:
                    if picture.pts is None or picture.time_base is None:
                        continue
                    last_ms = seconds_to_ms(picture.pts * picture.time_base - origin)
                    if last_ms >= 0:
                        yield last_ms, picture
            self.break_note = self._note(last_ms, damaged)

    def _note(self, last_ms: int, damaged: int) -> str | None:
        if last_ms < self._duration_ms - _MAX_MISSING_MS:
            ends = f"{format_stamp(last_ms)} of {format_stamp(self._duration_ms)}"
            return f"the picture ends at {ends}: the file may be cut off"
        return f"the picture is damaged in {damaged} places, which were left out" if damaged else None


def _luma_of(picture: Any) -> Luma:
    if picture.format.name not in _PLANAR:
        return np.asarray(picture.to_ndarray(format="gray"), dtype=np.uint8)
    plane = picture.planes[0]
    rows = np.frombuffer(plane, dtype=np.uint8).reshape(-1, plane.line_size)
    return rows[: picture.height, : picture.width]
