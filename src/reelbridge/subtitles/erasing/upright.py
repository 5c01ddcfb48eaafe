"""The pictures of a video in full, upright, as 8-bit 4:2:0 planes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from reelbridge.core.errors import MediaError
from reelbridge.core.time import seconds_to_ms
from reelbridge.model.media import MediaInfo
from reelbridge.tools.video import PictureStream, find_picture, open_video, view_plane

Plane = NDArray[np.uint8]

#: FFmpeg's names of 8-bit 4:2:0; all else is converted. The second is full range
_PLANAR = ("yuv420p", "yuvj420p")


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
            is_full_range=self._is_full(frame),
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
        luma, blue, red = (view_plane(plane) for plane in frame.planes)
        return luma, blue, red

    def _is_full(self, frame: VideoFrame) -> bool:
        return frame.format.name.startswith("yuvj") or int(frame.color_range) == 2

    def _decode(self) -> Iterator[tuple[int, VideoFrame, Fraction]]:
        """Ticks since the start of the file, the frame, and the length of a tick in seconds."""
        stream = PictureStream(self._path)
        for _, frame in stream:
            ticks: Fraction = frame.time_base
            pts = frame.pts - round(stream.origin_s / ticks)
            if pts >= 0:
                yield pts, frame, ticks
        self.break_note = stream.break_note(self._duration_ms)
