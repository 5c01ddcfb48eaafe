"""Hands and forearms: the wrist is at (0, 0), the fingers point up, a palm is about 92 units wide."""

from __future__ import annotations

from .draw import Canvas, Colour, Path
from .faces import INK
from .people import Person


def forearm(c: Canvas, sleeve: Colour, cuff: Colour, *, length: float = 700) -> None:
    """Draw the sleeve that hangs down from the wrist."""
    c.poly([(-54, 34), (54, 34), (96, length), (-96, length)], sleeve)
    c.poly([(14, 34), (54, 34), (96, length), (30, length)], (0, 0, 0), opacity=0.22)
    c.rect(-58, 20, 116, 34, cuff, radius=8)
    c.rect(20, 20, 38, 34, (0, 0, 0), radius=8, opacity=0.14)


def _finger(c: Canvas, person: Person, path: Path, width: float = 25) -> None:
    c.stroke(path, width + 6, INK, opacity=0.85)
    c.stroke(path, width, person.skin)


def _palm(c: Canvas, person: Person, path: Path) -> None:
    c.stroke(path, 6, INK, closed=True, opacity=0.85)
    c.blob(path, person.skin)


_PALM: Path = [(-36, 36), (-48, -20), (-50, -84), (-20, -102), (20, -104), (48, -88), (50, -30), (38, 36)]


def open_palm(c: Canvas, person: Person) -> None:
    """A raised open hand: stop."""
    for x, top, lean in ((-38, -168, -14), (-13, -190, -4), (13, -186, 5), (38, -162, 15)):
        _finger(c, person, [(x, -80), (x + lean * 0.5, -130), (x + lean, top)])
    _finger(c, person, [(34, -18), (66, -52), (86, -92)], 27)
    _palm(c, person, _PALM)
    c.stroke([(38, -70), (14, -54), (12, 4)], 3.4, person.shade, taper=(0.2, 0.2))
    c.stroke([(-44, -66), (-10, -52), (30, -60)], 3.4, person.shade, taper=(0.2, 0.2))


def flat_down(c: Canvas, person: Person, *, ring: bool = False) -> None:
    """The back of a hand pressed flat, the fingers together."""
    for x, top in ((-37, -158), (-12, -180), (13, -176), (37, -150)):
        _finger(c, person, [(x, -70), (x, -120), (x * 1.05, top)], 24)
        c.ellipse(x * 1.05, top + 1, 8, 11, (255, 232, 220))
    _finger(c, person, [(-32, -10), (-66, -40), (-82, -78)], 27)
    _palm(c, person, _PALM)
    for x in (-36, -12, 13, 36):
        c.stroke([(x - 8, -84), (x, -89), (x + 8, -84)], 3, person.shade, taper=(0.3, 0.3))
    if ring:
        c.rect(-27, -118, 30, 15, (240, 194, 92), radius=5)
        c.ellipse(-12, -111, 12, 10, (70, 170, 110))


def pointing(c: Canvas, person: Person) -> None:
    """A fist with the index finger out."""
    _finger(c, person, [(-26, -60), (-28, -130), (-29, -196)], 27)
    _palm(c, person, [(-42, 36), (-50, -30), (-46, -84), (0, -96), (42, -84), (50, -30), (42, 36)])
    for x in (-2, 22, 42):
        _finger(c, person, [(x, -78), (x + 3, -54), (x + 2, -34)], 21)
    _finger(c, person, [(-40, -8), (-14, -34), (12, -42)], 25)


def fist(c: Canvas, person: Person) -> None:
    """A closed hand."""
    _palm(c, person, [(-44, 36), (-54, -30), (-48, -84), (0, -96), (46, -84), (54, -30), (44, 36)])
    for x in (-34, -11, 12, 35):
        _finger(c, person, [(x, -82), (x + 1, -58), (x, -40)], 20)
    _finger(c, person, [(-44, -10), (-12, -24), (18, -26)], 25)


def cupped(c: Canvas, person: Person) -> None:
    """A palm turned up, seen from the front; what it holds is drawn after it."""
    for x, tip, lean in ((-62, -64, -30), (-36, -96, -20), (34, -98, 18), (62, -68, 28)):
        _finger(c, person, [(x * 0.8, -10), (x, tip * 0.6), (x + lean, tip)], 30)
    _palm(c, person, [(-70, 60), (-92, 6), (-76, -46), (0, -62), (76, -46), (92, 6), (70, 60)])
    c.stroke([(-54, -20), (0, -2), (56, -22)], 4, person.shade, taper=(0.2, 0.2))
    c.stroke([(-40, 26), (4, 14), (40, -6)], 4, person.shade, taper=(0.2, 0.2))


def grip_fingers(c: Canvas, person: Person, *, x: float, y: float, spread: float = 62, flip: bool = False) -> None:
    """Fingertips that come round the edge of a held thing."""
    side = -1 if flip else 1
    for k in range(4):
        top = y + k * spread
        _finger(c, person, [(x + side * 40, top + 14), (x, top), (x - side * 34, top + 2)], 46)


def grip_thumb(c: Canvas, person: Person, *, x: float, y: float, flip: bool = False) -> None:
    """The thumb that lies on a held thing."""
    side = -1 if flip else 1
    _finger(c, person, [(x + side * 60, y + 110), (x + side * 10, y + 46), (x - side * 44, y)], 58)
    c.ellipse(x - side * 50, y - 4, 18, 15, (255, 232, 220))
