"""Every picture of a video at reduced size: decoded once, looked at by all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.model.media import MediaInfo
from reelbridge.tools.video import PictureStream, view_plane

#: px, the longer side of a small picture; the shorter one keeps the proportion
SMALL_SIDE = 160

#: pixel formats with three 8-bit planes (brightness, blue and red difference) that are taken as they are
_PLANAR = frozenset({"yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p"})

#: `AVColorRange` of FFmpeg: brightness goes from 16 to 235, or from 0 to 255
_VIDEO_RANGE, _FULL_RANGE = 1, 2

#: neither blue nor red
_NO_COLOUR = 128

Plane = NDArray[np.uint8]


class _Glass:
    """Holds the full picture as long as it is the present one, so that a kept small frame keeps no large one alive."""

    __slots__ = ("picture", "rotation")

    def __init__(self, picture: Any, rotation: int) -> None:
        self.picture = picture
        self.rotation = rotation

    def colour(self, height: int, width: int) -> NDArray[np.uint8]:
        if self.picture is None:
            raise RuntimeError("the full picture is gone: ask for its colours before the next frame is taken")
        across, down = (width, height) if self.rotation % 180 == 0 else (height, width)
        turned = self.picture.reformat(width=across, height=down, format="rgb24", interpolation="AREA").to_ndarray()
        return _upright(turned, self.rotation)


@dataclass(frozen=True, slots=True)
class SmallFrame:
    """One picture of a video, upright as a viewer sees it, shrunk by averaging areas.

    The small planes belong to the frame and may be kept.

    Attributes:
        index: from 0, in the order shown.
        start_ms: when it comes on screen.
        luma: (H, W) brightness, 16 (black) to 235 (white). H and W are even, the longer one is `SMALL_SIDE`.
        cb: (H / 2, W / 2) blue difference, 128 is none.
        cr: (H / 2, W / 2) red difference, 128 is none.
        glass: the way to the full picture; None for a frame that never had one.
    """

    index: int
    start_ms: int
    luma: Plane
    cb: Plane
    cr: Plane
    glass: _Glass | None = field(default=None, repr=False, compare=False)

    def colour(self, height: int) -> NDArray[np.uint8]:
        """(height, W, 3) RGB, upright, from the full picture. Only until the next frame is taken."""
        if self.glass is None:
            raise RuntimeError("this frame was made without a full picture")
        rows, columns = self.luma.shape
        return self.glass.colour(height, max(2, round(height * columns / rows / 2) * 2))


class SmallFrames:
    """The small frames of a video from its beginning, as often as it is iterated.

    Any pixel format, any rotation, any frame rate, also a varying one. If the size changes on the way, the pictures are
    brought to the size of the first. A frame that is not later than the one before is left out. After a whole turn
    `frame_count` and `last_ms` tell of the frames, and `note` of what is wrong with the picture.

    Args:
        path: the video.
        media: what is known of it.
        threads: that decode at once.
        smooth: whether the decoder smooths the edges of blocks; without, it takes a quarter less time, and colours and
            motion are measured a little less well.
    """

    def __init__(self, path: Path, media: MediaInfo, *, threads: int = 2, smooth: bool = True) -> None:
        self._path = path
        self._media = media
        self._threads = threads
        self._smooth = smooth
        self.frame_count = 0
        self.last_ms = 0
        self.note: str | None = None

    def __iter__(self) -> Iterator[SmallFrame]:
        """Each frame in turn.

        Raises:
            MediaError: the file cannot be opened, or has no picture.
        """
        stream = PictureStream(self._path, threads=self._threads, smooth=self._smooth)
        rotation = self._media.rotation
        self.frame_count, self.last_ms = 0, 0
        size: tuple[int, int] | None = None
        for start_ms, picture in stream:
            if self.frame_count and start_ms <= self.last_ms:
                continue
            size = size or _small_size(picture.width, picture.height)
            luma, cb, cr = (_upright(plane, rotation) for plane in _shrink(picture, size))
            glass = _Glass(picture, rotation)
            index, self.frame_count, self.last_ms = self.frame_count, self.frame_count + 1, start_ms
            yield SmallFrame(index, start_ms, luma, cb, cr, glass)
            glass.picture = None
        self.note = stream.break_note(self._media.duration_ms)


def _small_size(width: int, height: int) -> tuple[int, int]:
    """(width, height) of the small picture, both even."""
    longer = max(width, height)
    across, down = (max(2, 2 * round(SMALL_SIDE * side / longer / 2)) for side in (width, height))
    return across, down


def _shrink(picture: Any, size: tuple[int, int]) -> tuple[Plane, Plane, Plane]:
    """Brightness and the two colour differences as stored, not yet upright."""
    chroma = (size[0] // 2, size[1] // 2)
    is_grey = picture.format.name == "gray"
    if not is_grey and picture.format.name not in _PLANAR:
        picture = picture.reformat(format="yuv420p")
    planes = [view_plane(plane) for plane in picture.planes]
    luma = shrink_plane(planes[0], size)
    # grey pictures have the full range unless they say otherwise, pictures in colour the other way round
    is_full = picture.format.name.startswith("yuvj") or picture.color_range == _FULL_RANGE
    if is_full or (is_grey and picture.color_range != _VIDEO_RANGE):
        luma = np.asarray(cv2.convertScaleAbs(luma, alpha=219 / 255, beta=16), dtype=np.uint8)
    if is_grey:
        none = np.full(chroma[::-1], _NO_COLOUR, dtype=np.uint8)
        return luma, none, none.copy()
    return luma, shrink_plane(planes[1], chroma), shrink_plane(planes[2], chroma)


def shrink_plane(plane: Plane, size: tuple[int, int]) -> Plane:
    """Averages of areas, (width, height) of them.

    Halving as often as possible first is five times as fast as all in one.
    """
    across, down = size
    while plane.shape[1] >= 2 * across and plane.shape[0] >= 2 * down:
        height, width = plane.shape[0] // 2, plane.shape[1] // 2
        even = plane[: 2 * height, : 2 * width]
        plane = np.asarray(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)
    if plane.shape == (down, across):
        return plane
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _upright(plane: NDArray[np.uint8], rotation: int) -> NDArray[np.uint8]:
    return np.ascontiguousarray(np.rot90(plane, -rotation // 90)) if rotation else plane
