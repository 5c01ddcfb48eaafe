"""The places of the series, 720 x 1280 units each: the noodle shop, the flat over it, the street."""

from __future__ import annotations

import math
import random

from .draw import Canvas, Colour, Linear, Radial

GOLD: Colour = (255, 214, 120)
SERIF_BOLD = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"


def glow(c: Canvas, x: float, y: float, radius: float, colour: Colour, strength: float = 0.6) -> None:
    """Add a soft light."""
    c.ellipse(
        x, y, radius, radius, Radial((x, y), radius, (*colour[:3], 255), (*colour[:3], 0)), opacity=strength, add=True
    )


def lantern(c: Canvas, x: float, y: float, size: float = 1.0) -> None:
    """A round red lantern that hangs from the ceiling."""
    glow(c, x, y, 190 * size, (255, 96, 40), 0.5)
    with c.at(x, y, size):
        c.rect(-2, -400, 4, 340, (40, 20, 16))
        c.ellipse(0, 0, 66, 58, Radial((-10, -8), 76, (255, 150, 70), (196, 34, 30)))
        for rx in (18, 44):
            c.stroke([(-rx, -48), (-rx * 1.35, 0), (-rx, 48)], 2.5, (140, 20, 24), taper=(0.3, 0.3))
            c.stroke([(rx, -48), (rx * 1.35, 0), (rx, 48)], 2.5, (140, 20, 24), taper=(0.3, 0.3))
        c.rect(-28, -64, 56, 13, GOLD, radius=4)
        c.rect(-28, 51, 56, 13, GOLD, radius=4)
        for dx in (-10, 0, 10):
            c.stroke([(dx, 64), (dx * 1.2, 100)], 5, (220, 60, 40), taper=(1, 0.5))


def _bowls(c: Canvas, x: float, y: float, count: int) -> None:
    for k in range(count):
        top = y - k * 15
        c.blob([(x - 38, top - 22, 1), (x + 38, top - 22, 1), (x + 22, top), (x - 22, top)], (226, 222, 214))
        c.rect(x - 36, top - 20, 72, 5, (70, 104, 160))
        c.blob([(x + 4, top - 22, 1), (x + 38, top - 22, 1), (x + 22, top), (x + 4, top)], (120, 100, 110), opacity=0.4)


def shop_wall(c: Canvas) -> None:
    """The kitchen side: warm planks, a shelf of bowls, half curtains, lanterns."""
    c.rect(-20, -20, 760, 1320, Linear((0, 0), (0, 1100), (124, 68, 36), (60, 30, 24)))
    for x in range(-20, 760, 92):
        c.rect(x, -20, 4, 1320, (48, 24, 18), opacity=0.6)
        c.rect(x + 4, -20, 2, 1320, (170, 106, 60), opacity=0.25)
    c.rect(-20, 470, 760, 18, (52, 26, 18))
    c.rect(-20, 466, 760, 6, (184, 116, 62))
    c.rect(-20, 488, 760, 40, (20, 8, 8), opacity=0.3, blur=10)
    for x, count in ((60, 4), (150, 3), (590, 5), (676, 3)):
        _bowls(c, x, 466, count)
    for x in (236, 500):
        c.blob(
            [(x - 20, 466, 1), (x - 24, 416), (x - 14, 396), (x + 14, 396), (x + 24, 416), (x + 20, 466, 1)],
            (88, 48, 32),
        )
        c.rect(x - 13, 386, 26, 14, (206, 60, 44), radius=4)
    c.rect(-20, 700, 760, 14, (46, 22, 16))
    for x in (10, 250, 490):
        c.rect(x, 560, 220, 140, (84, 44, 30), radius=6)
        c.rect(x + 8, 568, 204, 124, (70, 36, 26), radius=4)
        c.rect(x + 100, 616, 20, 24, GOLD, radius=4, opacity=0.6)
    c.rect(-20, -20, 760, 90, (40, 18, 16))
    c.rect(-20, 64, 760, 8, (150, 84, 46))
    lantern(c, 96, 190, 0.95)
    lantern(c, 640, 176, 0.95)
    glow(c, 360, 330, 520, (255, 170, 80), 0.22)


def shop_wall_sign(c: Canvas, words: str) -> None:
    """The kitchen side with the big shop sign."""
    shop_wall(c)
    c.rect(116, 116, 500, 176, (20, 8, 6), radius=8, opacity=0.5, blur=8)
    c.rect(110, 104, 500, 176, (196, 140, 66), radius=8)
    c.rect(120, 114, 480, 156, Linear((0, 114), (0, 270), (58, 22, 20), (36, 12, 14)), radius=5)
    c.text(360, 190, words, 104, (255, 222, 130), SERIF_BOLD)


def shop_wall_board(c: Canvas, words: str) -> None:
    """The kitchen side with the price board."""
    shop_wall(c)
    for x in (352, 668):
        c.rect(x, 60, 5, 170, (40, 20, 16))
    c.rect(318, 226, 392, 128, (20, 8, 6), radius=8, opacity=0.5, blur=8)
    c.rect(310, 214, 392, 128, (176, 118, 62), radius=8)
    c.rect(320, 224, 372, 108, (246, 232, 200), radius=4)
    c.text(506, 276, words, 58, (120, 22, 22), SERIF_BOLD)


def shop_counter(c: Canvas) -> None:
    """The counter in front of those who stand behind it."""
    c.rect(-40, 1046, 800, 300, Linear((0, 1046), (0, 1280), (116, 62, 34), (50, 24, 20)))
    c.rect(-40, 1030, 800, 30, (190, 118, 62), radius=6)
    c.rect(-40, 1030, 800, 7, (240, 180, 110), radius=3)
    for x in range(0, 800, 120):
        c.rect(x, 1072, 96, 240, (70, 34, 24), radius=8, opacity=0.7)
        c.rect(x + 6, 1078, 84, 228, (92, 48, 30), radius=6, opacity=0.7)


def _bokeh(c: Canvas, seed: int, area: tuple[float, float, float, float], count: int) -> None:
    dice = random.Random(seed)
    colours: tuple[Colour, ...] = ((255, 176, 90), (255, 92, 110), (90, 190, 255), (255, 226, 160), (170, 120, 255))
    for _ in range(count):
        x, y = dice.uniform(area[0], area[2]), dice.uniform(area[1], area[3])
        r = dice.uniform(10, 34)
        c.ellipse(x, y, r, r, dice.choice(colours), opacity=dice.uniform(0.18, 0.42), blur=2, add=True)


def shop_door(c: Canvas) -> None:
    """The door side: wet night glass, city lights, a dark wooden frame."""
    c.rect(-20, -20, 760, 1320, Linear((0, 0), (0, 1200), (20, 34, 72), (30, 42, 84)))
    _bokeh(c, 7, (0, 120, 720, 860), 34)
    dice = random.Random(3)
    for _ in range(60):
        x, y, length = dice.uniform(0, 720), dice.uniform(0, 900), dice.uniform(20, 80)
        c.stroke([(x, y), (x - 3, y + length)], 2.2, (170, 206, 255), taper=(0.1, 0.6), opacity=0.35)
    frame: Colour = (44, 24, 24)
    for x in (-30, 138, 548, 700):
        c.rect(x, -20, 34, 1320, frame)
        c.rect(x + 30, -20, 4, 1320, (120, 90, 90), opacity=0.5)
    for y in (66, 330, 860):
        c.rect(-20, y, 172, 18, frame)
        c.rect(560, y, 172, 18, frame)
    c.rect(-20, -20, 760, 92, (36, 18, 20))
    c.rect(-20, 900, 760, 400, (30, 18, 24))
    lantern(c, 70, 210, 0.8)
    lantern(c, 652, 210, 0.8)
    glow(c, 360, 420, 380, (120, 170, 255), 0.34)


def shop_wide(c: Canvas) -> None:
    """The whole shop: the kitchen, a big steaming pot, the ceiling beams."""
    shop_wall(c)
    c.rect(-20, 714, 760, 600, (48, 24, 22))
    c.blob([(270, 700, 1), (450, 700, 1), (446, 800), (420, 836), (300, 836), (274, 800)], (92, 92, 104))
    c.blob([(380, 700, 1), (450, 700, 1), (446, 800), (420, 836), (390, 836)], (54, 52, 64))
    c.ellipse(360, 700, 92, 18, (150, 150, 160))
    c.ellipse(360, 702, 80, 13, (236, 206, 150))
    lantern(c, 360, 150, 1.2)


def flat_room(c: Canvas) -> None:
    """The room over the shop: a lamp, a window on the night, books and a plant."""
    c.rect(-20, -20, 760, 1320, Linear((0, 0), (0, 1280), (196, 152, 112), (128, 88, 76)))
    for x in range(0, 740, 60):
        c.rect(x, -20, 22, 1320, (214, 170, 128), opacity=0.25)
    c.rect(36, 150, 262, 370, (92, 58, 44), radius=6)
    c.rect(50, 164, 234, 342, Linear((0, 164), (0, 506), (18, 30, 66), (52, 62, 118)))
    dice = random.Random(11)
    for k in range(5):
        x, top = 54 + k * 46, dice.uniform(320, 420)
        c.rect(x, top, 42, 506 - top, (24, 28, 58))
        for _ in range(7):
            c.rect(x + dice.choice((6, 18, 30)), dice.uniform(top + 8, 490), 8, 10, (255, 206, 120), opacity=0.8)
    c.ellipse(236, 216, 24, 24, (250, 244, 220))
    c.rect(160, 164, 12, 342, (92, 58, 44))
    c.rect(50, 326, 234, 12, (92, 58, 44))
    for side, x in ((1, 20), (-1, 314)):
        c.blob(
            [(x, 130, 1), (x + side * 62, 130, 1), (x + side * 52, 330), (x + side * 70, 560, 1), (x, 560, 1)],
            (172, 70, 62),
        )
    c.rect(-20, 122, 380, 14, (70, 42, 34), radius=6)
    c.rect(420, 340, 320, 14, (88, 54, 40))
    for x, tall, colour in (
        (440, 92, (168, 66, 58)),
        (466, 110, (62, 104, 122)),
        (496, 84, (214, 170, 84)),
        (520, 104, (92, 124, 84)),
        (548, 90, (120, 72, 96)),
    ):
        c.rect(x, 340 - tall, 22, tall, colour, radius=3)
        c.rect(x, 340 - tall + 14, 22, 5, (250, 230, 190), opacity=0.6)
    for lean in (-46, -22, 4, 28, 50):
        c.stroke(
            [(650, 300), (650 + lean * 0.5, 240), (650 + lean, 200 + abs(lean))], 17, (74, 130, 84), taper=(0.4, 0.1)
        )
    c.blob([(622, 292, 1), (678, 292, 1), (668, 340, 1), (632, 340, 1)], (206, 112, 74))
    c.rect(-20, 760, 760, 12, (96, 60, 48))
    c.rect(-20, 772, 760, 560, Linear((0, 772), (0, 1280), (112, 70, 54), (76, 46, 42)))
    glow(c, 560, 120, 460, (255, 196, 110), 0.42)


def flat_door(c: Canvas) -> None:
    """The door of the flat, open on the dark stairs, a coat hook and a shoe rack."""
    c.rect(-20, -20, 760, 1320, Linear((0, 0), (0, 1280), (188, 144, 108), (120, 82, 72)))
    c.rect(120, 90, 480, 1220, (84, 50, 40))
    c.rect(144, 114, 432, 1200, Linear((0, 114), (0, 1280), (30, 34, 58), (18, 18, 34)))
    for k in range(6):
        c.rect(144, 620 + k * 74, 432, 8, (70, 76, 110), opacity=0.6)
    glow(c, 360, 250, 300, (110, 150, 230), 0.4)
    c.poly([(600, 90), (700, 40), (700, 1300), (600, 1300)], (146, 92, 62))
    c.poly([(612, 140), (688, 104), (688, 560), (612, 560)], (122, 74, 52))
    c.ellipse(616, 680, 10, 14, GOLD)
    c.rect(14, 330, 92, 12, (84, 50, 40), radius=4)
    for x in (30, 60, 90):
        c.rect(x, 340, 6, 22, (60, 36, 30))
    c.blob([(26, 362), (60, 356), (84, 380), (96, 560), (20, 560)], (62, 110, 112))
    for y in (820, 930, 1040):
        c.rect(0, y, 112, 12, (96, 58, 44))
    for x, y, colour in (
        (10, 792, (236, 120, 120)),
        (58, 792, (236, 120, 120)),
        (10, 902, (96, 136, 176)),
        (58, 902, (96, 136, 176)),
    ):
        c.blob([(x, y + 28, 1), (x, y + 6), (x + 18, y), (x + 42, y + 16), (x + 44, y + 28, 1)], colour)
    glow(c, 60, 140, 380, (255, 196, 110), 0.35)


def street(c: Canvas) -> None:
    """The shop front on a rainy night: awning, warm windows, a neon bowl, the wet road."""
    c.rect(-20, -20, 760, 1320, Linear((0, 0), (0, 800), (14, 18, 46), (44, 40, 92)))
    dice = random.Random(5)
    for k in range(7):
        x, top = -30 + k * 110, dice.uniform(120, 330)
        c.rect(x, top, 104, 700, (18, 20, 48))
        for _ in range(14):
            c.rect(
                x + 12 + dice.randrange(5) * 18, top + 20 + dice.randrange(14) * 30, 9, 13, (120, 130, 190), opacity=0.5
            )
    c.rect(70, 420, 580, 440, (62, 34, 34))
    c.rect(40, 392, 640, 40, (34, 18, 26))
    c.blob([(30, 392, 1), (110, 330), (610, 330), (690, 392, 1)], (44, 24, 34))
    for x in (96, 470):
        c.rect(x, 520, 154, 250, (40, 20, 22))
        c.rect(x + 8, 528, 138, 234, Linear((0, 528), (0, 762), (255, 200, 110), (226, 120, 56)))
        c.rect(x + 72, 528, 8, 234, (70, 34, 26))
        c.rect(x + 8, 640, 138, 8, (70, 34, 26))
    c.rect(272, 500, 176, 360, (40, 20, 22))
    c.rect(282, 512, 156, 348, Linear((0, 512), (0, 860), (255, 214, 130), (236, 140, 70)))
    c.rect(356, 512, 8, 348, (70, 34, 26))
    for k in range(9):
        x = 60 + k * 67
        c.blob(
            [(x, 432, 1), (x + 67, 432, 1), (x + 67, 484), (x + 33, 500), (x, 484)],
            (196, 52, 50) if k % 2 else (236, 222, 206),
        )
    glow(c, 360, 240, 230, (255, 70, 130), 0.5)
    neon: Colour = (255, 130, 170)
    for width, colour, soft in ((16.0, (255, 50, 110), 6.0), (7.0, neon, 0.0), (3.0, (255, 236, 240), 0.0)):
        c.stroke([(262, 236), (360, 244), (458, 236)], width, colour, blur=soft)
        c.stroke([(262, 236), (284, 292), (326, 318), (394, 318), (436, 292), (458, 236)], width, colour, blur=soft)
        for x in (318, 360, 402):
            c.stroke([(x, 214), (x - 12, 194), (x + 6, 176), (x - 4, 156)], width * 0.9, colour, blur=soft)
    lantern(c, 110, 520, 0.62)
    lantern(c, 610, 520, 0.62)
    c.rect(-20, 860, 760, 460, Linear((0, 860), (0, 1280), (52, 44, 84), (20, 20, 46)))
    for x, w, colour in ((96, 154, (255, 170, 90)), (282, 156, (255, 190, 100)), (470, 154, (255, 170, 90))):
        c.rect(x, 866, w, 330, Linear((0, 866), (0, 1200), (*colour, 190), (*colour, 0)), blur=5, opacity=0.7)
    glow(c, 360, 940, 240, (255, 60, 120), 0.22)


def alley(c: Canvas) -> None:
    """A dark street corner under one lamp, seen from the window above."""
    c.rect(-20, -20, 760, 1320, Linear((0, 0), (0, 1280), (16, 20, 48), (30, 30, 62)))
    c.poly([(-20, -20), (250, -20), (210, 900), (-20, 1000)], (16, 18, 40))
    c.poly([(740, -20), (520, -20), (540, 880), (740, 980)], (12, 14, 34))
    dice = random.Random(9)
    for _ in range(9):
        c.rect(dice.uniform(20, 170), dice.uniform(60, 600), 30, 40, (255, 196, 110), opacity=0.35)
    c.poly(
        [(210, 880), (540, 860), (740, 960), (740, 1300), (-20, 1300), (-20, 1000)],
        Linear((0, 860), (0, 1280), (70, 66, 108), (22, 22, 48)),
    )
    c.rect(560, 250, 14, 700, (10, 10, 22))
    c.rect(430, 244, 144, 12, (10, 10, 22), radius=5)
    c.poly([(424, 256), (478, 256), (500, 282), (404, 282)], (10, 10, 22))
    c.poly(
        [(410, 282), (494, 282), (660, 1010), (236, 1010)],
        Linear((0, 282), (0, 1010), (255, 220, 150, 150), (255, 220, 150, 20)),
        blur=6,
    )
    c.ellipse(450, 1010, 230, 50, (255, 214, 140), opacity=0.4, blur=10)
    glow(c, 452, 290, 130, (255, 226, 160), 0.9)


def mansion_fire(c: Canvas) -> None:
    """The night sky over a burning house."""
    c.rect(-20, -20, 760, 1320, Linear((0, 0), (0, 1000), (40, 6, 14), (214, 74, 20)))
    glow(c, 360, 640, 560, (255, 150, 30), 0.6)
    for x, y, r in ((120, 150, 130), (300, 90, 170), (520, 170, 150), (650, 80, 140)):
        c.ellipse(x, y, r, r * 0.7, (22, 4, 10), opacity=0.55, blur=26)


def mansion(c: Canvas) -> None:
    """The silhouette of the house with burning windows."""
    dark: Colour = (28, 8, 12)
    c.blob(
        [(30, 520, 1), (120, 470), (210, 400, 1), (510, 400, 1), (600, 470), (690, 520, 1), (640, 530), (80, 530)], dark
    )
    c.blob([(180, 400, 1), (250, 356), (300, 300, 1), (420, 300, 1), (470, 356), (540, 400, 1)], dark)
    c.rect(100, 520, 520, 460, dark)
    for x in (140, 240, 430, 530):
        c.rect(x, 600, 66, 130, Linear((0, 600), (0, 730), (255, 236, 130), (255, 120, 30)))
        c.rect(x + 30, 600, 6, 130, dark)
        c.rect(x, 660, 66, 6, dark)
    c.rect(308, 610, 104, 370, Linear((0, 610), (0, 980), (255, 240, 150), (255, 130, 30)))
    c.rect(-20, 960, 760, 360, Linear((0, 960), (0, 1280), (70, 18, 14), (22, 6, 10)))


def flames(c: Canvas, seed: int, base: float, height: float, front: bool) -> None:
    """A row of flame tongues."""
    dice = random.Random(seed)
    first: Colour = (255, 220, 90) if front else (255, 120, 30)
    last: Colour = (240, 70, 20) if front else (180, 30, 16)
    for k in range(9):
        x = -40 + k * 100 + dice.uniform(-26, 26)
        tall, lean, w = height * dice.uniform(0.6, 1.1), dice.uniform(-40, 40), dice.uniform(56, 80)
        shape = [
            (x - w, base, 1),
            (x - w * 0.8, base - tall * 0.3),
            (x - w * 0.1 + lean * 0.4, base - tall * 0.6),
            (x + lean, base - tall, 1),
            (x + w * 0.5 + lean * 0.3, base - tall * 0.5),
            (x + w * 0.9, base - tall * 0.25),
            (x + w, base, 1),
        ]
        c.blob(shape, Linear((0, base), (0, base - tall), first, last), opacity=0.92)
        if front:
            c.blob(
                [
                    (x - w * 0.5, base, 1),
                    (x - w * 0.3, base - tall * 0.3),
                    (x + lean * 0.3, base - tall * 0.5, 1),
                    (x + w * 0.4, base - tall * 0.2),
                    (x + w * 0.5, base, 1),
                ],
                (255, 248, 190),
                opacity=0.8,
            )


def focus_lines(c: Canvas, colour: Colour, seed: int) -> None:
    """Comic focus lines that run from the edges towards the face."""
    dice = random.Random(seed)
    for k in range(72):
        angle = (k + dice.uniform(-0.4, 0.4)) * math.tau / 72
        near, far = dice.uniform(0.74, 1.0), 2.2
        cx, cy, rx, ry = 360.0, 520.0, 380.0, 560.0
        wide = dice.uniform(0.004, 0.016)
        tip = (cx + rx * near * math.cos(angle), cy + ry * near * math.sin(angle))
        left = (cx + rx * far * math.cos(angle - wide), cy + ry * far * math.sin(angle - wide))
        right = (cx + rx * far * math.cos(angle + wide), cy + ry * far * math.sin(angle + wide))
        c.poly([tip, left, right], colour, opacity=0.5)
