"""Pieces of real films without a cut in them, kept as JPEG so that many fit into memory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import av
import cv2
import numpy as np

from benchmarks.footage.scenery import Picture

#: file, first frame, frame after the last; each was looked through for cuts
_TAKES = (
    ("cockatoo.mp4", 4, 280),
    ("decord_pancake.mkv", 0, 310),
    ("mediacms_small.mp4", 0, 400),
    ("mediacms_small.mp4", 400, 816),
    ("sk_bikes.mp4", 2, 29),
    ("sk_bikes.mp4", 31, 75),
    ("sk_bikes.mp4", 78, 136),
    ("sk_bikes.mp4", 139, 186),
    ("sk_bikes.mp4", 189, 241),
    ("sk_carphone_pristine.mp4", 0, 120),
)
_MAX_HEIGHT = 640


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """`name` is the file's and the first frame's; `frames` are JPEG."""

    name: str
    frames: tuple[bytes, ...]

    def picture(self, number: int) -> Picture:
        """(H, W, 3) uint8 BGR; runs back and forth."""
        last = len(self.frames) - 1
        place = number % (2 * last)
        coded = self.frames[place if place <= last else 2 * last - place]
        return np.asarray(cv2.imdecode(np.frombuffer(coded, np.uint8), cv2.IMREAD_COLOR), np.uint8)


def has_takes(folder: Path) -> bool:
    """Whether all the films are there."""
    return all((folder / name).exists() for name, _, _ in _TAKES)


@lru_cache(maxsize=1)
def load_takes(folder: Path) -> tuple[Take, ...]:
    """All pieces."""
    wanted: dict[str, list[bytes]] = {}
    for name in dict.fromkeys(name for name, _, _ in _TAKES):
        with av.open(str(folder / name)) as container:
            wanted[name] = [
                _code(np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)) for frame in container.decode(video=0)
            ]
    return tuple(Take(name=f"{name} {first}", frames=tuple(wanted[name][first:end])) for name, first, end in _TAKES)


def _code(picture: Picture) -> bytes:
    height, width = picture.shape[:2]
    if height > _MAX_HEIGHT:
        size = round(width * _MAX_HEIGHT / height), _MAX_HEIGHT
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    return cv2.imencode(".jpg", picture, (cv2.IMWRITE_JPEG_QUALITY, 95))[1].tobytes()
