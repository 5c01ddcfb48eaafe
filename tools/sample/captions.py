"""The burned-in subtitles and the watermark."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .draw import Floats, Pixels
from .props import SANS_BOLD
from .stage import HEIGHT, WIDTH
from .story import SampleError

SUBTITLE_SIZE = 50
SUBTITLE_CENTRE_Y = 955
_LINE_HEIGHT = 60
_OUTLINE = 4
_SIMPLIFIED = 2  # face in the font collection: Noto Sans CJK SC


def require_font() -> None:
    """Raise a clear error if the fonts of the sample are not installed."""
    for path in (SANS_BOLD, SANS_BOLD.replace("Sans", "Serif")):
        if not Path(path).exists():
            raise SampleError(f"the font {path} is missing; install the Debian package fonts-noto-cjk")


@lru_cache(maxsize=4)
def subtitle(text: str) -> tuple[Floats, int]:
    """Return the premultiplied RGBA strip of a subtitle (H, 720, 4) 0..1 and its top row."""
    lines = text.split("\n")
    font = ImageFont.truetype(SANS_BOLD, SUBTITLE_SIZE, index=_SIMPLIFIED)
    height = _LINE_HEIGHT * len(lines) + 24
    strip = Image.new("RGBA", (WIDTH, height), (0, 0, 0, 0))
    pen = ImageDraw.Draw(strip)
    for k, line in enumerate(lines):
        pen.text(
            (WIDTH / 2, 12 + _LINE_HEIGHT * (k + 0.5)),
            line,
            (255, 255, 255, 255),
            font,
            anchor="mm",
            stroke_width=_OUTLINE,
            stroke_fill=(0, 0, 0, 255),
        )
    return _premultiplied(strip), SUBTITLE_CENTRE_Y - height // 2


@lru_cache(maxsize=4)
def watermark(title: str, number: int) -> tuple[Floats, int]:
    """Return the premultiplied strip of the title and the episode number, and its top row."""
    strip = Image.new("RGBA", (WIDTH, 92), (0, 0, 0, 0))
    pen = ImageDraw.Draw(strip)
    big = ImageFont.truetype(SANS_BOLD, 32, index=_SIMPLIFIED)
    small = ImageFont.truetype(SANS_BOLD, 22, index=_SIMPLIFIED)
    pen.text((28, 8), title, (255, 255, 255, 150), big, stroke_width=1, stroke_fill=(0, 0, 0, 60))
    pen.text((29, 52), f"第{number}集", (255, 255, 255, 135), small, stroke_width=1, stroke_fill=(0, 0, 0, 60))
    return _premultiplied(strip), 24


def overlay(frame: Pixels, strip: Floats, top: int) -> None:
    """Blend a full-width strip onto an RGB frame in place."""
    bottom = min(HEIGHT, top + strip.shape[0])
    part = frame[top:bottom].astype(np.float32)
    part_of = strip[: bottom - top]
    frame[top:bottom] = (part * (1 - part_of[..., 3:]) + 255 * part_of[..., :3]).astype(np.uint8)


def _premultiplied(picture: Image.Image) -> Floats:
    pixels = np.asarray(picture, np.float32) * np.float32(1 / 255)
    pixels[..., :3] *= pixels[..., 3:]
    return pixels
