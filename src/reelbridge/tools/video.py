"""Opening and decoding videos from outside with PyAV, the same way in every room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import av
import numpy as np
from av.container import InputContainer
from av.packet import Packet
from av.stream import Disposition
from av.video.stream import VideoStream
from numpy.typing import NDArray

from reelbridge.core.errors import MediaError
from reelbridge.core.time import format_stamp, seconds_to_ms
from reelbridge.tools.ffmpeg import SAFE_INPUT

#: a stream with more damage than this is given up
_MAX_DAMAGED = 1000

#: sound may go on this long after the last picture of a whole file
_MAX_MISSING_MS = 1500

#: which frames a decoder leaves out: none, or those that no other needs
Skip = Literal["DEFAULT", "NONREF"]


def open_video(path: str) -> InputContainer:
    """Open a file as a container of video, and let it reach no other file. To be used with `with`.

    Raises:
        av.error.FFmpegError: it is no container of video.
    """
    return av.open(path, options=dict(SAFE_INPUT))


def find_picture(container: InputContainer) -> VideoStream | None:
    """The first picture stream that is no cover image; FFmpeg calls it `0:V:0`."""
    return next(
        (stream for stream in container.streams.video if not stream.disposition & Disposition.attached_pic), None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Glimpses:
    """Decode only the `length_ms` after a key frame, about every `step_ms` of the video.

    Key frames alone cost less, but encoders put them at cuts, where no line of dialogue has come yet.
    """

    step_ms: int
    length_ms: int


class PictureStream:
    """The decoded pictures of a video from its beginning, each with its time in ms since the start of the file.

    Damaged pieces are left out and counted in `damaged`; `last_ms` is the time of the last picture so far, `origin_s`
    the time in seconds at which the file begins.

    Args:
        path: the video.
        threads: that decode at once; more than one costs memory for as many pictures.
        skip: pictures that need not be decoded.
        glimpses: decode pieces of the video only; None for all of it.
        smooth: whether the decoder smooths the edges of blocks. Without, it takes a quarter less time, and the pictures
            have faults that hardly show once they are shrunk.
    """

    def __init__(
        self,
        path: Path,
        *,
        threads: int = 1,
        skip: Skip = "DEFAULT",
        glimpses: Glimpses | None = None,
        smooth: bool = True,
    ) -> None:
        self._path = path
        self._smooth = smooth
        self._glimpses = glimpses
        self._threads = threads
        self._skip = skip
        self.damaged = 0
        self.last_ms = 0
        self.origin_s = Fraction(0)

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        """Time in ms and `av.VideoFrame`, in the order shown. What lies before time 0 is left out.

        Raises:
            MediaError: the file cannot be opened, or has no picture.
        """
        try:
            container = open_video(str(self._path))
        except (av.FFmpegError, OSError) as error:
            raise MediaError(f"{self._path.name}: cannot be opened as a video: {error.strerror}") from error
        with container:
            stream = find_picture(container)
            if stream is None:
                raise MediaError(f"{self._path.name}: has no picture")
            context = stream.codec_context
            context.thread_count = self._threads
            context.thread_type = "AUTO" if self._threads > 1 else "NONE"
            context.skip_frame = self._skip
            if not self._smooth:
                context.options = {"skip_loop_filter": "all"}
            self.origin_s = Fraction(container.start_time or 0, av.time_base)
            for picture in self._decode(container, stream):
                if picture.pts is None or picture.time_base is None:
                    continue
                at_ms = seconds_to_ms(picture.pts * picture.time_base - self.origin_s)
                if at_ms >= 0:
                    self.last_ms = at_ms
                    yield at_ms, picture

    def break_note(self, duration_ms: int) -> str | None:
        """What is wrong with the picture, after a whole turn; None if nothing is.

        Args:
            duration_ms: of the file.
        """
        if self.last_ms < duration_ms - _MAX_MISSING_MS:
            ends = f"{format_stamp(self.last_ms)} of {format_stamp(duration_ms)}"
            return f"the picture ends at {ends}: the file may be cut off"
        if not self.damaged:
            return None
        places = "1 place, which was" if self.damaged == 1 else f"{self.damaged} places, which were"
        return f"the picture is damaged in {places} left out"

    def _decode(self, container: InputContainer, stream: VideoStream) -> Iterator[Any]:
        packets = container.demux(stream)
        if self._glimpses is not None:
            packets = _glimpse(packets, self._glimpses)
        while self.damaged <= _MAX_DAMAGED:
            try:
                packet = next(packets, None)
                if packet is None:
                    return
                yield from packet.decode()
            except av.EOFError:
                return
            except av.FFmpegError:
                self.damaged += 1


def _glimpse(packets: Iterator[Packet[VideoStream]], glimpses: Glimpses) -> Iterator[Packet[VideoStream]]:
    """The packets of each piece. Those without a time are passed on: the last one empties the decoder."""
    start: Fraction | None = None
    for packet in packets:
        if packet.dts is None or packet.time_base is None:
            yield packet
            continue
        at = packet.dts * packet.time_base
        if packet.is_keyframe and (start is None or at - start >= Fraction(glimpses.step_ms, 1000)):
            start = at
        if start is not None and at - start <= Fraction(glimpses.length_ms, 1000):
            yield packet


def view_plane(plane: Any) -> NDArray[np.uint8]:
    """(H, W) uint8: an 8-bit plane of a decoded picture. It lies in the decoder's memory: copy what is to be kept."""
    rows = np.frombuffer(plane, dtype=np.uint8).reshape(-1, plane.line_size)
    return rows[: plane.height, : plane.width]
