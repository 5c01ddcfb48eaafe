"""Faces: expressions, and the moving features (eyes, brows, mouth) drawn over a head."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .draw import Canvas, Colour, Linear

INK: Colour = (38, 24, 32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """What a face does. Brow values are units down (positive) at each end; mouth_corner is -1 frown .. 1 smile."""

    brow_inner: float = 0
    brow_outer: float = 0
    eye_open: float = 1.0
    gaze: tuple[float, float] = (0, 0)
    eyes_closed: bool = False
    iris: float = 1.0
    mouth_corner: float = 0.0
    smirk: float = 0.0
    mouth_size: float = 1.0
    gape: float = 0.0
    teeth: bool = False
    blush: float = 0.0
    sweat: bool = False
    tear: bool = False
    vein: bool = False
    frown_lines: bool = False


CALM = Expression()
STERN = Expression(brow_inner=7, brow_outer=-5, eye_open=0.86, mouth_corner=-0.35, frown_lines=True)
ANGRY = Expression(brow_inner=13, brow_outer=-9, eye_open=0.95, mouth_corner=-0.7, frown_lines=True, mouth_size=1.15)
FURIOUS = Expression(
    brow_inner=17,
    brow_outer=-14,
    eye_open=1.1,
    iris=0.8,
    mouth_corner=-0.8,
    mouth_size=1.45,
    teeth=True,
    vein=True,
    frown_lines=True,
)
SMUG = Expression(brow_inner=5, brow_outer=-8, eye_open=0.72, mouth_corner=0.5, smirk=0.9)
LAUGH = Expression(brow_inner=8, brow_outer=-12, eye_open=0.7, mouth_corner=0.9, mouth_size=1.4, teeth=True)
SHOCK = Expression(brow_inner=-13, brow_outer=-9, eye_open=1.3, iris=0.74, mouth_corner=-0.2, gape=0.55)
FEAR = Expression(brow_inner=-13, brow_outer=5, eye_open=1.2, iris=0.68, mouth_corner=-0.8, sweat=True, mouth_size=1.2)
PLEAD = Expression(brow_inner=-11, brow_outer=6, eye_open=1.1, mouth_corner=-0.45)
TEARFUL = Expression(brow_inner=-12, brow_outer=7, eye_open=1.02, mouth_corner=-0.5, tear=True)
SOFT = Expression(brow_inner=-3, brow_outer=2, eye_open=0.9, mouth_corner=0.7)
SAD = Expression(brow_inner=-9, brow_outer=7, eye_open=0.72, gaze=(0, 3), mouth_corner=-0.4)
SERENE = Expression(brow_inner=-2, brow_outer=3, eyes_closed=True, mouth_corner=0.35)
COOL = Expression(brow_inner=5, brow_outer=-3, eye_open=0.74, mouth_corner=-0.05)
COOL_SMILE = Expression(brow_inner=4, brow_outer=-5, eye_open=0.76, mouth_corner=0.45, smirk=0.7)
DEADPAN = Expression(brow_inner=1, brow_outer=2, eye_open=0.52, mouth_corner=-0.15, mouth_size=0.8)
SHY = Expression(brow_inner=-7, brow_outer=3, eye_open=0.95, gaze=(5, 2), mouth_corner=0.4, blush=1.0)


def looking(expression: Expression, x: float, y: float = 0) -> Expression:
    """Return the expression with another direction of gaze."""
    return replace(expression, gaze=(x, y))


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """How one person's features are built."""

    eye_width: float = 25
    eye_height: float = 15
    eye_gap: float = 45
    iris: Colour = (70, 44, 30)
    lash: float = 6
    brow: Colour = INK
    brow_width: float = 10
    brow_height: float = -36
    lip: Colour = (150, 70, 62)
    mouth_width: float = 27
    mouth_y: float = 88
    lids: bool = False
    wing: float = 6


def draw_features(
    c: Canvas, f: Features, e: Expression, *, turn: float, mouth: int, blink: bool, shade: Colour
) -> None:
    """Draw eyes, brows, mouth and the signs of feeling; `mouth` is 0 closed, 1 half, 2 open; `turn` -1..1."""
    shift = turn * 24
    for side in (-1, 1):
        near = 1 - 0.17 * max(0.0, turn * side)
        x = shift + side * f.eye_gap * (1 - 0.08 * abs(turn))
        if e.blush:
            c.ellipse(x + side * 10, 44, 27 * near, 13, (236, 84, 84), opacity=0.42 * e.blush, blur=6)
        _eye(c, f, e, x=x, side=side, squeeze=near, closed=blink or e.eyes_closed)
        _brow(c, f, e, x=x, side=side, squeeze=near)
    if e.frown_lines:
        c.stroke([(shift - 6, -40), (shift - 8, -22)], 3, shade, taper=(0.3, 0.3))
        c.stroke([(shift + 7, -40), (shift + 9, -22)], 3, shade, taper=(0.3, 0.3))
    _mouth(c, f, e, x=shift * 0.92, level=mouth, shade=shade)
    _tears(c, f, e, shift)


def _eye(c: Canvas, f: Features, e: Expression, *, x: float, side: int, squeeze: float, closed: bool) -> None:
    w, h = f.eye_width * squeeze, f.eye_height * e.eye_open
    tilt = (e.brow_outer - e.brow_inner) * 0.12
    if closed:
        c.stroke(
            [(x - side * w, 3), (x, 3 + f.eye_height * 0.5), (x + side * w * 1.05, 0)], f.lash, INK, taper=(0.35, 0.6)
        )
        for k in (0.55, 0.95):
            c.stroke([(x + side * w * k, 5), (x + side * w * (k + 0.2), 10)], 2.4, INK, taper=(1, 0.2))
        return
    lift = 4 if e.brow_inner > 3 else 0
    upper = [
        (x - side * w, 5 - tilt * 0.6, 1),
        (x - side * w * 0.5, -h * 0.78 + lift),
        (x + side * w * 0.2, -h),
        (x + side * w, -4 + tilt, 1),
    ]
    lower = [(x + side * w * 0.45, h * 0.62), (x - side * w * 0.35, h * 0.66)]
    outline = [*upper, *lower]
    clip = c.mask(outline)
    c.blob(outline, (250, 246, 242))
    radius = f.eye_height * 1.02 * e.iris
    ix, iy = x + e.gaze[0], e.gaze[1] - 1
    c.ellipse(ix, iy, radius * 0.92 * squeeze, radius, f.iris, clip=clip)
    lighter = tuple(min(255.0, v * 1.9 + 18) for v in f.iris)
    c.ellipse(ix, iy + radius * 0.45, radius * 0.66 * squeeze, radius * 0.5, lighter, clip=clip, opacity=0.75)
    c.ellipse(ix, iy, radius * 0.46 * squeeze, radius * 0.52, (18, 12, 16), clip=clip)
    c.poly(
        [(x - 60, -60), (x + 60, -60), (x + 60, -h * 0.5), (x - 60, -h * 0.5)], (60, 40, 60), clip=clip, opacity=0.28
    )
    c.ellipse(ix + 5, iy - radius * 0.42, radius * 0.28, radius * 0.3, (255, 255, 255), clip=clip)
    c.ellipse(ix - 5, iy + radius * 0.45, radius * 0.13, radius * 0.13, (255, 255, 255), clip=clip, opacity=0.8)
    lash = [(p[0], p[1] - 1) for p in upper]
    lash.append((x + side * (w + f.wing), -8 + tilt))
    c.stroke(lash, f.lash, INK, taper=(0.3, 0.25))
    c.stroke(
        [(x + side * w * 0.9, 0), (x + side * w * 0.45, h * 0.62), (x - side * w * 0.35, h * 0.66)],
        2,
        INK,
        taper=(0.8, 0.2),
        opacity=0.75,
    )
    crease = [(x - side * w * 0.6, -h - 3 + lift), (x + side * w * 0.2, -h - 7), (x + side * w, -10 + tilt)]
    c.stroke(crease, 2.4, (120, 70, 62), taper=(0.2, 0.4), opacity=0.7)
    if f.lids:
        c.stroke(
            [(x - side * w * 0.8, h + 7), (x, h + 11), (x + side * w * 0.8, h + 5)],
            2.6,
            (120, 70, 62),
            taper=(0.2, 0.2),
            opacity=0.7,
        )


def _brow(c: Canvas, f: Features, e: Expression, *, x: float, side: int, squeeze: float) -> None:
    w, y = f.eye_width * squeeze, f.brow_height - (e.eye_open - 1) * 12
    inner = (x - side * w * 1.05, y + e.brow_inner + 1)
    middle = (x + side * w * 0.25, y - 5 + (e.brow_inner + e.brow_outer) * 0.25)
    outer = (x + side * w * 1.4, y + 3 + e.brow_outer)
    c.stroke([inner, middle, outer], f.brow_width, f.brow, taper=(0.85, 0.1))


def _mouth(c: Canvas, f: Features, e: Expression, *, x: float, level: int, shade: Colour) -> None:
    w, y = f.mouth_width * (0.7 + 0.3 * e.mouth_size), f.mouth_y
    bend = -7 * e.mouth_corner
    gap = (e.gape * 26, 11 * e.mouth_size, 22 * e.mouth_size)[level]
    gap = max(gap, e.gape * 20)
    left, right = (x - w, y + bend + e.smirk * 4), (x + w, y + bend - e.smirk * 7)
    if gap < 3:
        c.stroke([left, (x, y + (3 if e.mouth_corner >= 0 else -3)), right], 4.2, INK, taper=(0.45, 0.35))
        c.stroke([(x - w * 0.42, y + 13), (x, y + 15), (x + w * 0.42, y + 13)], 3, shade, taper=(0.2, 0.2))
        tint = Linear((0, y), (0, y + 12), (*f.lip[:3], 150), (*f.lip[:3], 0))
        c.blob([(x - w * 0.6, y + 2), (x, y + 4), (x + w * 0.6, y + 2), (x, y + 12)], tint)
        return
    narrow = 0.8 if level == 2 and not e.teeth else 0.94
    left, right = (x - w * narrow, left[1]), (x + w * narrow, right[1])
    shape = [
        (*left, 1),
        (x - w * 0.4, y - 4 - gap * 0.18),
        (x + w * 0.4, y - 4 - gap * 0.18),
        (*right, 1),
        (x + w * 0.52, y + gap * 0.82),
        (x, y + gap),
        (x - w * 0.52, y + gap * 0.82),
    ]
    clip = c.mask(shape)
    c.blob(shape, (92, 22, 30))
    c.ellipse(x, y + gap * 1.05, w * 0.55, gap * 0.42, (206, 92, 92), clip=clip)
    c.rect(x - w, y - 12 - gap * 0.2, 2 * w, 12 + gap * 0.2 + min(7.0, gap * 0.34), (252, 248, 244), clip=clip)
    if e.teeth and level:
        c.rect(x - w, y + gap * 0.66, 2 * w, gap, (244, 238, 232), clip=clip)
    c.stroke([*shape, shape[0]], 3.2, INK, taper=(0.6, 0.6))
    c.stroke([(x - w * 0.4, y + gap + 9), (x, y + gap + 11), (x + w * 0.4, y + gap + 9)], 3, shade, taper=(0.2, 0.2))


def _tears(c: Canvas, f: Features, e: Expression, shift: float) -> None:
    if e.tear:
        for side, drop in ((-1, 62.0), (1, 44.0)):
            x = shift + side * (f.eye_gap + 4)
            c.stroke(
                [(x, f.eye_height * 0.7), (x + side * 3, drop * 0.6), (x + side * 2, drop)],
                5.5,
                (226, 244, 255),
                taper=(0.3, 1),
                opacity=0.85,
            )
            c.ellipse(x + side * 2, drop, 5, 6, (240, 250, 255), opacity=0.95)
            c.ellipse(x, f.eye_height * 0.5, 13, 3, (235, 248, 255), opacity=0.8)
    if e.sweat:
        for x, y, s in ((-82.0, -52.0, 1.0), (86.0, -20.0, 0.8), (70.0, -78.0, 0.7)):
            c.blob([(x, y - 17 * s, 1), (x + 8 * s, y), (x, y + 9 * s), (x - 8 * s, y)], (206, 234, 255), opacity=0.92)
            c.ellipse(x - 2 * s, y + 1, 2.2 * s, 4 * s, (255, 255, 255))
    if e.vein:
        for a, b in (((58, -88), (66, -76)), ((66, -76), (80, -80)), ((66, -76), (68, -62))):
            c.stroke([a, b], 4, (190, 40, 40), taper=(0.4, 0.6))
