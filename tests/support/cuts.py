"""Tiny made films of which every cut is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.model.shot import ShotList
from reelbridge.technique.pictures.frames import SmallFrame
from reelbridge.technique.shots.detector import ShotDetector
from reelbridge.technique.shots.detectors import DEFAULT_DETECTOR, SHOT_DETECTORS

#: (H, W, 3) uint8 RGB
Picture = NDArray[np.uint8]

HEIGHT, WIDTH = 320, 180
#: px that a scene is larger than the picture on every side
MARGIN = 80
#: frames of a shot in which nothing else happens
CALM = 30


class Scene:
    """A made-up place with things in it: the same one for the same seed."""

    def __init__(self, seed: int) -> None:
        random = np.random.default_rng(seed)
        size = (WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN)
        ground = random.integers(20, 180, (5, 4, 3)).astype(np.uint8)
        self._picture = cv2.resize(ground, size, interpolation=cv2.INTER_CUBIC)
        for _ in range(60):
            x, y = int(random.integers(0, size[0])), int(random.integers(0, size[1]))
            colour = [int(part) for part in random.integers(0, 256, 3)]
            cv2.circle(self._picture, (x, y), int(random.integers(6, 40)), colour, -1)

    def at(self, right: int = 0, down: int = 0) -> Picture:
        """What the camera sees when it points so many px from the middle."""
        top, left = MARGIN + down, MARGIN + right
        return self._picture[top : top + HEIGHT, left : left + WIDTH].copy()

    def still(self, frames: int = CALM) -> list[Picture]:
        """A locked-off shot."""
        return [self.at()] * frames


def flat(level: int, frames: int) -> list[Picture]:
    """Nothing but one grey."""
    return [np.full((HEIGHT, WIDTH, 3), level, np.uint8)] * frames


def blend(old: Picture, new: Picture, share: float) -> Picture:
    """A mix with so much of the new picture."""
    return np.round(old * (1 - share) + new * share).astype(np.uint8)


def dissolve(old: Picture, new: Picture, frames: int) -> list[Picture]:
    """The frames between two shots, none of them wholly the one or the other."""
    return [blend(old, new, (number + 0.5) / frames) for number in range(frames)]


def wipe(old: Picture, new: Picture, frames: int) -> list[Picture]:
    """The new picture comes in from the left with a hard edge."""
    wiped = []
    for number in range(frames):
        picture = old.copy()
        edge = round(WIDTH * (number + 1) / (frames + 1))
        picture[:, :edge] = new[:, :edge]
        wiped.append(picture)
    return wiped


def letter(picture: Picture, words: str) -> Picture:
    """The picture with a subtitle in its bottom third."""
    lettered = picture.copy()
    for thickness, colour in ((5, (0, 0, 0)), (2, (255, 255, 255))):
        cv2.putText(lettered, words, (20, 250), cv2.FONT_HERSHEY_SIMPLEX, 0.8, colour, thickness)
    return lettered


def noisy(pictures: Iterable[Picture], *, level: float, seed: int = 1) -> list[Picture]:
    """The pictures as a small sensor takes them: noise of a standard deviation."""
    random = np.random.default_rng(seed)
    return [np.clip(each + random.normal(0, level, each.shape), 0, 255).astype(np.uint8) for each in pictures]


def small_frames(pictures: Sequence[Picture], *, rate: int = 25) -> list[SmallFrame]:
    """The pictures as small frames, without a video in between."""
    frames = []
    for index, picture in enumerate(pictures):
        planes = cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb)
        luma = cv2.resize(planes[:, :, 0], (90, 160), interpolation=cv2.INTER_AREA)
        red, blue = (cv2.resize(planes[:, :, n], (45, 80), interpolation=cv2.INTER_AREA) for n in (1, 2))
        video_range = np.round(16 + luma * (219 / 255)).astype(np.uint8)
        frames.append(SmallFrame(index, 1000 * index // rate, video_range, blue, red))
    return frames


def detect(pictures: Sequence[Picture], detector: ShotDetector | None = None) -> ShotList:
    """The shots of some pictures at 25 frames a second."""
    finder = detector or SHOT_DETECTORS[DEFAULT_DETECTOR]()
    for frame in small_frames(pictures):
        finder.feed(frame)
    return finder.finish(frame_rate=Fraction(25), duration_ms=40 * len(pictures), notes=())


def write_film(path: Path, pictures: Sequence[Picture], *, times_ms: Sequence[int] | None = None) -> Path:
    """A video of the pictures, at 25 frames a second if no times are given."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25, options={"preset": "ultrafast", "crf": "20"})
        stream.height, stream.width, stream.pix_fmt = pictures[0].shape[0], pictures[0].shape[1], "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        for index, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = times_ms[index] if times_ms else 40 * index, Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path
