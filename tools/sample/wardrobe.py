"""The clothes of the four characters, from the shoulders down."""

from __future__ import annotations

from .draw import Canvas, Colour, Linear, Path, mirror
from .faces import INK


def _torso(neck: float, slope: float, shoulder: float) -> list[tuple[float, ...]]:
    """Return an outline from the neck over the shoulders to far below the frame."""
    half: Path = [
        (neck, 178, 1),
        (neck + 40, 200),
        (shoulder - 40, 214 + slope),
        (shoulder + 8, 262 + slope),
        (shoulder + 38, 430),
        (shoulder + 50, 640),
        (shoulder + 40, 1000, 1),
    ]
    return mirror(half)


def _fold(c: Canvas, path: Path, colour: Colour = INK, width: float = 5, opacity: float = 0.5) -> None:
    c.stroke(path, width, colour, taper=(0.1, 0.1), opacity=opacity)


def _sides(c: Canvas, outline: Path, shade: Colour, shoulder: float) -> None:
    """Shade the right side, and part the arms from the body."""
    clip = c.mask(outline)
    c.blob(
        [
            (shoulder * 0.46, 180),
            (shoulder + 70, 200),
            (shoulder + 80, 1000),
            (shoulder * 0.5, 1000),
            (shoulder * 0.66, 560),
        ],
        shade,
        clip=clip,
        opacity=0.8,
    )
    for side in (-1, 1):
        _fold(
            c,
            [(side * (shoulder - 56), 330), (side * (shoulder - 42), 480), (side * (shoulder - 36), 760)],
            width=7,
            opacity=0.6,
        )
        _fold(c, [(side * (shoulder - 52), 350), (side * (shoulder - 10), 372), (side * (shoulder + 16), 366)])
        _fold(c, [(side * (shoulder - 44), 560), (side * shoulder, 584), (side * (shoulder + 26), 570)])


def apron(c: Canvas, _turn: float) -> None:
    """Cream shirt with rolled sleeves under a teal apron, a small embroidered bowl on the bib."""
    outline = _torso(40, 4, 176)
    c.blob(outline, (246, 236, 216))
    _sides(c, outline, (214, 196, 176), 176)
    c.stroke([(-52, 190), (-30, 222), (0, 236), (30, 222), (52, 190)], 9, (222, 204, 182))
    bib = mirror([(84, 322, 1), (96, 420), (150, 520), (176, 1000, 1)])
    for side in (-1, 1):
        c.stroke([(side * 66, 188), (side * 76, 250), (side * 78, 330)], 20, (24, 112, 112))
    c.blob(bib, Linear((0, 320), (0, 900), (34, 142, 138), (20, 96, 104)))
    clip = c.mask(bib)
    c.blob([(60, 300), (120, 320), (200, 1000), (90, 1000), (70, 560)], (14, 84, 92), clip=clip, opacity=0.6)
    c.stroke([(-84, 334), (0, 338), (84, 334)], 6, (20, 104, 106))
    c.blob([(-32, 404, 1), (32, 404, 1), (22, 432), (0, 440), (-22, 432)], (250, 226, 170))
    for x in (-12, 4, 18):
        c.stroke([(x, 398), (x - 6, 386), (x + 2, 374), (x - 4, 364)], 4.5, (250, 226, 170), taper=(0.8, 0.2))
    _fold(c, [(-60, 520), (-30, 640), (-40, 760)], (10, 70, 78))
    _fold(c, [(70, 500), (50, 600), (60, 720)], (10, 70, 78))


def suit(c: Canvas, turn: float) -> None:
    """A black suit, white shirt and wine-red tie with a silver pin."""
    outline = _torso(52, -6, 212)
    c.blob(outline, Linear((0, 180), (0, 800), (40, 44, 60), (22, 24, 36)))
    _sides(c, outline, (16, 18, 28), 212)
    t = turn * 12
    c.poly([(-62, 176), (62, 176), (70 + t, 300), (12 + t, 560), (-12 + t, 560), (-70 + t, 300)], (246, 246, 250))
    c.poly([(10, 220), (64, 190), (66 + t, 320), (16 + t, 540)], (206, 210, 224))
    tie = [
        (-17 + t * 0.6, 222),
        (17 + t * 0.6, 222),
        (13 + t, 254),
        (28 + t, 500),
        (t, 560),
        (-28 + t, 500),
        (-13 + t, 254),
    ]
    c.poly(tie, Linear((0, 220), (0, 560), (158, 32, 52), (104, 18, 38)))
    c.poly([(-17 + t * 0.6, 222), (17 + t * 0.6, 222), (12 + t, 254), (-12 + t, 254)], (128, 24, 44))
    c.rect(-20 + t, 372, 40, 5, (220, 226, 236))
    for side in (-1, 1):
        collar: Path = [(side * 50, 168), (side * 64, 184), (side * 52 + t, 252), (side * 6 + t * 0.6, 222)]
        c.poly(collar, (255, 255, 255) if side < 0 else (224, 228, 238))
        lapel: Path = [
            (side * 62, 178),
            (side * 110, 208),
            (side * 122, 306),
            (side * 150, 330),
            (side * 128, 352),
            (t + side * 6, 590),
            (t + side * 2, 560),
            (side * 66 + t, 300),
        ]
        c.poly(lapel, (50, 56, 76) if side < 0 else (34, 38, 54))
        c.stroke(lapel[:6], 3, (10, 10, 18), straight=True, opacity=0.8)
    c.ellipse(-112, 288, 8, 8, (226, 230, 240))
    c.ellipse(-112, 288, 4, 4, (120, 150, 210))
    c.poly([(112, 420), (166, 408), (166, 418), (112, 432)], (238, 240, 248))


def tunic(c: Canvas, _turn: float) -> None:
    """A grey-blue Chinese jacket with a standing collar and knotted buttons."""
    outline = _torso(46, 10, 190)
    c.blob(outline, Linear((0, 180), (0, 800), (74, 100, 140), (46, 66, 104)))
    _sides(c, outline, (38, 56, 94), 190)
    c.poly([(-56, 168), (-44, 160), (0, 210), (44, 160), (56, 168), (62, 206), (0, 246), (-62, 206)], (58, 82, 122))
    c.stroke([(-60, 206), (0, 246), (60, 206)], 4, (30, 46, 80), straight=True)
    c.stroke([(0, 244), (2, 420), (0, 900)], 5, (30, 46, 80), taper=(1, 1))
    for y in (290, 372, 454, 536):
        c.rect(-36, y - 4, 72, 8, (230, 224, 206), radius=4)
        c.ellipse(0, y, 9, 9, (230, 224, 206))
        for side in (-1, 1):
            c.ellipse(side * 38, y, 7, 7, (230, 224, 206))
    c.stroke([(-120, 216), (-96, 420), (-100, 700)], 6, (36, 54, 90), taper=(0.1, 0.1), opacity=0.5)


def burgundy(c: Canvas, turn: float) -> None:
    """A burgundy double-breasted suit over a black shirt, a gold chain."""
    outline = _torso(60, 6, 226)
    c.blob(outline, Linear((0, 180), (0, 800), (134, 34, 56), (84, 18, 42)))
    _sides(c, outline, (78, 14, 36), 226)
    t = turn * 12
    c.poly([(-72, 178), (72, 178), (70 + t, 320), (10 + t, 500), (-20 + t, 500), (-74 + t, 320)], (28, 26, 34))
    c.poly([(-52, 170), (-70, 190), (-56 + t, 272), (t, 226)], (52, 48, 60))
    c.poly([(52, 170), (70, 190), (56 + t, 272), (t, 226)], (40, 36, 48))
    c.stroke([(-50, 232), (-32 + t, 286), (t, 306), (32 + t, 286), (50, 232)], 8, (232, 184, 86))
    c.stroke([(-50, 232), (-32 + t, 286), (t, 306), (32 + t, 286), (50, 232)], 3, (255, 232, 160))
    for side in (-1, 1):
        lapel: Path = [
            (side * 70, 182),
            (side * 124, 212),
            (side * 146, 300),
            (side * 178, 318),
            (side * 138, 372),
            (t - 4 + side * 8, 540),
            (side * 70 + t, 320),
        ]
        c.poly(lapel, (154, 44, 68) if side < 0 else (108, 24, 48))
        c.stroke(lapel[:6], 3, (58, 8, 26), straight=True, opacity=0.9)
    for x, y in ((-60, 580), (60, 580), (-60, 680), (60, 680)):
        c.ellipse(x, y, 13, 13, (232, 184, 86))
        c.ellipse(x - 3, y - 3, 6, 6, (255, 232, 160))
    c.poly([(120, 430), (176, 418), (158, 402), (144, 420), (130, 396)], (236, 196, 110))
