"""People who talk: they sway, nod, blink and move their mouths."""

from __future__ import annotations

import cv2
import numpy as np

from benchmarks.footage.scenery import Picture, Random

_SKINS = ((150, 185, 235), (120, 160, 215), (165, 200, 245), (90, 125, 180))
_HAIRS = ((28, 26, 30), (35, 45, 70), (60, 80, 110))
_CLOTHES = ((232, 232, 238), (40, 36, 34), (120, 60, 40), (60, 60, 160), (90, 130, 90), (200, 190, 160), (140, 90, 150))
#: parts of a pixel that positions are given in
_SHIFT = 3


class Figure:
    """Head and shoulders, drawn into a picture.

    Args:
        x: of the middle, in pixels.
        y: of the chin, in pixels.
        unit: half of the height of the head, in pixels.
    """

    def __init__(self, random: Random, x: float, y: float, unit: float) -> None:
        self._x, self._y, self._unit = x, y, unit
        self._skin = _SKINS[random.integers(len(_SKINS))]
        self._hair = _HAIRS[random.integers(len(_HAIRS))]
        self._cloth = _CLOTHES[random.integers(len(_CLOTHES))]
        self._stripes = bool(random.random() < 0.4)
        self._walk = float(random.choice((0.0, 0.0, 0.0, -0.01, 0.01))) * unit
        self._phase = random.uniform(0, 6.28, 4)
        self._pace = random.uniform(0.03, 0.11, 3)
        self._sway = random.uniform(0.03, 0.25) * unit

    def draw(self, picture: Picture, number: int) -> None:
        """As it stands in a frame."""
        unit = self._unit
        x = self._x + self._walk * number + self._sway * np.sin(self._pace[0] * number + self._phase[0])
        y = self._y + 0.3 * self._sway * np.sin(self._pace[1] * number + self._phase[1])
        self._body(picture, x, y)
        x += 0.5 * self._sway * np.sin(self._pace[2] * number + self._phase[2])
        turn = 6 * np.sin(self._pace[1] * number + self._phase[3])
        middle = y - 0.9 * unit
        side = np.sin(self._pace[0] * number + self._phase[3]) * 0.15 * unit
        self._oval(picture, x, middle - 0.25 * unit, 0.86 * unit, 0.98 * unit, self._hair, turn)
        self._oval(picture, x, middle, 0.72 * unit, 0.95 * unit, self._skin, turn)
        shade = tuple(round(0.88 * level) for level in self._skin)
        self._oval(picture, x + 0.42 * unit + side, middle + 0.1 * unit, 0.26 * unit, 0.6 * unit, shade, turn)
        self._oval(picture, x, middle - 0.78 * unit, 0.66 * unit, 0.34 * unit, self._hair, turn)
        is_blinking = (number + int(10 * self._phase[0])) % 73 < 4
        for eye in (-1, 1):
            at = x + eye * 0.3 * unit + side, middle - 0.1 * unit
            self._oval(picture, at[0], at[1] - 0.2 * unit, 0.17 * unit, 0.03 * unit, self._hair, turn)
            self._oval(picture, *at, 0.14 * unit, (0.02 if is_blinking else 0.08) * unit, (240, 240, 240), turn)
            if not is_blinking:
                self._oval(picture, *at, 0.07 * unit, 0.08 * unit, (35, 30, 30), turn)
        self._oval(picture, x + side * 1.2, middle + 0.2 * unit, 0.09 * unit, 0.16 * unit, shade, turn)
        is_talking = np.sin(0.05 * number + self._phase[1]) > -0.2
        gap = 0.03 + 0.13 * max(0.0, np.sin(0.9 * number + self._phase[2])) * is_talking
        self._oval(picture, x + side, middle + 0.55 * unit, 0.26 * unit, (gap + 0.04) * unit, (95, 90, 180), turn)
        self._oval(picture, x + side, middle + 0.55 * unit, 0.2 * unit, gap * unit, (40, 30, 60), turn)

    def _body(self, picture: Picture, x: float, y: float) -> None:
        neck = ((-0.36, -0.4), (0.36, -0.4), (0.4, 0.5), (-0.4, 0.5))
        torso = ((-0.5, 0.22), (0.5, 0.22), (1.75, 0.75), (2.1, 6), (-2.1, 6), (-1.75, 0.75))
        self._shape(picture, x, y, torso, self._cloth)
        if self._stripes:
            darker = tuple(round(0.7 * level) for level in self._cloth)
            for row in np.arange(0.9, 6, 0.5):
                self._shape(picture, x, y, ((-1.7, row), (1.7, row), (1.72, row + 0.18), (-1.72, row + 0.18)), darker)
        self._shape(picture, x, y, ((-0.5, 0.22), (0.5, 0.22), (0, 1.2)), self._skin)
        self._shape(picture, x, y, neck, tuple(round(0.85 * level) for level in self._skin))

    def _shape(
        self, picture: Picture, x: float, y: float, corners: tuple[tuple[float, float], ...], tone: tuple[int, ...]
    ) -> None:
        points = np.array([(x + across * self._unit, y + down * self._unit) for across, down in corners])
        cv2.fillPoly(picture, [np.round(points * 2**_SHIFT).astype(np.int32)], tone, cv2.LINE_AA, _SHIFT)

    def _oval(
        self, picture: Picture, x: float, y: float, wide: float, high: float, tone: tuple[int, ...], turn: float
    ) -> None:
        centre = round(x * 2**_SHIFT), round(y * 2**_SHIFT)
        axes = max(1, round(wide * 2**_SHIFT)), max(1, round(high * 2**_SHIFT))
        cv2.ellipse(picture, centre, axes, turn, 0, 360, tone, -1, cv2.LINE_AA, _SHIFT)
