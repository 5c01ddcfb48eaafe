"""The pictures of a video in full, upright, as 8-bit 4:2:0 planes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from reelbridge.core.errors import MediaError
from reelbridge.core.time import format_stamp, seconds_to_ms
from reelbridge.model.media import MediaInfo
from reelbridge.tools.video import find_picture, open_video

Plane = NDArray[np.uint8]

#: FFmpeg's names of 8-bit 4:2:0; all else is converted. The second is full range
_PLANAR = ("yuv420p", "yuvj420p")
#: sound may go on this long after the last picture of a whole file
_MAX_MISSING_MS = 1500
#: a stream with more damage than this is given up
_MAX_DAMAGED = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the samples of a video are meant, as FFmpeg numbers it (ITU-T H.273), and the shape of its pixels.

    `width` and `height` are even: H.264 with 4:2:0 has no other, so an odd picture loses its last column or row.
    `ticks` is the unit of times; `first_s` when the first picture is due, in seconds from the start of the file.
    """

    width: int
    height: int
    aspect: Fraction
    is_full_range: bool
    primaries: int
    transfer: int
    matrix: int
    ticks: Fraction
    first_s: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One frame. The planes may be views into the decoder's memory, which others read too: never write there.

    Attributes:
        number: from 0.
        pts: when it is due, in ticks from the start of the file.
        at_ms: the same in milliseconds.
        luma: (H, W) uint8.
        blue: (H/2, W/2) uint8, Cb.
        red: the same, Cr.
    """

    number: int
    pts: int
    at_ms: int
    luma: Plane
    blue: Plane
    red: Plane


class PictureReader:
    """Decodes a video from its beginning, as often as it is iterated, and gives the same pictures each time.

    Damaged pieces are left out; `break_note` says so after a whole turn, and if the picture ends early.

    Raises:
        MediaError: it cannot be opened, or no picture of it can be decoded.
    """

    def __init__(self, path: Path, media: MediaInfo) -> None:
        self._path = path
        self._turns = -media.rotation // 90
        self._duration_ms = media.duration_ms
        self.break_note: str | None = None
        self.look = self._look()

    def __iter__(self) -> Iterator[Picture]:
        number, last = 0, -1
        for pts, frame, ticks in self._decode():
            # a time that was there already: nobody sees such a picture
            if pts <= last:
                continue
            last = pts
            luma, blue, red = (np.rot90(plane, self._turns) for plane in self._planes(frame))
            height, width = self.look.height, self.look.width
            luma, blue, red = luma[:height, :width], blue[: height // 2, : width // 2], red[: height // 2, : width // 2]
            yield Picture(
                number=number, pts=pts, at_ms=seconds_to_ms(pts * ticks), luma=luma, blue=blue, red=red
            )  # fmt: skip
            number += 1

    def _look(self) -> Look:
        first = next(self._decode(), None)
        if first is None:
            raise MediaError(f"{self._path.name}: no picture of it can be decoded")
        pts, frame, ticks = first
        self._stored = (frame.width, frame.height)
        width, height = self._stored if self._turns % 2 == 0 else self._stored[::-1]
        with open_video(str(self._path)) as container:
            stream = find_picture(container)
            aspect = (stream.sample_aspect_ratio if stream else None) or Fraction(1)
        return Look(
            width=width - width % 2,
            height=height - height % 2,
            aspect=aspect if self._turns % 2 == 0 else 1 / aspect,
            is_full_range=frame.format.name.startswith("yuvj") or int(frame.color_range) == 2,
            primaries=int(frame.color_primaries),
            transfer=int(frame.color_trc),
            matrix=int(frame.colorspace),
            ticks=ticks,
            first_s=pts * ticks,
        )

    def _planes(self, frame: VideoFrame) -> tuple[Plane, Plane, Plane]:
        if (frame.width, frame.height) != self._stored or frame.format.name not in _PLANAR:
            width, height = self._stored
            frame = frame.reformat(width=width, height=height, format="yuvj420p" if self._is_full(frame) else "yuv420p")
        luma, blue, red = (_as_array(plane) for plane in frame.planes)
        return luma, blue, red

    def _is_full(self, frame: VideoFrame) -> bool:
        return frame.format.name.startswith("yuvj") or int(frame.color_range) == 2

    def _decode(self) -> Iterator[tuple[int, VideoFrame, Fraction]]:
        try:
            container = open_video(str(self._path))
        except (av.FFmpegError, OSError) as error:
            raise MediaError(f"{self._path.name}: cannot be opened as a video: {error.strerror}") from error
        with container:
            stream = find_picture(container)
            if stream is None:
                raise MediaError(f"{self._path.name}: has no picture")
            stream.codec_context.thread_count = 1
            ticks = stream.time_base or Fraction(1, av.time_base)
            origin = round(Fraction(container.start_time or 0, av.time_base) / ticks)
            packets: Any = container.demux(stream)
            last, damaged = 0, 0
            while True:
                try:
                    packet = next(packets, None)
                    if packet is None:
                        break
                    frames = packet.decode()
                except av.EOFError:
                    break
                except av.FFmpegError:
                    damaged += 1
                    if damaged > _MAX_DAMAGED:
                        break
                    continue
                for frame in frames:
                    if frame.pts is not None and frame.pts >= origin:
                        last = frame.pts - origin
                        yield last, frame, ticks
            self.break_note = self._note(seconds_to_ms(last * ticks), damaged)

    def _note(self, last_ms: int, damaged: int) -> str | None:
        if last_ms < self._duration_ms - _MAX_MISSING_MS:
            ends = f"{format_stamp(last_ms)} of {format_stamp(self._duration_ms)}"
            return f"the picture ends at {ends}: the file may be cut off"
        return f"the picture is damaged in {damaged} places, which were left out" if damaged else None


def _as_array(plane: Any) -> Plane:
    rows = np.frombuffer(plane, dtype=np.uint8).reshape(-1, plane.line_size)
    return rows[: plane.height, : plane.width]
