"""The picture an episode is shown by: a sharp, well-lit frame of its first seconds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.core.errors import MediaError

#: the hook of a micro-drama is in its first seconds, and so is its poster
POSTER_SECONDS = 10.0

JPEG_QUALITY = 85

#: a frame whose mean brightness (0 to 255) is outside counts as dark or washed out
_DARK, _BRIGHT = 50.0, 205.0

#: the score is taken at this width in pixels, so that grain does not pass for sharpness
_SCORE_WIDTH = 180

_Image = NDArray[np.uint8]


def write_poster(rendition: Path, target: Path) -> None:
    """Choose among the key frames of an encoded rendition (one every two seconds, upright) and write a JPEG."""
    best = max(_key_frames(rendition), key=score_frame, default=None)
    if best is None:
        raise MediaError(f"{rendition.name}: no frame can be decoded")
    write_jpeg(best, target)


def score_frame(frame: _Image) -> float:
    """How well a frame serves as a poster.

    Args:
        frame: (H, W, 3) uint8 BGR.
    """
    height = max(1, round(frame.shape[0] * _SCORE_WIDTH / frame.shape[1]))
    gray = cv2.cvtColor(cv2.resize(frame, (_SCORE_WIDTH, height), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    sharpness = float(cv2.Laplacian(gray, cv2.CV_32F).var())
    brightness = float(gray.mean())
    distance = max(0.0, _DARK - brightness, brightness - _BRIGHT)
    return sharpness / (1 + distance)


def write_jpeg(frame: _Image, target: Path) -> None:
    """Write a (H, W, 3) uint8 BGR picture."""
    done, data = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not done:
        raise MediaError(f"{target.name}: a picture of {frame.shape[1]} x {frame.shape[0]} pixels cannot be written")
    target.write_bytes(data.tobytes())


def _key_frames(path: Path) -> Iterator[_Image]:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        for frame in container.decode(stream):
            if frame.time is not None and frame.time > POSTER_SECONDS:
                return
            yield frame.to_ndarray(format="bgr24").astype(np.uint8, copy=False)
