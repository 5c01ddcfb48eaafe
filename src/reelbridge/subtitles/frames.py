"""The pictures of a video, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import av
import numpy as np

from reelbridge.core.errors import MediaError
from reelbridge.core.time import format_stamp, seconds_to_ms
from reelbridge.model.media import MediaInfo
from reelbridge.subtitles.pictures import Luma

#: pixel formats whose first plane is 8-bit brightness and can be taken as it is; others are converted
_PLANAR = frozenset({"yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "nv12", "gray"})

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

    A stream that breaks ends the iteration early; `break_note` says so. Times are those of the file, so a variable
    frame rate needs no special care.
    """

    def __init__(self, path: Path, media: MediaInfo) -> None:
        self._path = path
        self._rotation = media.rotation
        self._frame_ms = max(1, seconds_to_ms(1 / media.frame_rate)) if media.frame_rate else 40
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
        return Frame(start_ms=start_ms, end_ms=end_ms, luma=np.rot90(_luma_of(picture), -self._rotation // 90))

    def _decode(self, skip: _Skip) -> Iterator[tuple[int, Any]]:
        try:
            container = av.open(str(self._path))
        except (av.FFmpegError, OSError) as error:
            raise MediaError(f"{self._path.name}: cannot be opened as a video: {error}") from error
        with container:
            if not container.streams.video:
                raise MediaError(f"{self._path.name}: has no picture")
            stream = container.streams.video[0]
            # several episodes are read side by side, one core each
            stream.codec_context.thread_count = 1
            stream.codec_context.skip_frame = skip
            origin = Fraction(container.start_time or 0, av.time_base)
            last_ms = 0
            try:
                for picture in container.decode(stream):
                    if picture.pts is None or picture.time_base is None:
                        continue
                    last_ms = seconds_to_ms(picture.pts * picture.time_base - origin)
                    if last_ms >= 0:
                        yield last_ms, picture
            except av.FFmpegError as error:
                self.break_note = f"the picture breaks off at {format_stamp(last_ms)}: {error.strerror}"


def _luma_of(picture: Any) -> Luma:
    if picture.format.name not in _PLANAR:
        return np.asarray(picture.to_ndarray(format="gray"), dtype=np.uint8)
    plane = picture.planes[0]
    rows = np.frombuffer(plane, dtype=np.uint8).reshape(-1, plane.line_size)
    return rows[: picture.height, : picture.width]
