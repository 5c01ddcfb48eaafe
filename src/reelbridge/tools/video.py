"""Opening videos from outside with PyAV, the same way in every room."""

from __future__ import annotations

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from reelbridge.tools.ffmpeg import SAFE_INPUT


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
