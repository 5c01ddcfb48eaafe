"""Short forms for the shot lists: the usual framings, rims of light and moves."""

from __future__ import annotations

import math
from typing import Any

from . import places
from .draw import Canvas, Colour
from .faces import Expression
from .stage import Actor, Art, Drawing, Move

WARM: Colour = (255, 196, 120)
COLD: Colour = (150, 196, 255)
RED: Colour = (255, 90, 60)
FIRE: Colour = (255, 150, 50)


def place(draw: Drawing, blur: float) -> Art:
    """A background, out of focus by 1.5 * `blur` units."""
    return Art(draw=draw, depth=0.55, blur=1.5 * blur)


def counter(depth: float = 1.3) -> Art:
    """The shop counter in the foreground."""
    return Art(draw=places.shop_counter, depth=depth)


def medium(who: str, mood: Expression, **pose: Any) -> Actor:
    """A person from the waist up."""
    return Actor(**{"who": who, "mood": mood, "x": 360, "y": 480, "scale": 1.05, **pose})


def close(who: str, mood: Expression, **pose: Any) -> Actor:
    """A face and the shoulders."""
    return Actor(**{"who": who, "mood": mood, "x": 360, "y": 500, "scale": 1.72, **pose})


def very_close(who: str, mood: Expression, **pose: Any) -> Actor:
    """A face that fills the frame."""
    return Actor(**{"who": who, "mood": mood, "x": 360, "y": 500, "scale": 2.5, **pose})


def slide(from_x: float, from_y: float, seconds: float) -> Move:
    """Come in from an offset and stop after `seconds`, fast at the end."""

    def move(now: float) -> tuple[float, float]:
        left = 1 - min(1.0, now / seconds) ** 2.2
        return from_x * left, from_y * left

    return move


def sway(width: float, height: float, speed: float, phase: float = 0) -> Move:
    """Go to and fro, for flames."""

    def move(now: float) -> tuple[float, float]:
        return width * math.sin(now * speed + phase), height * math.sin(now * speed * 1.7 + phase)

    return move


def both(*drawings: Drawing) -> Drawing:
    """Draw several things into one layer."""

    def draw(c: Canvas) -> None:
        for drawing in drawings:
            drawing(c)

    return draw
