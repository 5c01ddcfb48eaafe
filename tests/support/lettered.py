"""Small scenes with letters over them, and videos made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

from reelbridge.model.cue import Box, Cue, CueKind, CueList
from reelbridge.subtitles.erasing.clip import Clip, align, halve
from reelbridge.subtitles.picture.pictures import Area

#: of the videos, in pixels
WIDTH, HEIGHT = 192, 256
#: the place of the letters in them
LETTERS = Area(left=40, top=180, right=152, bottom=212)
RATE = 25


def make_texture(width: int, height: int, seed: int = 1) -> np.ndarray:
    """Soft blobs of brightness 40 to 160, (height, width) uint8."""
    noise = np.random.default_rng(seed).random((height, width)).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), 4)
    soft = (soft - soft.min()) / (soft.max() - soft.min())
    return (40 + 120 * soft).astype(np.uint8)


def draw_letters(height: int, width: int, place: Area = LETTERS) -> tuple[np.ndarray, np.ndarray]:
    """Strokes 4 pixels wide and their dark outline of 2, as masks."""
    strokes = np.zeros((height, width), np.uint8)
    for left in range(place.left, place.right - 16, 20):
        strokes[place.top : place.bottom, left : left + 4] = 1
        strokes[place.top + 14 : place.top + 18, left : left + 14] = 1
        strokes[place.top : place.top + 4, left : left + 14] = 1
    outline = cv2.dilate(strokes, np.ones((5, 5), np.uint8))
    return strokes > 0, outline > 0


def lay_over(picture: np.ndarray, opacity: float = 1.0, place: Area = LETTERS) -> np.ndarray:
    """A picture with the letters."""
    strokes, outline = draw_letters(*picture.shape, place)
    lettered = np.where(strokes, 235, np.where(outline, 16, picture))
    return np.rint(picture + (lettered - picture.astype(np.float32)) * opacity).astype(np.uint8)


@dataclass(frozen=True)
class Scene:
    """A clip with letters and its true brightness."""

    clip: Clip
    truth: np.ndarray

    def error(self, luma: np.ndarray) -> np.ndarray:
        """(N, pixels of the mask) float, in target frames with letters."""
        clip = self.clip
        rows = [
            luma[frame - clip.first_target][clip.mask(frame)].astype(float) - self.truth[frame][clip.mask(frame)]
            for frame in range(clip.first_target, clip.end_target)
            if clip.mask_numbers[frame]
        ]
        return np.array(rows)


def make_scene(pictures: Sequence[np.ndarray], first: int, end: int) -> Scene:
    """Letters over the frames from `first` to before `end`, which are the targets."""
    truth = np.stack(pictures)
    count, height, width = truth.shape
    place = Area(left=20, top=24, right=width - 20, bottom=56)
    strokes, outline = draw_letters(height, width, place)
    mask = align(cv2.dilate(outline.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0)
    luma = truth.copy()
    luma[first:end, outline] = 16
    luma[first:end, strokes] = 235
    numbers = np.zeros(count, dtype=np.intp)
    numbers[first:end] = 1
    chroma = np.full((count, height // 2, width // 2), 110, np.uint8)
    chroma[first:end, halve(mask)] = 128
    clip = Clip(
        luma=luma,
        blue=chroma,
        red=chroma.copy(),
        masks=np.stack([np.zeros_like(mask), mask]),
        areas=((), (place,)),
        mask_numbers=numbers,
        first_target=first,
        end_target=end,
    )
    return Scene(clip=clip, truth=truth)


def write_video(
    path: Path,
    pictures: Iterable[np.ndarray],
    *,
    times_ms: Sequence[int] | None = None,
    pixels: str = "yuv420p",
) -> Path:
    """Brightness (H, W) uint8 as a video, 25 frames a second unless their times are given."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "crf": "8"})
        stream.pix_fmt = pixels
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        for index, picture in enumerate(pictures):
            if not index:
                stream.height, stream.width = picture.shape
            frame = av.VideoFrame.from_ndarray(picture, format="gray").reformat(format=pixels)
            frame.pts = times_ms[index] if times_ms else index * 1000 // RATE
            frame.time_base = Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def read_pictures(path: Path) -> list[np.ndarray]:
    """The brightness of every frame."""
    with av.open(str(path)) as container:
        return [frame.reformat(format="gray").to_ndarray() for frame in container.decode(video=0)]


def read_times_ms(path: Path) -> list[int]:
    """When each frame is due."""
    with av.open(str(path)) as container:
        return [round(frame.time * 1000) for frame in container.decode(video=0)]


def cue_list(*spans: tuple[int, int], kind: CueKind = CueKind.DIALOGUE, box: Box | None = None) -> CueList:
    """Lines in the usual place, from frame to before frame."""
    cues = tuple(
        Cue(
            id=f"c{n}",
            start_ms=a * 40,
            end_ms=b * 40,
            text="字",
            kind=kind,
            box=box or LETTERS.as_shares(HEIGHT, WIDTH),
        )
        for n, (a, b) in enumerate(spans)
    )
    return CueList(language="zh-Hans", origin="burned-in", cues=cues)
