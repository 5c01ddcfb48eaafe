"""What moves over a picture: steam, rain, embers, a sound wave, shake. Each draws into an RGB frame in place."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from functools import lru_cache

import cv2
import numpy as np

from .draw import Floats, Pixels

Effect = Callable[[Pixels, int], None]  # (frame (H, W, 3) uint8 RGB, frame number inside the shot)


@lru_cache(maxsize=32)
def _puff(size: int) -> Floats:
    ys, xs = np.mgrid[-1 : 1 : size * 1j, -1 : 1 : size * 1j]
    return np.asarray(np.clip(1 - np.hypot(xs, ys), 0, 1) ** 1.6, np.float32)


def _add(frame: Pixels, x: float, y: float, size: int, colour: tuple[int, int, int], strength: float) -> None:
    height, width = frame.shape[:2]
    x0, y0 = round(x - size / 2), round(y - size / 2)
    a0, b0, a1, b1 = max(0, x0), max(0, y0), min(width, x0 + size), min(height, y0 + size)
    if a1 <= a0 or b1 <= b0 or strength <= 0.004:
        return
    light = _puff(size)[b0 - y0 : b1 - y0, a0 - x0 : a1 - x0, None] * strength
    part = frame[b0:b1, a0:a1].astype(np.float32)
    frame[b0:b1, a0:a1] = (part + (np.array(colour, np.float32) - part) * light).astype(np.uint8)


def steam(x: float, y: float, *, width: float = 160, rise: float = 420, strength: float = 0.3) -> Effect:
    """Soft puffs that rise from (x, y)."""
    dice = random.Random(int(x * 7 + y))
    puffs = [(dice.uniform(-0.5, 0.5), dice.random(), dice.uniform(0.7, 1.3)) for _ in range(6)]

    def draw(frame: Pixels, number: int) -> None:
        for side, phase, size in puffs:
            age = (number / 110 + phase) % 1.0
            where = x + side * width * (0.6 + age) + 26 * math.sin(age * 5 + phase * 9)
            grow = round((130 + 200 * age) * size / 10) * 10
            _add(frame, where, y - rise * age, grow, (255, 246, 232), strength * math.sin(math.pi * age))

    return draw


def rain(count: int = 30, *, colour: tuple[int, int, int] = (190, 210, 245), seed: int = 1) -> Effect:
    """Slanted streaks over the whole frame."""
    dice = random.Random(seed)
    drops = [(dice.uniform(0, 860), dice.random(), dice.uniform(36, 80)) for _ in range(count)]

    def draw(frame: Pixels, number: int) -> None:
        height = frame.shape[0]
        layer = frame.copy()
        for x, phase, length in drops:
            y = ((number * 0.062 + phase) % 1.0) * (height + 200) - 100
            left = round(x - y * 0.12)
            cv2.line(layer, (left, round(y)), (round(left - length * 0.12), round(y + length)), colour, 2, cv2.LINE_AA)
        cv2.addWeighted(layer, 0.42, frame, 0.58, 0, frame)

    return draw


def embers(count: int = 36, *, seed: int = 2) -> Effect:
    """Sparks that rise and sway."""
    dice = random.Random(seed)
    sparks = [(dice.uniform(0, 720), dice.random(), dice.uniform(2, 5), dice.uniform(0.5, 1.3)) for _ in range(count)]

    def draw(frame: Pixels, number: int) -> None:
        for x, phase, size, speed in sparks:
            age = (number / 70 * speed + phase) % 1.0
            where = (round(x + 40 * math.sin(age * 7 + phase * 20)), round(1240 - age * 1250))
            glow = (255, round(120 + 110 * (1 - age)), round(40 + 60 * (1 - age)))
            cv2.circle(frame, where, max(1, round(size * (1 - age * 0.6))), glow, -1, cv2.LINE_AA)

    return draw


def wave() -> Effect:
    """The wave of a voice recording on the phone of `props.recording_phone`."""

    def draw(frame: Pixels, number: int) -> None:
        for k in range(27):
            tall = 12 + 74 * abs(math.sin(k * 1.7 + number * 0.22) * math.cos(k * 0.6 - number * 0.11))
            x = 168 + k * 14
            cv2.rectangle(frame, (x, round(431 - tall)), (x + 7, round(431 + tall)), (255, 110, 110), -1, cv2.LINE_AA)

    return draw


def sparkle(points: tuple[tuple[float, float], ...]) -> Effect:
    """Four-pointed stars that twinkle."""

    def draw(frame: Pixels, number: int) -> None:
        for k, (x, y) in enumerate(points):
            size = 34 * max(0.0, math.sin(number * 0.12 + k * 1.9))
            if size < 3:
                continue
            thin = size * 0.16
            star = [
                (x, y - size),
                (x + thin, y - thin),
                (x + size, y),
                (x + thin, y + thin),
                (x, y + size),
                (x - thin, y + thin),
                (x - size, y),
                (x - thin, y - thin),
            ]
            points_px = np.round(np.array(star) * 16).astype(np.int32)
            cv2.fillPoly(frame, [points_px], (255, 246, 214), cv2.LINE_AA, 4)

    return draw
