"""Backgrounds that behave as filmed ones do: rooms, streets, lights and leaves, with people, cuts, pans and grain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]
Random = np.random.Generator

#: how much larger than the picture the painted ground is, for the camera to move over
_ROOM = 1.45
_FAST_ROOM = 3.2
_SKINS = ((150, 185, 235), (120, 160, 215), (165, 200, 245))
_CLOTHES = (
    (235, 235, 238),
    (40, 36, 34),
    (120, 60, 40),
    (60, 60, 160),
    (90, 130, 90),
    (200, 190, 160),
    (170, 120, 190),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenery:
    """What a clip is filmed in front of.

    Args:
        grounds: names of the painters to choose from for each shot.
        camera: `handheld`, `locked` or `fast`, which pans across the ground within a second.
        shot_s: shortest and longest shot in seconds; one long shot if both are longer than the clip.
        flashes: how many flashes of light the clip has.
        grain: standard deviation of the noise, in levels.
        people: how many people stand in a shot, at most.
    """

    grounds: tuple[str, ...] = ("room", "street", "bokeh", "leaves")
    camera: str = "handheld"
    shot_s: tuple[float, float] = (2.0, 4.0)
    flashes: int = 0
    grain: float = 2.5
    people: int = 2


def paint(
    scenery: Scenery, size: tuple[int, int], cuts: tuple[int, ...], frames: int, random: Random
) -> Iterator[Picture]:
    """All frames of the scene, (H, W, 3) uint8 BGR. `size` is (height, width)."""
    for first, end in zip((0, *cuts), (*cuts, frames), strict=True):
        yield from _Shot(scenery, size, end - first, random).frames()


class _Shot:
    def __init__(self, scenery: Scenery, size: tuple[int, int], count: int, random: Random) -> None:
        self._size, self._count, self._camera = size, count, scenery.camera
        height, width = size
        fast = scenery.camera == "fast"
        self._ground = GROUNDS[str(random.choice(scenery.grounds))](
            round(height * _ROOM), round(width * (_FAST_ROOM if fast else _ROOM)), random
        )
        self._people = [_Person(size, random) for _ in range(random.integers(0, scenery.people + 1))]
        self._from, self._to = random.uniform(0.1, 0.9, 2), random.uniform(0.1, 0.9, 2)
        if fast:
            self._from[0], self._to[0] = (0.02, 0.98) if random.random() < 0.5 else (0.98, 0.02)
        self._zoom = random.uniform(1.0, 1.12, 2)
        self._phase = random.uniform(0, 6.28, 4)

    def frames(self) -> Iterator[Picture]:
        for number in range(self._count):
            frame = self._look(number)
            for person in self._people:
                person.stand(frame, number)
            yield frame

    def _look(self, number: int) -> Picture:
        height, width = self._size
        share = 0.0 if self._camera == "locked" else number / max(1, self._count - 1)
        if self._camera == "fast":  # stand, whip across, stand
            share = float(np.clip((share - 0.35) / 0.3, 0, 1))
        place = self._from + (self._to - self._from) * share * (1 if self._camera == "fast" else 0.35)
        zoom = self._zoom[0] + (self._zoom[1] - self._zoom[0]) * share
        left = place[0] * (self._ground.shape[1] - width / zoom)
        top = place[1] * (self._ground.shape[0] - height / zoom)
        if self._camera != "locked":
            left += 2.5 * np.sin(number * 0.21 + self._phase[0]) + 1.2 * np.sin(number * 0.53 + self._phase[1])
            top += 2.5 * np.sin(number * 0.17 + self._phase[2]) + 1.2 * np.sin(number * 0.61 + self._phase[3])
        matrix = np.array([[1 / zoom, 0, left], [0, 1 / zoom, top]], np.float32)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return np.asarray(
            cv2.warpAffine(self._ground, matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REFLECT)
        )


class _Person:
    """Head, hair and shoulders in clothes of some pattern; sways, walks a little, breathes."""

    def __init__(self, size: tuple[int, int], random: Random) -> None:
        height, width = size
        unit = min(height, width) * random.uniform(0.16, 0.3)
        wide, high = round(unit * 3.4), round(min(unit * 5.4, height * 0.95))
        colour, opaque = np.zeros((high, wide, 3), np.uint8), np.zeros((high, wide), np.uint8)
        middle, head = wide // 2, (round(unit * 0.55), round(unit * 0.72))
        shoulders = np.array([
            (middle - 0.35 * unit, 1.4 * unit), (middle + 0.35 * unit, 1.4 * unit), (middle + 1.35 * unit, 1.85 * unit),
            (middle + 1.6 * unit, high), (middle - 1.6 * unit, high), (middle - 1.35 * unit, 1.85 * unit),
        ], np.int32)  # fmt: skip
        skin = _SKINS[random.integers(len(_SKINS))]
        cv2.fillPoly(opaque, [shoulders], 255)
        colour[opaque > 0] = _cloth(high, wide, unit, random)[opaque > 0]
        collar = np.array(
            [(middle - 0.4 * unit, 1.38 * unit), (middle + 0.4 * unit, 1.38 * unit), (middle, 2.1 * unit)]
        )
        cv2.fillPoly(colour, [collar.astype(np.int32)], skin)
        cv2.fillPoly(opaque, [collar.astype(np.int32)], 255)
        for centre, axes, tone in (
            ((middle, round(unit * 0.72)), (round(unit * 0.68), round(unit * 0.7)), (28, 26, 30)),
            ((middle, round(unit * 0.86)), head, skin),
        ):
            cv2.ellipse(colour, centre, axes, 0, 0, 360, tone, -1)
            cv2.ellipse(opaque, centre, axes, 0, 0, 360, 255, -1)
        cv2.ellipse(
            colour, (middle, round(unit * 0.42)), (round(unit * 0.6), round(unit * 0.34)), 0, 0, 360, (28, 26, 30), -1
        )
        for side in (-1, 1):
            cv2.ellipse(
                colour,
                (round(middle + side * unit * 0.22), round(unit * 0.86)),
                (max(2, round(unit * 0.09)), max(1, round(unit * 0.045))),
                0,
                0,
                360,
                (30, 30, 40),
                -1,
            )
        cv2.ellipse(
            colour, (middle, round(unit * 1.22)), (round(unit * 0.17), round(unit * 0.05)), 0, 0, 360, (90, 90, 190), -1
        )
        light = np.linspace(random.uniform(0.7, 1.0), random.uniform(0.7, 1.0), wide, dtype=np.float32)[None, :, None]
        shaded = cv2.GaussianBlur((colour * light).astype(np.uint8), (0, 0), 0.8)
        soft = cv2.GaussianBlur(opaque, (0, 0), 1.0)[..., None].repeat(3, 2)
        self._colour = np.asarray(cv2.multiply(shaded, soft, scale=1 / 255), np.uint8)
        self._gone = np.asarray(255 - soft, np.uint8)
        self._x = random.uniform(0.1, 0.9) * width - wide / 2
        self._y = height - high + random.uniform(0, 0.25) * high
        self._walk = random.choice((0.0, 0.0, -1.2, 1.2))
        self._sway, self._pace, self._phase = random.uniform(2, 14), random.uniform(0.03, 0.12), random.uniform(0, 6.28)

    def stand(self, frame: Picture, number: int) -> None:
        """Draw the person into a frame."""
        left = round(self._x + self._walk * number + self._sway * np.sin(self._pace * number + self._phase))
        top = round(self._y + 0.3 * self._sway * np.sin(1.7 * self._pace * number))
        height, width = self._gone.shape[:2]
        y0, y1 = max(0, top), min(frame.shape[0], top + height)
        x0, x1 = max(0, left), min(frame.shape[1], left + width)
        if y0 >= y1 or x0 >= x1:
            return
        own = slice(y0 - top, y1 - top), slice(x0 - left, x1 - left)
        part = cv2.multiply(np.ascontiguousarray(frame[y0:y1, x0:x1]), self._gone[own], scale=1 / 255)
        frame[y0:y1, x0:x1] = cv2.add(part, self._colour[own])


def _cloth(height: int, width: int, unit: float, random: Random) -> Picture:
    base = np.array(_CLOTHES[random.integers(len(_CLOTHES))], np.float32)
    other = np.array(_CLOTHES[random.integers(len(_CLOTHES))], np.float32)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    pitch = unit * random.uniform(0.08, 0.3)
    pattern = random.choice(("plain", "stripes", "checks", "knit"))
    share = np.zeros((height, width), np.float32)
    if pattern == "stripes":
        share = (np.sin(6.28 * y / pitch) > 0.2).astype(np.float32)
    elif pattern == "checks":
        share = ((np.sin(6.28 * y / pitch) > 0.4).astype(np.float32) + (np.sin(6.28 * x / pitch) > 0.4)) / 2
    elif pattern == "knit":
        share = 0.25 + 0.25 * np.sin(6.28 * (x + 0.4 * pitch * np.sin(6.28 * y / pitch)) / (0.5 * pitch)).astype(
            np.float32
        )
    folds = 1 + 0.14 * (_noise(height, width, 5, random) - 0.5)
    cloth = (base + (other - base) * share[..., None]) * folds[..., None]
    clothing: Picture = np.clip(cloth, 0, 255).astype(np.uint8)
    return clothing


def _noise(height: int, width: int, cells: int, random: Random, octaves: int = 4) -> Floats:
    """Smooth noise of 0 to 1."""
    total, weight = np.zeros((height, width), np.float32), 0.0
    for octave in range(octaves):
        count = cells * 2**octave
        grid = random.random(
            (max(2, count * height // max(height, width)) + 1, max(2, count * width // max(height, width)) + 1)
        )
        layer = cv2.resize(grid.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        total += np.asarray(layer, np.float32) * 0.5**octave
        weight += 0.5**octave
    smooth: Floats = np.clip(total / np.float32(weight), 0, 1).astype(np.float32)
    return smooth


def _colours(low: int, high: int, random: Random) -> Floats:
    """A colour, rather greyish, as most of what is filmed."""
    colour = random.uniform(low, high, 3)
    greyish: Floats = (0.5 * colour + 0.5 * colour.mean()).astype(np.float32)
    return greyish


def _gradient(height: int, width: int, first: Floats, last: Floats) -> Floats:
    share = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    return np.broadcast_to(first + (last - first) * share, (height, width, 3)).copy()


def _finish(picture: Floats, blur: float) -> Picture:
    return np.asarray(cv2.GaussianBlur(np.clip(picture, 0, 255).astype(np.uint8), (0, 0), blur), np.uint8)


def _room(height: int, width: int, random: Random) -> Picture:
    """A wall with windows, shelves of books and pictures, a sofa."""
    picture = _gradient(height, width, _colours(70, 200, random), _colours(40, 130, random))
    picture *= (0.85 + 0.3 * _noise(height, width, 3, random))[..., None]
    for _ in range(random.integers(2, 5)):
        x, y = int(random.integers(0, width - 60)), int(random.integers(0, height * 2 // 3))
        w, h = int(random.integers(60, width // 2)), int(random.integers(60, height // 3))
        if random.random() < 0.4:  # a window: bright, with bars
            cv2.rectangle(picture, (x, y), (x + w, y + h), (245, 240, 228), -1)
            for bar in range(x, x + w, max(12, w // 4)):
                cv2.line(picture, (bar, y), (bar, y + h), (90, 100, 110), 4)
            cv2.rectangle(picture, (x, y), (x + w, y + h), (80, 85, 95), 6)
        elif random.random() < 0.6:  # books
            cv2.rectangle(picture, (x, y), (x + w, y + h), (40, 50, 70), -1)
            at = x + 4
            while at < x + w - 6:
                thick = int(random.integers(5, 16))
                cv2.rectangle(
                    picture,
                    (at, y + int(random.integers(4, 24))),
                    (at + thick - 2, y + h - 4),
                    _colours(40, 230, random).tolist(),
                    -1,
                )
                at += thick
        else:
            cv2.rectangle(picture, (x, y), (x + w, y + h), _colours(30, 220, random).tolist(), -1)
            cv2.rectangle(picture, (x, y), (x + w, y + h), (60, 90, 130), 8)
    top = int(height * random.uniform(0.62, 0.8))
    cv2.rectangle(picture, (0, top), (width, height), _colours(40, 190, random).tolist(), -1)
    for x in range(0, width, int(random.integers(50, 160))):
        cv2.line(picture, (x, top), (x + 20, height), _colours(40, 190, random).tolist(), 3)
    return _finish(picture, random.uniform(0.8, 2.2))


def _street(height: int, width: int, random: Random) -> Picture:
    """Houses with windows under a bright sky, a road with stripes."""
    picture = _gradient(height, width, _colours(200, 250, random), _colours(150, 220, random))
    x = 0
    while x < width:
        w, top = int(random.integers(80, 220)), int(height * random.uniform(0.1, 0.45))
        wall = _colours(50, 200, random)
        cv2.rectangle(picture, (x, top), (x + w, height), wall.tolist(), -1)
        pitch = int(random.integers(22, 48))
        for wy in range(top + 14, height, pitch):
            for wx in range(x + 8, x + w - 14, pitch):
                tone = (120, 220, 250) if random.random() < 0.25 else (wall * 0.5).tolist()
                cv2.rectangle(picture, (wx, wy), (wx + pitch // 2, wy + pitch // 2), tone, -1)
        x += w
    road = int(height * random.uniform(0.7, 0.85))
    cv2.rectangle(picture, (0, road), (width, height), (95, 95, 98), -1)
    for x in range(0, width, 130):
        cv2.rectangle(picture, (x, (road + height) // 2), (x + 70, (road + height) // 2 + 10), (235, 235, 235), -1)
    picture *= (0.85 + 0.3 * _noise(height, width, 12, random))[..., None]
    return _finish(picture, random.uniform(0.7, 1.6))


def _bokeh(height: int, width: int, random: Random) -> Picture:
    """A night with lights out of focus."""
    picture = _gradient(height, width, _colours(8, 50, random), _colours(5, 40, random))
    for _ in range(int(random.integers(40, 110))):
        radius, light = int(random.integers(5, 42)), _colours(60, 255, random)
        x, y = int(random.integers(radius, width - radius)), int(random.integers(radius, height - radius))
        disc = np.zeros((2 * radius + 1, 2 * radius + 1), np.float32)
        cv2.circle(disc, (radius, radius), radius, random.uniform(0.2, 0.8), -1)
        picture[y - radius : y + radius + 1, x - radius : x + radius + 1] += disc[..., None] * light.astype(np.float32)
    return _finish(picture, 2.0)


def _leaves(height: int, width: int, random: Random) -> Picture:
    """Foliage with light between the leaves."""
    rough = _noise(height, width, 24, random, octaves=4)
    tone = _noise(height, width, 4, random)
    green = np.array((50, 120, 70), np.float32) * (0.4 + 1.3 * rough)[..., None] * (0.6 + 0.8 * tone)[..., None]
    light = np.clip((rough - 0.62) * 9, 0, 1)[..., None]
    return _finish(green * (1 - light) + np.array((215, 240, 235), np.float32) * light, 0.8)


def _bright(height: int, width: int, random: Random) -> Picture:
    """Curtains, clouds, marble or snow in bright light: what white letters drown in."""
    base = _gradient(height, width, _colours(205, 250, random), _colours(190, 245, random))
    x = np.arange(width, dtype=np.float32)[None, :]
    folds = np.sin(x / random.uniform(6, 22) + 3 * _noise(height, width, 3, random)) * random.uniform(5, 22)
    veins = np.abs(_noise(height, width, 8, random) - 0.5) * random.uniform(20, 110)
    picture = base + (folds if random.random() < 0.5 else -folds * 0.3)[..., None] - veins[..., None]
    for _ in range(int(random.integers(2, 7))):  # white things with edges: paper, plates, panes
        left, top = int(random.integers(0, width)), int(random.integers(0, height))
        across, down = int(random.integers(30, 240)), int(random.integers(30, 240))
        cv2.rectangle(picture, (left, top), (left + across, top + down), _colours(215, 255, random).tolist(), -1)
        cv2.rectangle(picture, (left, top), (left + across, top + down), _colours(150, 220, random).tolist(), 2)
    return _finish(picture, random.uniform(0.7, 1.4))


def _plain(height: int, width: int, random: Random) -> Picture:
    """A soft gradient."""
    return _finish(_gradient(height, width, _colours(20, 230, random), _colours(20, 230, random)), 3.0)


GROUNDS = {"room": _room, "street": _street, "bokeh": _bokeh, "leaves": _leaves, "bright": _bright, "plain": _plain}
