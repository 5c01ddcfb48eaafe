"""Close-ups of things: contract, bowl, shoes, red packet, jade, phone, and people seen as silhouettes."""

from __future__ import annotations

import math
import random

from .draw import Canvas, Colour, Linear, Path, Radial
from .faces import INK
from .hands import cupped, flat_down, forearm, grip_fingers, grip_thumb
from .people import GUODONG, JINGCHUAN, XIAOMAN, Person
from .places import GOLD, glow

SANS_BOLD = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"


def table(c: Canvas, top: Colour = (150, 92, 54), bottom: Colour = (84, 46, 34)) -> None:
    """A wooden table top seen from above."""
    c.rect(-20, -20, 760, 1320, Linear((0, 0), (0, 1280), top, bottom))
    dice = random.Random(2)
    for k in range(9):
        y = k * 150 + dice.uniform(-10, 10)
        c.rect(-20, y, 760, 4, (60, 30, 22), opacity=0.5)
        for _ in range(2):
            x = dice.uniform(0, 500)
            c.stroke([(x, y + 50), (x + 130, y + 60), (x + 260, y + 46)], 3, (60, 30, 22), taper=(0, 0), opacity=0.35)
    glow(c, 360, 360, 560, (255, 190, 110), 0.25)


def contract(c: Canvas) -> None:
    """The contract on the counter, with nothing to read on it but the sum."""
    table(c)
    c.poly([(126, 268), (622, 250), (676, 1180), (70, 1196)], (20, 8, 6), opacity=0.4, blur=12)
    c.poly(
        [(120, 250), (606, 236), (654, 1150), (76, 1166)], Linear((0, 250), (0, 1150), (252, 248, 238), (226, 214, 200))
    )
    c.poly([(360, 243), (606, 236), (654, 1150), (390, 1158)], (140, 110, 100), opacity=0.1)
    for k in range(3):
        c.rect(150 - k * 4, 470 + k * 34, (420, 400, 300)[k], 10, (150, 140, 140), radius=5, opacity=0.7)
    c.text(362, 668, "3000万", 132, (176, 24, 32), SANS_BOLD)
    c.rect(150, 752, 430, 6, (176, 24, 32))
    for k in range(5):
        c.rect(134 - k * 3, 800 + k * 44, (456, 440, 470, 420, 250)[k], 10, (150, 140, 140), radius=5, opacity=0.7)
    c.rect(470, 1040, 104, 104, (200, 44, 40), radius=10, opacity=0.85)
    c.rect(482, 1052, 80, 80, (236, 214, 200), radius=6)
    for k in range(3):
        c.rect(494, 1064 + k * 22, 56, 11, (200, 44, 40))


def slamming_hand(c: Canvas) -> None:
    """The uncle's hand, ring and sleeve, coming from the top of the frame."""
    with c.at(400, 190, 1.7, 184):
        c.stroke([(-30, 30), (0, -120)], 150, (20, 8, 6), opacity=0.3, blur=12)
        forearm(c, (126, 30, 52), (36, 32, 40))
        flat_down(c, GUODONG, ring=True)


def noodles(c: Canvas) -> None:
    """A bowl of beef noodles on the table."""
    table(c, (118, 66, 42), (64, 32, 28))
    c.ellipse(366, 880, 330, 110, (16, 6, 6), opacity=0.5, blur=18)
    c.blob(
        [(60, 620, 1), (660, 620, 1), (640, 740), (540, 850), (440, 890), (280, 890), (180, 850), (80, 740)],
        Linear((60, 700), (660, 760), (250, 250, 252), (176, 184, 204)),
    )
    bowl = c.mask([(60, 620, 1), (660, 620, 1), (640, 740), (540, 850), (440, 890), (280, 890), (180, 850), (80, 740)])
    for x in range(70, 680, 62):
        bend = 64 * (1 - ((x - 360) / 300) ** 2)
        c.stroke([(x, 690 + bend), (x + 22, 722 + bend), (x + 50, 694 + bend)], 11, (48, 88, 160), clip=bowl)
        c.ellipse(x + 24, 760 + bend, 8, 8, (48, 88, 160), clip=bowl)
    c.rect(250, 884, 220, 26, (206, 210, 222), radius=8)
    c.ellipse(360, 620, 304, 118, (252, 252, 254))
    c.ellipse(360, 624, 284, 104, (180, 186, 204))
    c.ellipse(360, 632, 278, 98, Radial((330, 610), 290, (220, 130, 52), (150, 66, 24)))
    soup_outline = [
        (360 + 278 * math.cos(a * math.tau / 40), 632 + 98 * math.sin(a * math.tau / 40)) for a in range(40)
    ]
    soup = c.mask(soup_outline)
    dice = random.Random(4)
    for _ in range(26):
        left, top = dice.uniform(130, 520), dice.uniform(570, 700)
        path = [
            (left, top),
            (left + 50, top - dice.uniform(-22, 26)),
            (left + 110, top + dice.uniform(-20, 20)),
            (left + 170, top - dice.uniform(-10, 14)),
        ]
        c.stroke(path, 15, (196, 140, 62), clip=soup)
        c.stroke(path, 11, (255, 228, 158), clip=soup)
    for x, y, turn in ((250, 606, -14), (330, 586, 8), (400, 624, -6), (300, 656, 12)):
        with c.at(x, y, 1, turn):
            c.blob([(-54, -16), (0, -28), (52, -14), (56, 10), (0, 24), (-52, 14)], (92, 40, 26))
            c.blob([(-46, -14), (0, -24), (44, -12), (46, 4), (0, 12), (-44, 6)], (146, 76, 50))
            c.stroke([(-32, -6), (0, -12), (32, -4)], 4, (206, 140, 104), taper=(0.2, 0.2))
    c.ellipse(488, 612, 62, 42, (252, 246, 234))
    c.ellipse(488, 610, 34, 24, Radial((480, 604), 34, (255, 190, 50), (236, 130, 30)))
    for _ in range(20):
        left, top = dice.uniform(170, 550), dice.uniform(566, 700)
        c.ellipse(left, top, 11, 7, (66, 150, 62), clip=soup)
        c.ellipse(left, top, 5, 3, (190, 226, 140), clip=soup)
    for dx in (0, 30):
        c.stroke([(470 + dx, 566 + dx * 0.3), (700 + dx, 420 + dx * 0.3)], 15, (124, 34, 28), straight=True)
        c.stroke([(472 + dx, 562 + dx * 0.3), (700 + dx, 416 + dx * 0.3)], 4, (214, 110, 90), straight=True)


def _leather_shoe(c: Canvas) -> None:
    """A black shoe that points left, about 330 units long, its sole at y = 0."""
    c.blob(
        [(170, -150, 1), (160, -60), (176, 0, 1), (-170, 0, 1), (-182, -38), (-120, -78), (-20, -96), (40, -160, 1)],
        Linear((0, -150), (0, 0), (62, 64, 80), (16, 16, 24)),
    )
    c.blob([(-150, -48), (-90, -74), (-40, -78), (-70, -58)], (190, 200, 226), opacity=0.65)
    c.stroke([(-20, -96), (10, -50), (-40, -8)], 4, (90, 94, 116), taper=(0.3, 0.2))
    for k in range(3):
        c.stroke([(-8 + k * 20, -98 - k * 20), (28 + k * 18, -84 - k * 18)], 6, (120, 124, 148))
    c.rect(-184, -10, 366, 18, (10, 8, 12), radius=6)


def _floor(c: Canvas) -> None:
    c.rect(-20, -20, 760, 1320, Linear((0, 0), (0, 700), (176, 132, 100), (140, 98, 78)))
    c.rect(-20, 560, 760, 34, (92, 56, 44))
    c.rect(-20, 592, 760, 720, Linear((0, 592), (0, 1280), (168, 108, 70), (96, 58, 44)))
    for k in range(8):
        y = 610 + k * k * 12
        c.rect(-20, y, 760, 4, (80, 44, 32), opacity=0.5)


def _slipper(c: Canvas, x: float, y: float, colour: Colour) -> None:
    with c.at(x, y):
        c.blob([(-78, 0, 1), (-84, -26), (-40, -36), (76, -26), (84, 0, 1)], (250, 240, 226))
        c.blob([(-82, -12), (-70, -54), (-22, -62), (18, -30), (10, -8), (-70, -6)], colour)
        c.rect(-84, -8, 168, 12, (120, 90, 76), radius=5)


def threshold(c: Canvas) -> None:
    """The floor at the door of the flat, clean slippers in a row."""
    _floor(c)
    c.rect(330, -20, 420, 590, (46, 34, 46))
    c.rect(318, -20, 26, 600, (92, 56, 44))
    c.poly([(330, 594), (760, 594), (760, 900), (250, 900)], (70, 62, 86), opacity=0.55)
    c.blob([(30, 760, 1), (420, 760, 1), (500, 890, 1), (-10, 890, 1)], (178, 62, 58))
    c.blob([(56, 776, 1), (404, 776, 1), (466, 874, 1), (26, 874, 1)], (206, 96, 82))
    for y, colour in ((640, (236, 128, 128)), (720, (100, 140, 180))):
        _slipper(c, 130, y, colour)
    glow(c, 80, 200, 460, (255, 200, 120), 0.3)


def stepping_shoe(c: Canvas) -> None:
    """A wet black shoe and a trouser leg that step over the threshold."""
    c.ellipse(470, 838, 230, 24, (20, 8, 8), opacity=0.5, blur=8)
    with c.at(470, 836, 1.18):
        c.poly([(30, -150), (176, -150), (210, -900), (20, -900)], (30, 32, 46))
        c.poly([(120, -150), (176, -150), (210, -900), (140, -900)], (16, 16, 26))
        _leather_shoe(c)


def bear_socks(c: Canvas) -> None:
    """The shoes stand neatly by the door; the great man wears bear socks."""
    _floor(c)
    c.rect(-20, 470, 760, 24, (110, 68, 50))
    c.blob([(60, 1000, 1), (660, 1000, 1), (720, 1150, 1), (0, 1150, 1)], (178, 62, 58))
    for x, y in ((500, 1080), (540, 1130)):
        with c.at(x, y, 0.86):
            _leather_shoe(c)
    for side in (-1, 1):
        x = 290 + side * 104
        c.poly([(x - 84, -40), (x + 84, -40), (x + 72, 420), (x - 72, 420)], (34, 36, 52))
        c.poly([(x + 20, -40), (x + 84, -40), (x + 72, 420), (x + 30, 420)], (20, 20, 32))
        c.ellipse(x + side * 8, 826, 110, 24, (20, 8, 8), opacity=0.4, blur=8)
        c.blob(
            [
                (x - 60, 410, 1),
                (x + 60, 410, 1),
                (x + 64, 560),
                (x + 92 + side * 8, 720),
                (x + 70, 814),
                (x, 836),
                (x - 70, 814),
                (x - 92 + side * 8, 720),
                (x - 64, 560),
            ],
            (186, 126, 78),
        )
        c.rect(x - 62, 410, 124, 40, (150, 92, 54))
        for ear in (-1, 1):
            c.ellipse(x + side * 4 + ear * 66, 628, 30, 30, (186, 126, 78))
            c.ellipse(x + side * 4 + ear * 66, 628, 16, 16, (240, 190, 150))
            c.ellipse(x + side * 4 + ear * 34, 700, 11, 13, INK)
            c.ellipse(x + side * 4 + ear * 31, 695, 4, 4, (255, 255, 255))
            c.ellipse(x + side * 4 + ear * 58, 734, 17, 10, (240, 130, 120), opacity=0.6)
        c.ellipse(x + side * 4, 748, 36, 28, (250, 228, 196))
        c.ellipse(x + side * 4, 737, 13, 9, INK)
        c.stroke([(x + side * 4 - 13, 756), (x + side * 4, 764), (x + side * 4 + 13, 756)], 4, INK)


def _heel(c: Canvas, person: Person, path: Path) -> None:
    """The ball of the thumb, behind the thing that is held."""
    c.stroke(path, 7, INK, closed=True, opacity=0.85)
    c.blob(path, person.skin)


def packet(c: Canvas) -> None:
    """A red packet with gold ornament, 300 x 430 units about (0, 0)."""
    c.rect(-150, -215, 300, 430, Linear((-150, -215), (150, 215), (226, 40, 44), (166, 18, 30)), radius=14)
    c.poly([(-150, -204), (150, -204), (0, -70)], (240, 66, 60))
    c.stroke([(-148, -200), (0, -72), (148, -200)], 5, GOLD, straight=True)
    c.ellipse(0, -76, 46, 46, GOLD)
    c.ellipse(0, -76, 36, 36, (200, 30, 36))
    c.rect(-14, -90, 28, 28, GOLD, radius=3)
    c.rect(-7, -83, 14, 14, (200, 30, 36))
    for side in (-1, 1):
        c.stroke(
            [(side * 16, 70), (side * 60, 40), (side * 96, 70), (side * 70, 112), (side * 40, 88)],
            7,
            GOLD,
            taper=(0.3, 0.4),
        )
        c.stroke([(side * 16, 120), (side * 52, 158), (side * 104, 146)], 7, GOLD, taper=(0.3, 0.4))
    c.ellipse(0, 96, 18, 18, GOLD)
    c.stroke([(-134, -150), (-134, 198), (134, 198), (134, -150)], 4, GOLD, straight=True, opacity=0.8)


def offered_packet(c: Canvas, person: Person = JINGCHUAN) -> None:
    """The red packet held out in a hand with a black sleeve."""
    with c.at(360, 560, 1.12, -7):
        with c.at(196, 250, 2.0, -30):
            forearm(c, (32, 36, 52), (250, 250, 252), length=420)
        grip_fingers(c, person, x=-150, y=-70, flip=True)
        _heel(c, person, [(60, -20), (176, 20), (226, 130), (262, 250), (180, 316), (90, 240), (40, 120)])
        packet(c)
        grip_thumb(c, person, x=96, y=40)


def jade(c: Canvas) -> None:
    """The left half of a round jade with a broken edge on the right, 220 units high about (0, 0)."""
    edge = [(8, -110, 1), (-10, -74), (18, -40), (-6, -30)]
    ring = [
        (8, -112, 1),
        (-60, -96),
        (-108, -40),
        (-108, 40),
        (-60, 96),
        (4, 112, 1),
        (22, 80, 1),
        (-4, 62, 1),
        (10, 36, 1),
        (-18, 30),
        (-34, 12),
        (-34, -12),
        (-18, -32),
        (6, -38, 1),
        (-10, -66, 1),
        (18, -84, 1),
    ]
    c.blob(ring, Linear((-110, -110), (20, 110), (206, 246, 214), (48, 150, 108)))
    clip = c.mask(ring)
    c.stroke([(-70, -76), (-96, -20), (-88, 40)], 13, (246, 255, 246), taper=(0.1, 0.1), opacity=0.75, clip=clip)
    c.stroke([(-30, -70), (-64, -30), (-60, 20), (-36, 60)], 6, (36, 120, 88), taper=(0.1, 0.1), clip=clip)
    c.stroke([(-62, 60), (-40, 84), (-14, 92)], 6, (36, 120, 88), taper=(0.1, 0.1), clip=clip)
    c.stroke(ring, 4, (20, 84, 66), closed=True)
    c.stroke(edge[:3], 4, (240, 255, 244), taper=(0.5, 0.2), opacity=0.7)
    c.ellipse(-66, -84, 9, 9, (30, 90, 70))


def jade_in_hand(c: Canvas, person: Person = XIAOMAN) -> None:
    """The half jade on an open hand, its red cord over the fingers."""
    with c.at(360, 760, 2.5):
        with c.at(0, 50, 1.1):
            forearm(c, (246, 236, 216), (226, 210, 190), length=420)
        cupped(c, person)
    c.stroke([(290, 560), (200, 520), (150, 640), (176, 800), (120, 960)], 9, (206, 40, 46), taper=(1, 0.8))
    for k in range(5):
        c.stroke([(118, 956), (96 + k * 12, 1050)], 6, (190, 30, 40), taper=(0.8, 0.4))
    c.ellipse(384, 756, 150, 96, (90, 40, 30), opacity=0.35, blur=12)
    with c.at(396, 680, 1.36, 8):
        jade(c)
    glow(c, 350, 660, 230, (120, 255, 190), 0.22)


def phone(c: Canvas, sender: str, message: str, person: Person) -> None:
    """A phone held in a hand, one chat bubble from `sender` on the screen."""
    grip_fingers(c, person, x=88, y=560, spread=74, flip=True)
    _heel(c, person, [(560, 760), (668, 830), (720, 980), (760, 1320), (500, 1320), (480, 900)])
    c.rect(84, 118, 560, 1180, (0, 0, 0), radius=58, opacity=0.5, blur=16)
    c.rect(76, 104, 568, 1240, (24, 24, 32), radius=58)
    c.rect(78, 106, 564, 1236, (84, 88, 104), radius=57)
    c.rect(82, 110, 556, 1228, (18, 18, 26), radius=54)
    c.rect(96, 126, 528, 1220, Linear((0, 126), (0, 1280), (236, 240, 246), (214, 220, 232)), radius=42)
    c.rect(96, 126, 528, 130, (250, 251, 253), radius=42)
    c.rect(96, 200, 528, 56, (250, 251, 253))
    c.rect(290, 142, 140, 24, (18, 18, 26), radius=12)
    c.rect(96, 255, 528, 2, (200, 206, 218))
    c.stroke([(142, 196), (124, 214), (142, 232)], 6, (60, 110, 220), straight=True)
    c.text(360, 214, sender, 46, (28, 30, 40), SANS_BOLD)
    c.rect(352, 316, 240, 62, (150, 220, 140), radius=18)
    c.rect(376, 342, 170, 10, (96, 160, 96), radius=5, opacity=0.6)
    c.rect(106, 428, 64, 64, (226, 122, 92), radius=18)
    c.ellipse(138, 452, 14, 14, (255, 236, 220))
    c.blob([(112, 491, 1), (122, 474), (138, 469), (154, 474), (164, 491, 1)], (255, 236, 220))
    size = min(50.0, 372 / max(1, len(message)))
    width = size * len(message) + 44
    c.rect(188, 428, width, 100, (60, 70, 100), radius=24, opacity=0.22, blur=6)
    c.poly([(174, 462), (194, 448), (194, 480)], (255, 255, 255))
    c.rect(188, 420, width, 100, (255, 255, 255), radius=24)
    c.text(188 + width / 2, 469, message, size, (20, 22, 30), SANS_BOLD)
    c.rect(112, 1180, 400, 76, (255, 255, 255), radius=38)
    c.ellipse(568, 1218, 34, 34, (60, 110, 220))
    grip_thumb(c, person, x=626, y=800)


def recording_phone(c: Canvas) -> None:
    """A phone that has been recording: a red button and a wave (drawn moving by the effect)."""
    grip_fingers(c, JINGCHUAN, x=128, y=560, spread=74, flip=True)
    _heel(c, JINGCHUAN, [(540, 860), (640, 920), (690, 1060), (750, 1320), (480, 1320), (460, 960)])
    c.rect(116, 150, 490, 1000, (0, 0, 0), radius=56, opacity=0.5, blur=16)
    c.rect(110, 140, 500, 1240, (84, 88, 104), radius=56)
    c.rect(116, 146, 488, 1228, (18, 18, 26), radius=52)
    c.rect(130, 160, 460, 1220, Linear((0, 160), (0, 1200), (34, 36, 52), (16, 16, 26)), radius=40)
    c.rect(300, 178, 120, 22, (0, 0, 0), radius=11)
    c.rect(160, 430, 400, 3, (90, 96, 120))
    c.ellipse(360, 760, 84, 84, (70, 74, 92))
    c.ellipse(360, 760, 74, 74, (34, 36, 52))
    c.rect(322, 722, 76, 76, (236, 56, 60), radius=16)
    glow(c, 360, 760, 170, (255, 60, 60), 0.4)
    grip_thumb(c, JINGCHUAN, x=600, y=900)


def _walker(c: Canvas, colour: Colour, coat: float = 1.0) -> None:
    """A standing man in silhouette: feet at y = 0, about 360 units tall."""
    c.ellipse(0, -326, 30, 36, colour)
    c.rect(-13, -302, 26, 30, colour)
    c.blob(
        [
            (-24, -290, 1),
            (-66, -272),
            (-78, -180),
            (-70, -120, 1),
            (-54, -120, 1),
            (-56 * coat, -70, 1),
            (56 * coat, -70, 1),
            (54, -120, 1),
            (70, -120, 1),
            (78, -180),
            (66, -272),
            (24, -290, 1),
        ],
        colour,
    )
    for side in (-1, 1):
        c.poly([(side * 4, -110), (side * 44, -110), (side * 36, 0), (side * 8, 0)], colour)
        c.blob([(side * 6, 0, 1), (side * 6, -14), (side * 30, -16), (side * 48, 0, 1)], colour)


def arriving_man(c: Canvas) -> None:
    """A man with an umbrella before the shop, his back to us, a car's light on him."""
    ink: Colour = (12, 12, 28)
    glow(c, 640, 960, 300, (220, 232, 255), 0.5)
    c.poly(
        [(760, 900), (760, 1010), (120, 1120), (60, 1070)],
        Linear((760, 0), (60, 0), (230, 240, 255, 150), (230, 240, 255, 0)),
        blur=10,
    )
    c.ellipse(350, 1124, 120, 16, (0, 0, 0), opacity=0.5, blur=6)
    with c.at(350, 1120, 1.12):
        _walker(c, ink)
        c.rect(64, -420, 5, 300, ink)
        c.blob(
            [
                (-110, -392, 1),
                (-80, -450),
                (0, -490),
                (66, -500),
                (140, -486),
                (214, -442),
                (240, -392, 1),
                (196, -406),
                (154, -392, 1),
                (108, -408),
                (66, -392, 1),
                (20, -408),
                (-22, -392, 1),
                (-66, -406),
            ],
            ink,
        )
        c.stroke([(-108, -394), (-80, -450), (0, -490), (66, -500)], 4, (150, 176, 230), taper=(0.3, 0.3), opacity=0.8)
        c.stroke([(78, -200), (66, -272), (30, -290)], 4, (200, 216, 250), taper=(0.3, 0.3), opacity=0.8)


def fleeing_man(c: Canvas) -> None:
    """The uncle in the rain before the shop, small and bent."""
    ink: Colour = (38, 12, 28)
    c.ellipse(380, 1110, 110, 15, (0, 0, 0), opacity=0.5, blur=6)
    with c.at(380, 1106, 0.98, 9):
        _walker(c, ink, 1.2)
        c.stroke([(-60, -268), (-24, -290), (20, -292)], 5, (255, 150, 110), taper=(0.2, 0.2), opacity=0.8)
        c.poly([(-90, -130), (-44, -130), (-50, -84), (-96, -84)], (20, 10, 16))


def watching_man(c: Canvas) -> None:
    """The uncle under the street lamp; his glasses catch the light."""
    ink: Colour = (10, 8, 20)
    c.ellipse(450, 1020, 110, 20, (0, 0, 0), opacity=0.6, blur=6)
    with c.at(450, 1016, 1.34):
        _walker(c, ink, 1.25)
        c.stroke(
            [(-58, -276), (-26, -290), (-28, -340), (0, -362), (26, -344)],
            4,
            (255, 220, 150),
            taper=(0.2, 0.2),
            opacity=0.7,
        )
        for side in (-1, 1):
            c.rect(side * 13 - 10, -338, 20, 13, (255, 240, 200), radius=4)
        glow(c, 0, -332, 60, (255, 230, 170), 0.55)
        c.ellipse(40, -276, 5, 5, (255, 90, 30))
        glow(c, 40, -276, 34, (255, 100, 40), 0.8)


def rescue(c: Canvas) -> None:
    """A man who carries a small child out of the burning door, in silhouette."""
    ink: Colour = (20, 5, 8)
    with c.at(360, 1080, 0.86):
        _walker(c, ink, 1.1)
        c.ellipse(-44, -262, 27, 29, ink)
        c.blob([(-70, -244), (-20, -250), (20, -200), (10, -140), (-60, -150)], ink)
        c.stroke([(-66, -272), (-78, -200), (-70, -130)], 5, (255, 180, 80), taper=(0.2, 0.2))
        c.stroke([(66, -272), (78, -200), (70, -130)], 5, (255, 180, 80), taper=(0.2, 0.2))
        c.stroke([(-28, -340), (0, -362), (28, -340)], 4, (255, 180, 80), taper=(0.2, 0.2))


def swaddle(c: Canvas) -> None:
    """The blanket and the arms around the sleeping child."""
    c.blob([(180, 780), (300, 716), (460, 760), (560, 900), (600, 1300), (120, 1300), (130, 900)], (150, 52, 50))
    c.blob([(380, 760), (460, 760), (560, 900), (600, 1300), (420, 1300)], (96, 26, 34))
    for path in ([(200, 800), (320, 900), (360, 1100)], [(280, 760), (400, 860), (470, 1050)]):
        c.stroke(path, 7, (92, 22, 32), taper=(0.1, 0.1))
    c.stroke([(40, 960), (220, 1060), (420, 1040)], 110, (40, 50, 84))
    c.stroke([(40, 930), (220, 1020), (420, 1004)], 8, (255, 150, 70), taper=(0.2, 0.2), opacity=0.8)


def man_from_behind(c: Canvas) -> None:
    """The back of Jingchuan's head and his shoulder, dark, at the right edge of the frame."""
    with c.at(690, 540, 1.75):
        c.blob(
            [
                (-250, 1000, 1),
                (-262, 420),
                (-226, 270),
                (-100, 200),
                (-60, 100),
                (60, 100),
                (100, 200),
                (300, 260),
                (300, 1000, 1),
            ],
            (24, 26, 40),
        )
        c.rect(-52, 60, 104, 130, (150, 120, 118))
        c.rect(-66, 168, 132, 34, (214, 218, 232), radius=10)
        c.blob(
            [(-106, 20), (-116, -90), (-84, -166), (0, -196), (84, -166), (116, -90), (106, 20), (60, 104), (-60, 104)],
            (16, 18, 28),
        )
        c.stroke([(-226, 270), (-110, 208), (-70, 176)], 6, (150, 196, 255), taper=(0.2, 0.2), opacity=0.8)
        c.stroke([(-104, 40), (-114, -80), (-84, -160), (-20, -190)], 7, (150, 196, 255), taper=(0.2, 0.2), opacity=0.8)


def clouds_of_shadow(c: Canvas) -> None:
    """A soft dark ring for a moment of menace."""
    c.rect(-20, -20, 760, 1320, Radial((360, 520), 760, (0, 0, 0, 0), (30, 0, 8, 130)))


def swaddle_edge(c: Canvas) -> None:
    """The edge of the blanket over the child's shoulders."""
    c.blob([(150, 880), (260, 850), (380, 870), (480, 840), (600, 980), (600, 1300), (120, 1300)], (132, 40, 42))
    c.stroke([(150, 884), (260, 854), (380, 874), (478, 846)], 9, (255, 150, 80), taper=(0.2, 0.2), opacity=0.8)
    c.stroke([(20, 1010), (200, 1070), (420, 1050)], 104, (40, 50, 84))
    c.stroke([(20, 964), (200, 1026), (420, 1008)], 8, (255, 150, 70), taper=(0.2, 0.2), opacity=0.8)
