"""A small vector canvas: anti-aliased splines and strokes with gradients on premultiplied RGBA.

Shapes are given in scene units; the canvas maps them to pixels through a 2x3 matrix.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]
Colour = tuple[float, ...]  # RGB or RGBA, each 0..255
Path = Sequence[tuple[float, ...]]  # (x, y) or (x, y, 1) where the third value marks a sharp corner

_SUBPIXEL_BITS = 4


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear gradient between two points in scene units."""

    start: tuple[float, float]
    end: tuple[float, float]
    first: Colour
    last: Colour


@dataclass(frozen=True, slots=True)
class Radial:
    """A radial gradient from a centre outwards in scene units."""

    centre: tuple[float, float]
    radius: float
    inner: Colour
    outer: Colour


Paint = Colour | Linear | Radial


def smooth(path: Path, *, closed: bool = True, steps: int = 8) -> Floats:
    """Flatten a Catmull-Rom spline through the points; corners keep their edge. Returns (n, 2)."""
    points = np.array([p[:2] for p in path], np.float32)
    corner = [len(p) > 2 and p[2] > 0 for p in path]
    count = len(points)
    tangents = np.zeros_like(points)
    for i in range(count):
        if corner[i]:
            continue
        if closed:
            tangents[i] = 0.5 * (points[(i + 1) % count] - points[i - 1])
        elif 0 < i < count - 1:
            tangents[i] = 0.5 * (points[i + 1] - points[i - 1])
        else:
            tangents[i] = 0.5 * (points[min(i + 1, count - 1)] - points[max(i - 1, 0)])
    t = np.linspace(0, 1, steps, endpoint=False, dtype=np.float32)[:, None]
    h00, h10 = 2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t
    h01, h11 = -2 * t**3 + 3 * t**2, t**3 - t**2
    pieces = []
    for i in range(count if closed else count - 1):
        j = (i + 1) % count
        pieces.append(h00 * points[i] + h10 * tangents[i] + h01 * points[j] + h11 * tangents[j])
    if not closed:
        pieces.append(points[-1:])
    return np.concatenate(pieces).astype(np.float32)


def mirror(path: Path) -> list[tuple[float, ...]]:
    """Append the mirror image about x = 0 to a half outline that runs from top to bottom."""
    other = [(-p[0], *p[1:]) for p in reversed(path) if abs(p[0]) > 0.01]
    return [*path, *other]


class Canvas:
    """A layer that is drawn on; `pixels` is (H, W, 4) float32 RGBA, premultiplied, 0..255."""

    def __init__(self, width: float, height: float, scale: float = 1.0) -> None:
        """Make an empty layer of width x height scene units at `scale` pixels a unit."""
        self.pixels: Floats = np.zeros((round(height * scale), round(width * scale), 4), np.float32)
        self.matrix: NDArray[np.float64] = np.array([[scale, 0, 0], [0, scale, 0]], np.float64)

    @contextmanager
    def at(self, x: float, y: float, scale: float = 1.0, turn: float = 0.0, flip: bool = False) -> Iterator[None]:
        """Move the origin, scale and rotate (degrees, clockwise) for the shapes drawn inside the block."""
        before = self.matrix
        cos, sin = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
        side = -1.0 if flip else 1.0
        local = np.array([[cos * side, -sin, x], [sin * side, cos, y], [0, 0, 1]], np.float64)
        self.matrix = before @ local
        try:
            yield
        finally:
            self.matrix = before

    def unit(self) -> float:
        """Pixels per current unit."""
        return float(math.sqrt(abs(np.linalg.det(self.matrix[:, :2]))))

    def to_pixels(self, points: Floats) -> Floats:
        """Map (n, 2) units to pixels."""
        return (points @ self.matrix[:, :2].T + self.matrix[:, 2]).astype(np.float32)

    def mask(self, path: Path, *, sharp: bool = False) -> Floats:
        """Return the whole-canvas mask (0..1) of a closed shape, to clip others with."""
        full = np.zeros(self.pixels.shape[:2], np.float32)
        points = self.to_pixels(np.array([p[:2] for p in path], np.float32) if sharp else smooth(path))
        box = self._box(points, 2)
        if box:
            x0, y0, x1, y1 = box
            full[y0:y1, x0:x1] = _polygon_mask(points, box)
        return full

    def blob(self, path: Path, paint: Paint, **style: Any) -> None:
        """Fill a closed smooth shape."""
        self._fill_polygon(self.to_pixels(smooth(path)), paint, **style)

    def poly(self, path: Path, paint: Paint, **style: Any) -> None:
        """Fill a closed shape with straight sides."""
        self._fill_polygon(self.to_pixels(np.array([p[:2] for p in path], np.float32)), paint, **style)

    def rect(self, x: float, y: float, width: float, height: float, paint: Paint, **style: Any) -> None:
        """Fill a rectangle, with corner `radius` if given."""
        radius = float(style.pop("radius", 0.0))
        if radius <= 0:
            self.poly([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], paint, **style)
            return
        points = []
        corners = (
            (x + width - radius, y + radius, -90),
            (x + width - radius, y + height - radius, 0),
            (x + radius, y + height - radius, 90),
            (x + radius, y + radius, 180),
        )
        for cx, cy, begin in corners:
            for step in range(7):
                angle = math.radians(begin + step * 15)
                points.append((cx + radius * math.cos(angle), cy + radius * math.sin(angle)))
        self.poly(points, paint, **style)

    def ellipse(self, x: float, y: float, rx: float, ry: float, paint: Paint, **style: Any) -> None:
        """Fill an ellipse about (x, y)."""
        angles = np.linspace(0, 2 * math.pi, 48, endpoint=False)
        points = np.stack([x + rx * np.cos(angles), y + ry * np.sin(angles)], 1).astype(np.float32)
        self._fill_polygon(self.to_pixels(points), paint, **style)

    def stroke(
        self,
        path: Path,
        width: float,
        paint: Paint,
        *,
        taper: tuple[float, float] = (1, 1),
        closed: bool = False,
        straight: bool = False,
        **style: Any,
    ) -> None:
        """Draw a line of `width` units; `taper` is the relative width at its two ends."""
        units = np.array([p[:2] for p in path], np.float32) if straight else smooth(path, closed=closed)
        if closed:
            units = np.concatenate([units, units[:1]])
        points = self.to_pixels(units)
        steps = np.linspace(0, 1, len(points))
        half = (
            0.5
            * width
            * self.unit()
            * np.minimum(
                taper[0] + (1 - taper[0]) * np.minimum(1, steps * 2.2),
                taper[1] + (1 - taper[1]) * np.minimum(1, (1 - steps) * 2.2),
            )
        )
        box = self._box(points, float(half.max()) + 2 + 3 * float(style.get("blur", 0)) * self.unit())
        if box is None:
            return
        mask = np.zeros((box[3] - box[1], box[2] - box[0]), np.uint8)
        local = points - np.array(box[:2], np.float32)
        unit = 1 << _SUBPIXEL_BITS
        for i, point in enumerate(local):
            centre = (round(float(point[0]) * unit), round(float(point[1]) * unit))
            cv2.circle(mask, centre, max(1, round(float(half[i]) * unit)), 255, -1, cv2.LINE_AA, _SUBPIXEL_BITS)
            if i == 0:
                continue
            along = point - local[i - 1]
            length = float(np.hypot(*along))
            if length < 0.3:
                continue
            normal = np.array([-along[1], along[0]]) / length
            quad = np.array(
                [
                    local[i - 1] + normal * half[i - 1],
                    point + normal * half[i],
                    point - normal * half[i],
                    local[i - 1] - normal * half[i - 1],
                ]
            )
            cv2.fillConvexPoly(mask, np.round(quad * unit).astype(np.int32), 255, cv2.LINE_AA, _SUBPIXEL_BITS)
        self._compose(_unit_mask(mask), box, paint, **style)

    def text(self, x: float, y: float, words: str, size: float, paint: Paint, font_path: str, **style: Any) -> None:
        """Draw one line of text centred on (x, y); `size` in units. The rotation of the matrix is ignored."""
        font = ImageFont.truetype(font_path, max(4, round(size * self.unit())), index=int(style.pop("face", 2)))
        centre = self.to_pixels(np.array([[x, y]], np.float32))[0]
        picture = Image.new("L", (self.pixels.shape[1], self.pixels.shape[0]), 0)
        ImageDraw.Draw(picture).text((float(centre[0]), float(centre[1])), words, 255, font, anchor="mm")
        box = (0, 0, self.pixels.shape[1], self.pixels.shape[0])
        self._compose(_unit_mask(np.asarray(picture)), box, paint, **style)

    def _box(self, points: Floats, margin: float) -> tuple[int, int, int, int] | None:
        height, width = self.pixels.shape[:2]
        low, high = points.min(0) - margin, points.max(0) + margin
        x0, y0 = max(0, math.floor(float(low[0]))), max(0, math.floor(float(low[1])))
        x1, y1 = min(width, math.ceil(float(high[0]))), min(height, math.ceil(float(high[1])))
        return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None

    def _fill_polygon(self, points: Floats, paint: Paint, **style: Any) -> None:
        box = self._box(points, 2 + 3 * float(style.get("blur", 0)) * self.unit())
        if box:
            self._compose(_polygon_mask(points, box), box, paint, **style)

    def _compose(
        self,
        mask: Floats,
        box: tuple[int, int, int, int],
        paint: Paint,
        *,
        opacity: float = 1.0,
        blur: float = 0.0,
        clip: Floats | None = None,
        add: bool = False,
    ) -> None:
        x0, y0, x1, y1 = box
        if blur > 0:
            mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), blur * self.unit()), np.float32)
        if clip is not None:
            mask = mask * clip[y0:y1, x0:x1]
        colour = self._evaluate(paint, box)
        alpha = mask[..., None] * np.float32(opacity) * (colour[..., 3:4] / 255)
        target = self.pixels[y0:y1, x0:x1]
        if add:
            target[..., :3] = np.minimum(target[..., :3] + colour[..., :3] * alpha, 255)
            target[..., 3:] = np.maximum(target[..., 3:], target[..., :3].max(-1, keepdims=True))
        else:
            target *= 1 - alpha
            target[..., :3] += colour[..., :3] * alpha
            target[..., 3:] += 255 * alpha

    def _evaluate(self, paint: Paint, box: tuple[int, int, int, int]) -> Floats:
        if isinstance(paint, tuple):
            return _rgba(paint)[None, None, :]
        x0, y0, x1, y1 = box
        inverse = np.linalg.inv(np.vstack([self.matrix, [0, 0, 1]]))
        ys, xs = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        ux = inverse[0, 0] * xs + inverse[0, 1] * ys + inverse[0, 2]
        uy = inverse[1, 0] * xs + inverse[1, 1] * ys + inverse[1, 2]
        if isinstance(paint, Linear):
            dx, dy = paint.end[0] - paint.start[0], paint.end[1] - paint.start[1]
            where = ((ux - paint.start[0]) * dx + (uy - paint.start[1]) * dy) / (dx * dx + dy * dy)
            first, last = _rgba(paint.first), _rgba(paint.last)
        else:
            where = np.hypot(ux - paint.centre[0], uy - paint.centre[1]) / paint.radius
            first, last = _rgba(paint.inner), _rgba(paint.outer)
        share = np.clip(where, 0, 1).astype(np.float32)[..., None]
        return np.asarray(first + (last - first) * share, np.float32)


def _rgba(colour: Colour) -> Floats:
    return np.array([*colour[:3], colour[3] if len(colour) > 3 else 255.0], np.float32)


def _polygon_mask(points: Floats, box: tuple[int, int, int, int]) -> Floats:
    mask = np.zeros((box[3] - box[1], box[2] - box[0]), np.uint8)
    local = np.round((points - np.array(box[:2], np.float32)) * (1 << _SUBPIXEL_BITS)).astype(np.int32)
    cv2.fillPoly(mask, [local], (255,), cv2.LINE_AA, _SUBPIXEL_BITS)
    return _unit_mask(mask)


def _unit_mask(mask: Pixels) -> Floats:
    return np.asarray(mask, np.float32) * np.float32(1 / 255)
