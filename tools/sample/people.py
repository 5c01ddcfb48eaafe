"""The four characters: heads, hair and clothes, in units where the eyes are at y = 0 and a face is 200 wide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import wardrobe
from .draw import Canvas, Colour, Linear, Path, mirror
from .faces import INK, Features

Drawing = Callable[[Canvas, float], None]


def _nothing(_c: Canvas, _turn: float) -> None:
    """Draw nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """How one character is drawn, apart from the expression."""

    skin: Colour
    shade: Colour
    face: Path  # right half of the outline, from the top of the head to the chin
    features: Features
    back_hair: Drawing
    clothes: Drawing
    front_hair: Drawing
    extras: Drawing  # over the features: glasses, wrinkles
    neck: float = 46
    beard: Drawing | None = None


def draw_person(c: Canvas, person: Person, turn: float) -> None:
    """Draw everything but the moving features, which `faces.draw_features` puts on top."""
    person.back_hair(c, turn)
    _neck(c, person, turn)
    person.clothes(c, turn)
    _head(c, person, turn)
    if person.beard:
        person.beard(c, turn)
    person.front_hair(c, turn)


def _neck(c: Canvas, person: Person, turn: float) -> None:
    n = person.neck
    shape = [(-n, 60), (-n * 0.96, 150), (-n * 1.6, 205), (0, 270), (n * 1.6, 205), (n * 0.96, 150), (n, 60)]
    c.blob(shape, person.skin)
    clip = c.mask(shape)
    c.blob([(-80, 60), (80, 60), (74, 150), (turn * 20, 182), (-74, 150)], person.shade, clip=clip)
    c.stroke([(-n * 0.3, 215), (-n * 0.9, 190)], 3, person.shade, taper=(0.3, 0.3))
    c.stroke([(n * 0.3, 215), (n * 0.9, 190)], 3, person.shade, taper=(0.3, 0.3))


def _head(c: Canvas, person: Person, turn: float) -> None:
    for side in (-1, 1):
        if turn * side > 0.55:
            continue
        x = side * 97 - turn * 13
        c.blob(
            [(x - side * 8, -16), (x + side * 8, -22), (x + side * 15, -2), (x + side * 8, 30), (x - side * 6, 44)],
            person.skin,
        )
        c.stroke([(x + side * 9, -12), (x + side * 5, 6), (x + side * 2, 22)], 3.4, person.shade, taper=(0.3, 0.3))
    outline = face_outline(person, turn)
    c.blob(outline, person.skin)
    clip = c.mask(outline)
    far = -1.0 if turn > 0 else 1.0
    c.blob(
        [
            (far * 120, -160),
            (far * 66 + turn * 20, -60),
            (far * 74 + turn * 20, 20),
            (far * 56 + turn * 16, 84),
            (far * 12 + turn * 16, 150),
            (far * 130, 170),
        ],
        person.shade,
        clip=clip,
        opacity=0.85,
    )
    c.ellipse(turn * 24 - far * 48, 50, 34, 24, (255, 150, 130), clip=clip, opacity=0.16, blur=10)
    nose = turn * 30
    lean = 1.0 if turn >= 0 else -1.0
    c.stroke(
        [(nose + lean * 3, 18), (nose + lean * 9, 44), (nose + lean * 4, 53), (nose - lean * 6, 53)],
        4.4,
        person.shade,
        taper=(0.15, 0.5),
    )
    c.stroke([(nose + lean * 8, 49), (nose + lean * 1, 55)], 3, INK, taper=(0.4, 0.4), opacity=0.55)
    chin = outline[len(person.face) // 2 : -(len(person.face) // 2) + 1]
    c.stroke(chin, 3.2, INK, taper=(0.1, 0.1), opacity=0.75)


def face_outline(person: Person, turn: float) -> list[tuple[float, ...]]:
    """Return the closed outline of the face, the chin moved towards the side it is turned to."""
    return [(x + turn * (2 + 16 * max(0.0, y) / 140), y) for x, y in ((p[0], p[1]) for p in mirror(person.face))]


# --- 沈小满: high ponytail with a red ribbon, teal apron -------------------------------------------------

_HAIR_M: Colour = (44, 28, 34)
_HAIR_M_LIGHT: Colour = (104, 66, 62)


def _xiaoman_back(c: Canvas, turn: float) -> None:
    x = -turn * 34
    c.blob(
        [
            (x + 26, -196),
            (x + 92, -214),
            (x + 138, -150),
            (x + 146, -40),
            (x + 118, 70),
            (x + 150, 150, 1),
            (x + 92, 112),
            (x + 66, 0),
            (x + 62, -110),
            (x + 20, -150),
        ],
        _HAIR_M,
    )
    c.stroke(
        [(x + 70, -190), (x + 114, -130), (x + 116, -30), (x + 96, 60)], 9, _HAIR_M_LIGHT, taper=(0.1, 0.1), opacity=0.8
    )
    c.blob(
        [
            (-112, -60),
            (-106, -140),
            (-50, -188),
            (40, -190),
            (104, -140),
            (112, -60),
            (100, 30),
            (60, 50),
            (-60, 50),
            (-100, 30),
        ],
        _HAIR_M,
    )


def _xiaoman_front(c: Canvas, turn: float) -> None:
    s = turn * 20
    fringe = [
        (-110, 12, 1),
        (-116, -70),
        (-96, -146),
        (-40, -184),
        (30, -188),
        (94, -150),
        (115, -74),
        (109, 14, 1),
        (98, -34),
        (88 + s, -76),
        (64 + s, -104),
        (48 + s, -62, 1),
        (36 + s, -96),
        (14 + s, -52, 1),
        (0 + s, -98),
        (-24 + s, -56, 1),
        (-36 + s, -98),
        (-58 + s, -52, 1),
        (-80 + s * 0.4, -84),
        (-98, -30),
    ]
    c.blob(fringe, _HAIR_M)
    clip = c.mask(fringe)
    c.stroke(
        [(-90, -116), (-40, -142), (30, -144), (88, -112)], 17, _HAIR_M_LIGHT, taper=(0.1, 0.1), clip=clip, opacity=0.75
    )
    for at in (-60, -20, 24, 62):
        c.stroke(
            [(at + s * 0.3, -176), (at * 1.2 + s, -100), (at * 1.1 + s, -70)],
            2.6,
            (24, 14, 20),
            taper=(0.2, 0.1),
            opacity=0.7,
        )
    for side in (-1, 1):
        c.stroke(
            [(side * 104, -50), (side * 112, 20), (side * 103, 76), (side * 110, 112)], 13, _HAIR_M, taper=(1, 0.05)
        )
    x = -turn * 34
    c.blob([(x + 22, -176), (x + 44, -200), (x + 74, -196), (x + 80, -168), (x + 48, -160)], (206, 44, 48))
    c.blob([(x + 60, -186), (x + 106, -214), (x + 118, -182), (x + 80, -170)], (224, 58, 56))
    c.blob([(x + 44, -190), (x + 26, -232), (x + 66, -230), (x + 72, -194)], (188, 34, 42))


XIAOMAN = Person(
    skin=(255, 222, 198),
    shade=(232, 172, 150),
    face=[(0, -160), (60, -146), (92, -90), (97, -30), (93, 24), (78, 74), (48, 112), (18, 134), (0, 138)],
    features=Features(
        eye_width=29,
        eye_height=21,
        eye_gap=46,
        iris=(96, 52, 32),
        lash=6.5,
        brow=(58, 36, 36),
        brow_width=7.5,
        brow_height=-40,
        lip=(206, 74, 78),
        mouth_width=21,
        mouth_y=91,
        wing=8,
    ),
    back_hair=_xiaoman_back,
    clothes=wardrobe.apron,
    front_hair=_xiaoman_front,
    extras=_nothing,
    neck=38,
)

# --- 陆景川: swept black hair, sharp jaw, black suit -----------------------------------------------------

_HAIR_J: Colour = (22, 24, 34)
_HAIR_J_LIGHT: Colour = (70, 84, 112)


def _jingchuan_back(c: Canvas, _turn: float) -> None:
    c.blob(
        [(-108, 10), (-114, -90), (-84, -160), (0, -184), (84, -160), (114, -90), (108, 10), (84, 60), (-84, 60)],
        _HAIR_J,
    )


def _jingchuan_front(c: Canvas, turn: float) -> None:
    s = turn * 18
    hair = [
        (-106, 14, 1),
        (-118, -70),
        (-112, -140),
        (-62, -196),
        (10, -212),
        (76, -200),
        (116, -150),
        (118, -70),
        (106, 14, 1),
        (97, -40),
        (92 + s * 0.3, -84),
        (74 + s, -112),
        (40 + s, -122),
        (6 + s, -112),
        (-24 + s, -86),
        (-44 + s, -46, 1),
        (-50 + s, -82),
        (-66 + s, -64),
        (-76 + s * 0.5, -34, 1),
        (-86, -72),
        (-97, -36),
    ]
    c.blob(hair, _HAIR_J)
    clip = c.mask(hair)
    shine: tuple[tuple[Path, float], ...] = (
        ([(-92, -110), (-50, -170), (20, -186)], 13),
        ([(-30, -110), (10, -150), (70, -160)], 10),
        ([(30, -130), (76, -140), (104, -100)], 8),
    )
    for path, width in shine:
        c.stroke(path, width, _HAIR_J_LIGHT, taper=(0.1, 0.1), clip=clip, opacity=0.8)
    strands: tuple[Path, ...] = (
        [(-40 + s, -60), (-34, -130), (20, -190)],
        [(0 + s, -112), (40, -150), (90, -168)],
        [(-76, -60), (-84, -120), (-50, -176)],
    )
    for path in strands:
        c.stroke(path, 3, (8, 8, 14), taper=(0.2, 0.1), clip=clip)
    c.stroke([(-10 + s, -128), (-40 + s, -96), (-56 + s, -40)], 9, _HAIR_J, taper=(0.5, 0.05))


JINGCHUAN = Person(
    skin=(250, 220, 202),
    shade=(214, 164, 150),
    face=[(0, -160), (60, -148), (94, -94), (99, -30), (97, 30), (88, 80), (58, 120), (26, 145), (0, 149)],
    features=Features(
        eye_width=28,
        eye_height=14.5,
        eye_gap=47,
        iris=(52, 46, 56),
        lash=6,
        brow=(20, 20, 28),
        brow_width=12,
        brow_height=-31,
        lip=(178, 98, 92),
        mouth_width=27,
        mouth_y=95,
        wing=7,
    ),
    back_hair=_jingchuan_back,
    clothes=wardrobe.suit,
    front_hair=_jingchuan_front,
    extras=_nothing,
    neck=52,
)

# --- 云师父: white topknot and beard, indigo tunic -------------------------------------------------------

_WHITE: Colour = (238, 238, 240)
_WHITE_SHADE: Colour = (178, 184, 198)


def _master_back(c: Canvas, turn: float) -> None:
    x = -turn * 20
    c.ellipse(x, -198, 42, 36, _WHITE)
    c.ellipse(x + 8, -192, 34, 26, _WHITE_SHADE)
    c.ellipse(x - 6, -204, 28, 22, _WHITE)
    c.rect(x - 74, -200, 148, 9, (96, 56, 34), radius=4)
    c.blob(
        [(-108, 20), (-112, -80), (-84, -150), (0, -176), (84, -150), (112, -80), (108, 20), (84, 60), (-84, 60)],
        _WHITE_SHADE,
    )


def _master_beard(c: Canvas, turn: float) -> None:
    s = turn * 20
    beard = [
        (-98, 34, 1),
        (-92, 78),
        (-62, 96),
        (-36 + s, 80),
        (0 + s, 74),
        (36 + s, 80),
        (62, 96),
        (92, 78),
        (98, 34, 1),
        (102, 92),
        (78, 150),
        (46 + s, 196),
        (10 + s, 246),
        (2 + s, 254, 1),
        (-16 + s, 236),
        (-48 + s, 192),
        (-80, 148),
        (-102, 92),
    ]
    c.blob(beard, Linear((0, 60), (0, 250), _WHITE, (206, 210, 220)))
    clip = c.mask(beard)
    for x in (-62, -34, -12, 14, 38, 64):
        c.stroke(
            [(x * 1.1 + s, 112), (x * 0.8 + s, 160), (x * 0.3 + s, 226)],
            4,
            _WHITE_SHADE,
            taper=(0.2, 0.1),
            clip=clip,
            opacity=0.8,
        )
    for side in (-1, 1):
        c.blob(
            [
                (s, 62),
                (s + side * 26, 62),
                (s + side * 52, 82),
                (s + side * 66, 112, 1),
                (s + side * 38, 92),
                (s + side * 12, 80),
                (s, 78),
            ],
            _WHITE,
        )
        c.stroke([(s + side * 6, 79), (s + side * 34, 91), (s + side * 62, 110)], 3, _WHITE_SHADE, taper=(0.3, 0.2))


def _master_front(c: Canvas, turn: float) -> None:
    s = turn * 12
    hair = [
        (-104, 24, 1),
        (-116, -60),
        (-104, -130),
        (-56, -172),
        (0, -184),
        (56, -172),
        (104, -130),
        (116, -60),
        (104, 24, 1),
        (96, -30),
        (86, -84),
        (52 + s, -116),
        (0 + s, -122),
        (-52 + s, -116),
        (-86, -84),
        (-96, -30),
    ]
    c.blob(hair, _WHITE)
    clip = c.mask(hair)
    for x in (-92, -60, -28, 4, 36, 66, 94):
        c.stroke(
            [(x + s, -104 + abs(x) * 0.5), (x * 0.7 + s, -142), (x * 0.2, -178)],
            3.4,
            _WHITE_SHADE,
            taper=(0.4, 0.2),
            clip=clip,
        )


def _master_extras(c: Canvas, turn: float) -> None:
    s = turn * 24
    for y, w in ((-76, 40), (-62, 32)):
        c.stroke([(s - w, y + 3), (s, y - 1), (s + w, y + 3)], 2.6, (204, 150, 126), taper=(0.1, 0.1), opacity=0.8)
    for side in (-1, 1):
        x = s + side * 80
        c.stroke([(x, -4), (x + side * 12, -10)], 2.4, (196, 140, 118), taper=(0.6, 0.2))
        c.stroke([(x, 4), (x + side * 12, 6)], 2.4, (196, 140, 118), taper=(0.6, 0.2))
        c.stroke(
            [(s + side * 30, 50), (s + side * 48, 66), (s + side * 52, 78)], 2.8, (204, 148, 126), taper=(0.2, 0.3)
        )
        # long white brows hang over the outer corner of the eye
        c.stroke([(s + side * 66, -36), (s + side * 84, -26), (s + side * 90, -4)], 9, _WHITE, taper=(0.8, 0.05))


MASTER = Person(
    skin=(244, 206, 176),
    shade=(212, 158, 130),
    face=[(0, -160), (58, -148), (92, -92), (97, -30), (93, 30), (80, 84), (54, 124), (24, 146), (0, 150)],
    features=Features(
        eye_width=25,
        eye_height=12.5,
        eye_gap=45,
        iris=(70, 52, 40),
        lash=5,
        brow=_WHITE,
        brow_width=14,
        brow_height=-34,
        lip=(180, 104, 90),
        mouth_width=22,
        mouth_y=92,
        lids=True,
        wing=4,
    ),
    back_hair=_master_back,
    clothes=wardrobe.tunic,
    front_hair=_master_front,
    extras=_master_extras,
    neck=44,
    beard=_master_beard,
)

# --- 陆国栋: greased grey hair, gold glasses, moustache, burgundy suit ------------------------------------

_HAIR_G: Colour = (50, 46, 52)
_GREY: Colour = (146, 146, 154)
_GOLD: Colour = (236, 188, 92)


def _guodong_back(c: Canvas, _turn: float) -> None:
    c.blob(
        [(-110, 10), (-114, -80), (-82, -146), (0, -166), (82, -146), (114, -80), (110, 10), (84, 60), (-84, 60)],
        _HAIR_G,
    )


def _guodong_front(c: Canvas, turn: float) -> None:
    s = turn * 14
    hair = [
        (-106, 18, 1),
        (-117, -60),
        (-108, -128),
        (-62, -172),
        (6, -186),
        (70, -172),
        (110, -128),
        (117, -60),
        (106, 18, 1),
        (98, -34),
        (90, -78),
        (70 + s, -112),
        (38 + s, -126),
        (12 + s, -104, 1),
        (-26 + s, -130),
        (-66 + s, -112),
        (-90, -78),
        (-98, -34),
    ]
    c.blob(hair, _HAIR_G)
    clip = c.mask(hair)
    for side in (-1, 1):
        c.blob(
            [(side * 122, 30), (side * 124, -90), (side * 96, -104), (side * 88, -60), (side * 92, 20)],
            _GREY,
            clip=clip,
        )
    for x in (-64, -38, -12, 14, 40, 66):
        c.stroke(
            [(x + s, -106), (x * 0.8, -150), (x * 0.35 + 8, -186)],
            4.5,
            (104, 100, 112),
            taper=(0.2, 0.2),
            clip=clip,
            opacity=0.8,
        )


def _guodong_beard(c: Canvas, turn: float) -> None:
    s = turn * 22
    for side in (-1, 1):
        c.stroke([(s + side * 28, 48), (s + side * 50, 72), (s + side * 54, 100)], 4, (196, 132, 108), taper=(0.2, 0.3))
        c.blob([(s, 62), (s + side * 24, 64), (s + side * 42, 80, 1), (s + side * 20, 79), (s, 76)], (44, 38, 42))
    c.stroke([(s - 34, 134), (s, 139), (s + 34, 134)], 3.6, (206, 144, 118), taper=(0.1, 0.1))


def _guodong_extras(c: Canvas, turn: float) -> None:
    s = turn * 24
    for side in (-1, 1):
        x = s + side * 46
        frame = [
            (x - 34, -18),
            (x - 10, -23),
            (x + 26, -22),
            (x + 36, -12),
            (x + 32, 16),
            (x + 12, 27),
            (x - 16, 26),
            (x - 33, 14),
        ]
        clip = c.mask(frame)
        c.blob(frame, (255, 236, 200), opacity=0.1)
        c.poly([(x - 30, 40), (x - 8, -40), (x + 8, -40), (x - 14, 40)], (255, 255, 255), clip=clip, opacity=0.2)
        c.stroke(frame, 5.5, (150, 96, 30), closed=True)
        c.stroke(frame, 3, _GOLD, closed=True)
        c.stroke([(s + side * 80, -8), (side * 100 - turn * 8, -14)], 4.5, (190, 134, 52))
    c.stroke([(s - 12, -8), (s, -13), (s + 12, -8)], 4.5, (190, 134, 52))


GUODONG = Person(
    skin=(240, 196, 164),
    shade=(206, 146, 118),
    face=[(0, -158), (60, -146), (94, -94), (101, -30), (103, 30), (104, 82), (82, 126), (40, 152), (0, 157)],
    features=Features(
        eye_width=24,
        eye_height=12.5,
        eye_gap=46,
        iris=(60, 42, 30),
        lash=5,
        brow=(40, 36, 40),
        brow_width=13,
        brow_height=-40,
        lip=(164, 84, 72),
        mouth_width=28,
        mouth_y=100,
        lids=True,
        wing=3,
    ),
    back_hair=_guodong_back,
    clothes=wardrobe.burgundy,
    front_hair=_guodong_front,
    extras=_guodong_extras,
    neck=60,
    beard=_guodong_beard,
)

PEOPLE: dict[str, Person] = {"小满": XIAOMAN, "景川": JINGCHUAN, "师父": MASTER, "二叔": GUODONG}
