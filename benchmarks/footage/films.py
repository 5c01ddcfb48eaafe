"""Backgrounds from films that lie outside the repository, cropped to fill the picture, run back and forth."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain, cycle
from pathlib import Path

import av
import cv2
import numpy as np

from benchmarks.footage.scenery import Picture, Random

#: where they are looked for unless another folder is named; without them backgrounds are drawn
DEFAULT_FOLDER = Path(os.environ.get("REELBRIDGE_FILMS", "films"))
#: those without text of their own
_NAMES = ("cockatoo.mp4", "decord_pancake.mkv", "mediacms_small.mp4", "sk_bikes.mp4", "sk_carphone_pristine.mp4")
_MAX_FRAMES = 150


def list_films(folder: Path) -> tuple[Path, ...]:
    """The usable films of a folder; none if it is not there."""
    return tuple(path for name in _NAMES if (path := folder / name).exists())


def play(
    films: tuple[Path, ...], size: tuple[int, int], cuts: tuple[int, ...], frames: int, random: Random
) -> Iterator[Picture]:
    """All frames, (H, W, 3) uint8 BGR: each shot from another film."""
    order = cycle(random.permutation(len(films)))
    for first, end in zip((0, *cuts), (*cuts, frames), strict=True):
        pictures = _read(films[next(order)], size)
        start = int(random.integers(0, max(1, len(pictures) - (end - first))))
        there_and_back = cycle(chain(range(len(pictures)), range(len(pictures) - 2, 0, -1)))
        for number, place in enumerate(there_and_back):
            if number >= start + end - first:
                break
            if number >= start:
                yield pictures[place].copy()


def _read(path: Path, size: tuple[int, int]) -> list[Picture]:
    height, width = size
    pictures = []
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            scale = max(height / frame.height, width / frame.width)
            large = cv2.resize(
                frame.to_ndarray(format="bgr24"), None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR
            )
            top, left = (large.shape[0] - height) // 2, (large.shape[1] - width) // 2
            pictures.append(np.array(large[top : top + height, left : left + width], np.uint8))
            if len(pictures) == _MAX_FRAMES:
                break
    return pictures
