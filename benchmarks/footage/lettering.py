"""Text as pixels: fills, outlines, shadows and boxes, as editing programs burn them in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]
Floats = NDArray[np.float32]
Luma = NDArray[np.uint8]

_FOLDER = Path("/usr/share/fonts/opentype/noto")
#: face in the collections: simplified Chinese
_SIMPLIFIED = 2
#: text is drawn this many times larger to thin its strokes by parts of a pixel
_THINNING = 4

WHITE, BLACK, YELLOW, GREY = (255, 255, 255), (0, 0, 0), (255, 222, 40), (90, 90, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a text is lettered. Sizes are shares of the shorter side of the picture (720 px: 0.066 is 48 px).

    `thin` draws the strokes as a light face would; `bubble` is a rounded box of its own colour under the text;
    `is_vertical` sets one character under the other.
    """

    size: float = 0.066
    face: str = "NotoSansCJK-Bold"
    fill: Colour = WHITE
    outline: Colour | None = BLACK
    outline_width: float = 0.0055
    shadow: float = 0.0
    box: Colour | None = None
    box_opacity: float = 0.0
    is_rounded: bool = False
    opacity: float = 1.0
    thin: bool = False
    is_vertical: bool = False


LOOKS = {
    "white": Look(),
    "white-large": Look(size=0.075),
    "white-small": Look(size=0.056, outline_width=0.004),
    "white-shadow": Look(face="NotoSansCJK-Regular", outline_width=0.0028, shadow=0.7),
    "yellow": Look(fill=YELLOW),
    "yellow-serif": Look(fill=YELLOW, face="NotoSerifCJK-Bold", size=0.07),
    "boxed": Look(face="NotoSansCJK-Regular", size=0.06, outline=None, box=BLACK, box_opacity=0.55),
    "thin": Look(face="NotoSansCJK-Regular", thin=True, outline=GREY, outline_width=0.0014),
    "thin-shadow": Look(face="NotoSansCJK-Regular", thin=True, size=0.07, outline=None, shadow=0.6),
    "english": Look(face="NotoSansCJK-Regular", size=0.036, outline_width=0.003),
    "landscape": Look(size=0.06, outline_width=0.0045),
    "mark": Look(size=0.036, face="NotoSansCJK-Regular", outline=None, shadow=0.25, opacity=0.5),
    "title": Look(size=0.044, outline_width=0.002, opacity=0.85),
    "disclaimer": Look(size=0.026, face="NotoSansCJK-Regular", outline=None, opacity=0.55),
    "message": Look(size=0.046, face="NotoSansCJK-Regular", fill=(20, 20, 20), outline=None, box=(150, 236, 105),
                    box_opacity=1.0, is_rounded=True),
    "shop": Look(size=0.085, face="NotoSerifCJK-Bold", fill=(250, 214, 120), outline=None, box=(110, 20, 24),
                 box_opacity=1.0),
    "name-card": Look(size=0.05, face="NotoSerifCJK-Bold", outline_width=0.002, shadow=0.5, is_vertical=True),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sprite:
    """Lettering as planes of YUV 4:2:0 that are already multiplied by their opacity, with even sides.

    `alpha` and `luma` are (H, W), `chroma` is (2, H/2, W/2); all in 0 to 1 of opacity and 0 to 255 of level.
    """

    alpha: Floats
    luma: Floats
    chroma_alpha: Floats
    chroma: Floats

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width."""
        return self.alpha.shape[0], self.alpha.shape[1]


@lru_cache(maxsize=256)
def draw(text: str, look_name: str, side: int) -> Sprite:
    """Rows of text, centred; `side` is the shorter side of the picture in pixels."""
    look = LOOKS[look_name]
    rows = list(text.replace("\n", "")) if look.is_vertical else text.split("\n")
    size = round(look.size * side)
    outline = max(1, round(look.outline_width * side)) if look.outline else 0
    pad = outline + (round(size * 0.35) if look.box else 4)
    font = ImageFont.truetype(str(_FOLDER / f"{look.face}.ttc"), size, index=_SIMPLIFIED)
    width = round(max(font.getlength(row) for row in rows)) + 2 * pad
    pitch = round(size * (1.12 if look.is_vertical else 1.3))
    height = pitch * (len(rows) - 1) + round(size * 1.2) + 2 * (pad if look.box is None else round(size * 0.15))
    height, width = height + height % 2, width + width % 2
    place = _Place(rows=tuple(rows), look=look, size=size, pitch=pitch, height=height, width=width)
    canvas = _Canvas(height, width)
    if look.box is not None:
        canvas.add(_box_mask(height, width, round(size * 0.3) if look.is_rounded else 0) * look.box_opacity, look.box)
    if look.shadow:
        blurred = cv2.GaussianBlur(_mask(place, outline), (0, 0), max(1.0, size * 0.04))
        moved = np.roll(np.asarray(blurred, np.float32), (max(1, size // 24), max(1, size // 24)), (0, 1))
        canvas.add(np.minimum(1.0, moved * 1.6) * look.shadow, BLACK)
    if look.outline is not None:
        canvas.add(_mask(place, outline), look.outline)
    canvas.add(_mask(place, 0), look.fill)
    return canvas.finish(look.opacity)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    rows: tuple[str, ...]
    look: Look
    size: int
    pitch: int
    height: int
    width: int


class _Canvas:
    """Layers of one colour each, one over the other: (H, W, 4) opacity, Y, U, V."""

    def __init__(self, height: int, width: int) -> None:
        self._planes = np.zeros((height, width, 4), np.float32)

    def add(self, mask: Floats, colour: Colour) -> None:
        self._planes *= 1 - mask[..., None]
        self._planes += mask[..., None] * np.array((1.0, *to_yuv(colour)), np.float32)

    def finish(self, opacity: float) -> Sprite:
        planes = self._planes * opacity
        halved = cv2.resize(planes, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        return Sprite(
            alpha=np.ascontiguousarray(planes[..., 0]),
            luma=np.ascontiguousarray(planes[..., 1]),
            chroma_alpha=np.ascontiguousarray(halved[..., 0]),
            chroma=np.ascontiguousarray(halved[..., 2:].transpose(2, 0, 1)),
        )


def to_yuv(colour: Colour) -> tuple[float, float, float]:
    """BT.601, limited range, as OpenCV converts pictures."""
    red, green, blue = colour
    return (
        16 + 0.257 * red + 0.504 * green + 0.098 * blue,
        128 - 0.148 * red - 0.291 * green + 0.439 * blue,
        128 + 0.439 * red - 0.368 * green - 0.071 * blue,
    )


def _mask(place: _Place, outline: int) -> Floats:
    scale = _THINNING if place.look.thin else 1
    picture = Image.new("L", (place.width * scale, place.height * scale))
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(_FOLDER / f"{place.look.face}.ttc"), place.size * scale, index=_SIMPLIFIED)
    first = place.height / 2 - place.pitch * (len(place.rows) - 1) / 2
    for number, row in enumerate(place.rows):
        at = (place.width * scale / 2, (first + place.pitch * number) * scale)
        pen.text(at, row, 255, font, anchor="mm", stroke_width=outline * scale, stroke_fill=255)
    mask = np.asarray(picture, np.uint8)
    if place.look.thin:
        # a regular stem is 0.07 em wide, a light one 0.045; source: measured on Noto Sans CJK
        width = max(3, round(place.size * scale * 0.025) | 1)
        mask = np.asarray(cv2.erode(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))), np.uint8)
        mask = np.asarray(cv2.resize(mask, (place.width, place.height), interpolation=cv2.INTER_AREA), np.uint8)
    return mask.astype(np.float32) / np.float32(255)


def _box_mask(height: int, width: int, radius: int) -> Floats:
    picture = Image.new("L", (width, height))
    ImageDraw.Draw(picture).rounded_rectangle((0, 0, width - 1, height - 1), radius, 255)
    return np.asarray(picture, np.float32) / np.float32(255)


def blend(planes: tuple[Luma, Luma, Luma], sprite: Sprite, left: int, top: int, opacity: float) -> None:
    """Lay a sprite over the planes of a frame, in place; `left` and `top` are even."""
    height, width = sprite.shape
    _blend(planes[0][top : top + height, left : left + width], sprite.alpha, sprite.luma, opacity)
    rows, columns = slice(top // 2, (top + height) // 2), slice(left // 2, (left + width) // 2)
    for plane, chroma in zip(planes[1:], sprite.chroma, strict=True):
        _blend(plane[rows, columns], sprite.chroma_alpha, chroma, opacity)


def _blend(part: Luma, alpha: Floats, level: Floats, opacity: float) -> None:
    part[:] = (part * (1 - alpha * np.float32(opacity)) + level * np.float32(opacity) + np.float32(0.5)).astype(
        np.uint8
    )
