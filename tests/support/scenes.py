"""Scenes whose camera is known: a large painted plane, and the window of it that a camera sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import cv2
import numpy as np

from reelbridge.technique.pictures.frames import SmallFrame

#: side of the plane in px
SIDE = 1600
WIDTH, HEIGHT = 360, 640


@cache
def paint(seed: int = 1) -> np.ndarray:
    """(SIDE, SIDE) float32: soft clouds with boxes on them, another for each seed."""
    random = np.random.default_rng(seed)
    plane = np.zeros((SIDE, SIDE), np.float32)
    for cell in (8, 32, 128):
        rough = random.normal(size=(SIDE // cell + 2, SIDE // cell + 2)).astype(np.float32)
        plane += cv2.resize(rough, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC) * cell**0.6
    plane = 40 + (plane - plane.min()) / np.ptp(plane) * 160
    for x, y, wide, high in random.integers((0, 0, 20, 20), (SIDE, SIDE, 160, 160), size=(120, 4)):
        cv2.rectangle(plane, (int(x), int(y)), (int(x + wide), int(y + high)), float(random.integers(30, 225)), -1)
    return plane


def see(x: float = 0, y: float = 0, zoom: float = 1.0, seed: int = 1) -> np.ndarray:
    """(HEIGHT, WIDTH) uint8: what a camera sees that looks `x` px right of the plane's middle and `y` px below it."""
    half_x, half_y = (WIDTH - 1) / 2, (HEIGHT - 1) / 2
    look = np.array([[1 / zoom, 0, SIDE / 2 + x - half_x / zoom], [0, 1 / zoom, SIDE / 2 + y - half_y / zoom]])
    seen = cv2.warpAffine(paint(seed), look, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return np.clip(seen, 16, 235).astype(np.uint8)


def add_subtitles(picture: np.ndarray) -> np.ndarray:
    """Two lines in the lower third, as burned in."""
    picture = picture.copy()
    for line, text in enumerate(("ABCDEFGH", "KLMNOPQ")):
        cv2.putText(picture, text, (30, 480 + 45 * line), cv2.FONT_HERSHEY_SIMPLEX, 1.7, 235, 6)
    return picture


def add_subject(picture: np.ndarray, x: float, *, size: tuple[int, int] = (75, 170), seed: int = 2) -> np.ndarray:
    """A body before the picture, so many px to each side of its middle, which is at `x` px."""
    mask = np.zeros_like(picture)
    cv2.ellipse(mask, (round(x), 340), size, 0, 0, 360, 1, -1)
    body = np.roll(see(seed=seed), round(x), axis=1)
    return np.where(mask == 1, body, picture)


def small(picture: np.ndarray) -> np.ndarray:
    """(160, 90): as the small pictures are."""
    return cv2.resize(picture, (90, 160), interpolation=cv2.INTER_AREA)


def frames_of(pictures: Iterable[np.ndarray], *, step_ms: int = 40) -> list[SmallFrame]:
    """Small grey frames of pictures in grey, without a way to the full ones."""
    return [
        SmallFrame(
            index=index,
            start_ms=index * step_ms,
            luma=small(picture),
            cb=np.full((80, 45), 128, np.uint8),
            cr=np.full((80, 45), 128, np.uint8),
        )
        for index, picture in enumerate(pictures)
    ]


def shoot(count: int, look: Callable[[int], np.ndarray]) -> list[np.ndarray]:
    """The pictures `look(0)` to `look(count - 1)`."""
    return [look(index) for index in range(count)]


def write_video(path: Path, pictures: Iterable[np.ndarray], *, rate: int = 25) -> Path:
    """A video of pictures (H, W) grey or (H, W, 3) RGB."""
    with av.open(str(path), "w") as container:
        stream = None
        for picture in pictures:
            if stream is None:
                stream = container.add_stream("libx264", rate=Fraction(rate), options={"preset": "ultrafast"})
                stream.height, stream.width, stream.pix_fmt = *picture.shape[:2], "yuv420p"
            colour = picture if picture.ndim == 3 else np.repeat(picture[:, :, None], 3, axis=2)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(colour, format="rgb24")))
        container.mux(stream.encode())
    return path
