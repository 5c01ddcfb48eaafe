"""Shots, and how a shot becomes frames: layers under a moving camera, actors that speak and blink, light."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import cv2
import numpy as np

from .draw import Canvas, Colour, Floats, Pixels
from .effects import Effect
from .faces import Expression, draw_features
from .people import PEOPLE, draw_person

WIDTH, HEIGHT = 720, 1280
LAYER_SCALE = 1.5  # pixels a unit in a layer, so that a push-in stays sharp

Move = Callable[[float], tuple[float, float]]  # seconds in the shot -> offset in units
Drawing = Callable[[Canvas], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A camera move: zoom and offset (units, towards the right and down) at the start and the end."""

    zoom: tuple[float, float] = (1.02, 1.07)
    x: tuple[float, float] = (0, 0)
    y: tuple[float, float] = (0, 0)
    jolt_at: float | None = None  # seconds: a short shake


@dataclass(frozen=True, slots=True, kw_only=True)
class Art:
    """A drawn layer. `depth` 1 moves with the camera, less is farther away."""

    draw: Drawing
    depth: float = 1.0
    blur: float = 0
    move: Move | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person in a shot; the eyes are at (x, y)."""

    who: str
    mood: Expression
    x: float = 360
    y: float = 500
    scale: float = 1.0
    turn: float = 0
    lean: float = 0
    depth: float = 1.15
    blur: float = 0
    rim: Colour | None = None
    rim_side: int = 1
    tint: Colour = (255, 255, 255)
    over: Drawing | None = None  # hands and things in front, in scene units
    move: Move | None = None
    speaks: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One shot. Times in ms from the start of the episode; the end is the next shot's start."""

    start_ms: int
    size: str
    about: str
    layers: tuple[Art | Actor, ...]
    light: Colour = (255, 255, 255)
    camera: Camera = field(default_factory=Camera)
    effects: tuple[Effect, ...] = ()
    transition: str = "cut"
    flash_ms: int | None = None  # a white flash inside the shot, FLASH_FRAMES long


FLASH_FRAMES = 4
_FLASH = (0.82, 1.0, 0.7, 0.34)
_HOLD = 2  # the camera moves on twos, as in animation: it halves the size of the file
_CALM = 0.5  # share of each written camera move that is carried out
DISSOLVE_FRAMES = 12  # centred on the recorded start of the new shot


@dataclass(slots=True)
class _Layer:
    source: Art | Actor
    image: Pixels  # (H, W, 4) premultiplied
    box: tuple[float, float, float, float]  # units, what is not empty
    states: dict[tuple[int, bool], Pixels] = field(default_factory=dict)


class ShotRenderer:
    """Draws the frames of one shot; layers are drawn once, when the first frame is asked for."""

    def __init__(self, shot: Shot, length: int) -> None:
        """Prepare a shot of `length` frames."""
        self.shot = shot
        self.length = max(2, length)
        self._layers: list[_Layer] | None = None
        self._light = light_map(shot.light)

    def frame(self, number: int, mouths: dict[str, int]) -> Pixels:
        """Draw frame `number` of the shot; `mouths` maps a speaker to 0 closed, 1 half, 2 open."""
        if self._layers is None:
            self._layers = [_prepare(layer) for layer in self.shot.layers]
        picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
        for index, layer in enumerate(self._layers):
            image = layer.image
            if isinstance(layer.source, Actor):
                mouth = mouths.get(layer.source.who, 0) if layer.source.speaks else 0
                image = _state(layer, mouth, _blinks(layer.source.mood, number, index + self.shot.start_ms))
            self._place(picture, image, layer, number)
        picture = np.asarray(cv2.multiply(picture, self._light, scale=1 / 255), np.uint8)
        for effect in self.shot.effects:
            effect(picture, number)
        return picture

    def _place(self, picture: Pixels, image: Pixels, layer: _Layer, number: int) -> None:
        held = number - number % _HOLD
        share = 0.5 + _CALM * (min(1.25, max(-0.25, held / (self.length - 1))) - 0.5)
        camera, depth = self.shot.camera, layer.source.depth
        zoom = 1 + (camera.zoom[0] + (camera.zoom[1] - camera.zoom[0]) * share - 1) * depth
        dx = (camera.x[0] + (camera.x[1] - camera.x[0]) * share) * depth
        dy = (camera.y[0] + (camera.y[1] - camera.y[0]) * share) * depth
        seconds = number / 25
        if camera.jolt_at is not None and 0 <= seconds - camera.jolt_at < 0.4:
            age = seconds - camera.jolt_at
            dy += 22 * math.cos(age * 48) * (1 - age / 0.4)
        mx, my = layer.source.move(seconds) if layer.source.move else (0.0, 0.0)
        cx, cy = WIDTH / 2, 520.0
        tx, ty = cx + (mx - cx) * zoom - dx, cy + (my - cy) * zoom - dy
        box = layer.box
        x0, y0 = max(0, math.floor(box[0] * zoom + tx) - 1), max(0, math.floor(box[1] * zoom + ty) - 1)
        x1, y1 = min(WIDTH, math.ceil(box[2] * zoom + tx) + 1), min(HEIGHT, math.ceil(box[3] * zoom + ty) + 1)
        if x1 <= x0 or y1 <= y0:
            return
        k = zoom / LAYER_SCALE
        matrix = np.array([[k, 0, tx - x0], [0, k, ty - y0]], np.float64)
        border = cv2.BORDER_REPLICATE if box == (0, 0, WIDTH, HEIGHT) else cv2.BORDER_CONSTANT
        warped = cv2.warpAffine(image, matrix, (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR, borderMode=border)
        target = picture[y0:y1, x0:x1]
        keep = cv2.cvtColor(255 - warped[..., 3], cv2.COLOR_GRAY2RGB)
        picture[y0:y1, x0:x1] = cv2.add(cv2.multiply(target, keep, scale=1 / 255), warped[..., :3])


def light_map(colour: Colour) -> Pixels:
    """Return a (H, W, 3) map of a coloured light with a soft vignette, 255 = unchanged."""
    ys, xs = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    far = np.hypot((xs - WIDTH / 2) / 560, (ys - 540) / 900)
    vignette = 1 - 0.42 * np.clip(far - 0.35, 0, 1) ** 1.3
    return np.asarray(np.clip(vignette[..., None] * np.array(colour[:3], np.float32), 0, 255), np.uint8)


def flash_strength(shot: Shot, frame: int) -> float:
    """How white the flash makes this frame of the episode, 0..1."""
    if shot.flash_ms is None:
        return 0.0
    age = frame - shot.flash_ms // 40
    return _FLASH[age] if 0 <= age < FLASH_FRAMES else 0.0


def _blinks(mood: Expression, number: int, seed: int) -> bool:
    if mood.iris < 0.8:  # wide-eyed people do not blink
        return False
    return (number + seed * 7) % 83 < 4 and number > 6


def _prepare(source: Art | Actor) -> _Layer:
    canvas = Canvas(WIDTH, HEIGHT, LAYER_SCALE)
    if isinstance(source, Art):
        source.draw(canvas)
    else:
        person = PEOPLE[source.who]
        with canvas.at(source.x, source.y, source.scale, source.lean):
            draw_person(canvas, person, source.turn)
        _tone(canvas.pixels, source)
    if source.blur:
        canvas.pixels = np.asarray(cv2.GaussianBlur(canvas.pixels, (0, 0), source.blur * LAYER_SCALE), np.float32)
    image = np.clip(canvas.pixels, 0, 255).astype(np.uint8)
    return _Layer(source=source, image=image, box=_box(source, canvas))


def _box(source: Art | Actor, canvas: Canvas) -> tuple[float, float, float, float]:
    if isinstance(source, Actor):
        full = np.array([[-420, -300], [420, 1300]], np.float64) * source.scale + [source.x, source.y]
        (x0, y0), (x1, y1) = np.clip(full, 0, [WIDTH, HEIGHT])
        if source.over or source.lean:
            return (-0.01, 0, WIDTH, HEIGHT)
        return (float(x0), float(y0), float(x1), float(y1))
    solid = canvas.pixels[..., 3] > 1
    rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    if not len(rows):
        return (0, 0, 1, 1)
    if solid.all():
        return (0, 0, WIDTH, HEIGHT)
    return (
        columns[0] / LAYER_SCALE,
        rows[0] / LAYER_SCALE,
        (columns[-1] + 1) / LAYER_SCALE,
        (rows[-1] + 1) / LAYER_SCALE,
    )


def _tone(pixels: Floats, actor: Actor) -> None:
    pixels[..., :3] *= np.array(actor.tint[:3], np.float32) / 255
    if actor.rim is None:
        return
    alpha = pixels[..., 3] / 255
    reach = 9 * actor.scale * LAYER_SCALE
    move = np.array([[1, 0, -actor.rim_side * reach], [0, 1, reach * 0.35]], np.float64)
    inside = cv2.warpAffine(alpha, move, alpha.shape[::-1], borderMode=cv2.BORDER_REPLICATE)
    rim = alpha * (1 - cv2.GaussianBlur(inside, (0, 0), reach * 0.25))
    rim = (rim * 0.85)[..., None]
    pixels[..., :3] += (np.array(actor.rim[:3], np.float32) * alpha[..., None] - pixels[..., :3]) * rim


def _state(layer: _Layer, mouth: int, blink: bool) -> Pixels:
    """Return the layer with the features for this moment on it; kept for the next time."""
    key = (mouth, blink)
    if key in layer.states:
        return layer.states[key]
    actor = layer.source
    assert isinstance(actor, Actor)
    person = PEOPLE[actor.who]
    canvas = Canvas(WIDTH, HEIGHT, LAYER_SCALE)
    with canvas.at(actor.x, actor.y, actor.scale, actor.lean):
        draw_features(
            canvas, person.features, actor.mood, turn=actor.turn, mouth=mouth, blink=blink, shade=person.shade
        )
        person.extras(canvas, actor.turn)
        canvas.pixels[..., :3] *= np.array(actor.tint[:3], np.float32) / 255
    if actor.over:
        actor.over(canvas)
    top = canvas.pixels
    if actor.blur:
        top = np.asarray(cv2.GaussianBlur(top, (0, 0), actor.blur * LAYER_SCALE), np.float32)
    merged = layer.image.astype(np.float32) * (1 - top[..., 3:] / 255) + top
    layer.states[key] = np.clip(merged, 0, 255).astype(np.uint8)
    return layer.states[key]
