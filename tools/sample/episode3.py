"""The shots of episode 3: the confession, the recording, the noodles, the message."""

from __future__ import annotations

from . import faces, hands, places, props
from .draw import Canvas, Colour
from .effects import rain, sparkle, steam, wave
from .framing import COLD, FIRE, RED, WARM, close, counter, medium, place, very_close
from .people import GUODONG, JINGCHUAN, XIAOMAN
from .stage import Actor, Art, Camera, Shot
from .story import EpisodeStory

_COOL_LIGHT: Colour = (238, 242, 255)
_RED_LIGHT: Colour = (255, 226, 216)


def _accusing_finger(c: Canvas) -> None:
    with c.at(590, 930, 1.4, -34):
        hands.forearm(c, (126, 30, 52), (36, 32, 40))
        hands.pointing(c, GUODONG)


def _chopsticks(c: Canvas) -> None:
    for dx in (0, 14):
        c.stroke([(452 + dx, 690), (560 + dx, 960)], 11, (150, 44, 36), straight=True)
    with c.at(530, 930, 0.95, -22):
        hands.forearm(c, (30, 34, 48), (250, 250, 252))
        hands.fist(c, JINGCHUAN)


def _serving(c: Canvas) -> None:
    with c.at(360, 905, 0.46):
        with c.at(-330, 130, 2.0, 36):
            hands.forearm(c, (246, 236, 216), (222, 204, 182))
        with c.at(330, 130, 2.0, -36):
            hands.forearm(c, (246, 236, 216), (222, 204, 182))
        c.blob(
            [(-300, -90, 1), (300, -90, 1), (280, 30), (180, 140), (80, 180), (-80, 180), (-180, 140), (-280, 30)],
            (244, 244, 250),
        )
        c.blob([(60, -90, 1), (300, -90, 1), (280, 30), (180, 140), (80, 180), (60, 100)], (196, 202, 220))
        c.stroke([(-282, -20), (-100, 30), (100, 30), (282, -20)], 18, (48, 88, 160))
        c.ellipse(0, -90, 304, 70, (252, 252, 254))
        c.ellipse(0, -86, 274, 54, (190, 104, 44))
        for x in (-150, -60, 40):
            c.stroke([(x - 60, -88), (x, -112), (x + 70, -84), (x + 130, -96)], 14, (255, 228, 158))
        c.ellipse(110, -96, 56, 26, (252, 246, 234))
        c.ellipse(110, -97, 28, 14, (255, 180, 50))
        hands.grip_thumb(c, XIAOMAN, x=-292, y=-40, flip=True)
        hands.grip_thumb(c, XIAOMAN, x=292, y=-40)


def _pay_up(c: Canvas) -> None:
    with c.at(520, 930, 1.5, 6):
        with c.at(0, 40, 0.9):
            hands.forearm(c, (246, 236, 216), (222, 204, 182))
        hands.cupped(c, XIAOMAN)


def shots(story: EpisodeStory) -> tuple[Shot, ...]:
    """Return the shots of the episode in order."""
    sender, message = story.sign("e3-s1").text.split("\n")
    return (
        Shot(
            start_ms=0,
            size="extreme close-up",
            about="Lu Guodong laughs: he set the fire.",
            layers=(place(places.shop_door, 9), very_close("二叔", faces.LAUGH, turn=0.2, scale=2.3, rim=FIRE)),
            light=_RED_LIGHT,
            camera=Camera(zoom=(1.12, 1.02)),
        ),
        Shot(
            start_ms=1600,
            size="wide",
            about="He stands alone against the three at the counter.",
            layers=(
                Art(draw=places.shop_wide, depth=0.5),
                Actor(who="师父", mood=faces.STERN, x=120, y=590, scale=0.52, turn=0.5, depth=0.9, rim=WARM),
                Actor(who="小满", mood=faces.SHOCK, x=268, y=640, scale=0.5, turn=0.6, depth=0.95, rim=WARM),
                Actor(who="景川", mood=faces.COOL, x=420, y=570, scale=0.54, turn=0.6, depth=0.95, rim=WARM),
                counter(0.95),
                Actor(who="二叔", mood=faces.LAUGH, x=606, y=610, scale=0.78, turn=-0.8, depth=1.2, rim=RED),
            ),
            effects=(steam(360, 700, width=90, rise=300),),
            camera=Camera(zoom=(1.0, 1.05), x=(10, -6)),
        ),
        Shot(
            start_ms=3040,
            size="close-up",
            about="Lu Jingchuan has waited for this.",
            layers=(place(places.shop_door, 7), close("景川", faces.STERN, turn=0.4, rim=COLD)),
            light=_COOL_LIGHT,
        ),
        Shot(
            start_ms=5360,
            size="medium",
            about="Lu Guodong spreads his chest: no proof.",
            layers=(place(places.shop_door, 4), medium("二叔", faces.SMUG, turn=-0.4, rim=RED)),
        ),
        Shot(
            start_ms=8040,
            size="extreme close-up",
            about="Xiaoman: I do.",
            layers=(place(places.shop_wall, 10), very_close("小满", faces.STERN, rim=WARM)),
            camera=Camera(zoom=(1.02, 1.06)),
        ),
        Shot(
            start_ms=9280,
            size="medium",
            about="Xiaoman demands the money of her family.",
            layers=(place(places.shop_wall, 4), medium("小满", faces.ANGRY, y=500, turn=0.4, rim=WARM), counter()),
        ),
        Shot(
            start_ms=11080,
            size="close-up",
            about="Lu Guodong begins to sweat.",
            layers=(place(places.shop_door, 8), close("二叔", faces.FEAR, turn=-0.4, rim=RED)),
            camera=Camera(zoom=(1.02, 1.1)),
        ),
        Shot(
            start_ms=12840,
            size="close-up",
            about="He points at her: who do you think you are.",
            layers=(
                place(places.shop_door, 8),
                close("二叔", faces.FURIOUS, x=330, turn=-0.2, rim=RED, over=_accusing_finger),
            ),
            light=_RED_LIGHT,
        ),
        Shot(
            start_ms=15600,
            size="medium",
            about="Master Yun steps before her.",
            layers=(
                place(places.shop_wall, 4),
                medium("师父", faces.STERN, y=500, scale=1.1, turn=0.4, rim=WARM),
                counter(),
            ),
        ),
        Shot(
            start_ms=17480,
            size="two-shot",
            about="Master and apprentice side by side.",
            layers=(
                place(places.shop_wall, 5),
                Actor(who="小满", mood=faces.TEARFUL, x=520, y=560, scale=0.86, turn=-0.6, rim=WARM),
                Actor(who="师父", mood=faces.STERN, x=220, y=500, scale=0.92, turn=0.5, depth=1.2, rim=WARM),
                counter(),
            ),
            camera=Camera(zoom=(1.0, 1.06)),
        ),
        Shot(
            start_ms=19360,
            size="extreme close-up",
            about="Lu Guodong, beside himself; lightning.",
            layers=(
                place(places.shop_door, 10),
                very_close("二叔", faces.FURIOUS, turn=-0.15, scale=2.3, rim=RED),
                Art(draw=props.clouds_of_shadow),
            ),
            light=_RED_LIGHT,
            camera=Camera(zoom=(1.02, 1.14)),
            flash_ms=20800,
        ),
        Shot(
            start_ms=22520,
            size="insert",
            about="A phone that has recorded every word.",
            layers=(place(places.shop_door, 8), Art(draw=props.recording_phone, depth=0)),
            effects=(wave(),),
            camera=Camera(zoom=(1.0, 1.04)),
        ),
        Shot(
            start_ms=24000,
            size="close-up",
            about="Lu Jingchuan allows himself a smile.",
            layers=(place(places.shop_door, 7), close("景川", faces.COOL_SMILE, turn=0.4, rim=COLD)),
            light=_COOL_LIGHT,
        ),
        Shot(
            start_ms=25400,
            size="close-up",
            about="Lu Guodong pleads kinship.",
            layers=(place(places.shop_door, 8), close("二叔", faces.FEAR, turn=-0.5, rim=COLD, lean=-5)),
            camera=Camera(zoom=(1.1, 1.02)),
        ),
        Shot(
            start_ms=28600,
            size="extreme close-up",
            about="Lu Jingchuan, ice cold: it is getting chilly.",
            layers=(place(places.shop_door, 10), very_close("景川", faces.COOL, turn=0.2, rim=COLD)),
            light=(226, 236, 255),
            camera=Camera(zoom=(1.0, 1.1)),
        ),
        Shot(
            start_ms=31760,
            size="wide",
            about="Lu Guodong creeps away through the rain.",
            layers=(
                Art(draw=places.street, depth=0.6),
                Art(draw=props.fleeing_man, depth=1.2, move=lambda now: (34 * now, 12 * now)),
            ),
            effects=(rain(),),
            camera=Camera(zoom=(1.06, 1.0)),
        ),
        Shot(
            start_ms=32720,
            size="insert",
            about="A fresh bowl of beef noodles.",
            layers=(Art(draw=props.noodles),),
            effects=(steam(360, 600, strength=0.34),),
            camera=Camera(zoom=(1.1, 1.04)),
            transition="dissolve",
        ),
        Shot(
            start_ms=34120,
            size="medium",
            about="Xiaoman serves it with a smile.",
            layers=(place(places.shop_wall, 4), medium("小满", faces.SOFT, y=480, rim=WARM, over=_serving)),
            effects=(steam(360, 860),),
        ),
        Shot(
            start_ms=35240,
            size="medium",
            about="Lu Jingchuan, chopsticks in hand, proposes with a straight face.",
            layers=(
                place(places.shop_door, 4),
                medium("景川", faces.DEADPAN, x=340, y=490, turn=0.3, rim=WARM, over=_chopsticks),
            ),
            camera=Camera(zoom=(1.0, 1.09)),
        ),
        Shot(
            start_ms=38440,
            size="close-up",
            about="Xiaoman blushes and holds out her hand for the twelve yuan.",
            layers=(
                place(places.shop_wall, 8),
                close("小满", faces.SHY, x=330, y=470, scale=1.55, turn=0.3, rim=WARM, over=_pay_up),
            ),
            effects=(sparkle(((130, 300), (610, 380))),),
            camera=Camera(zoom=(1.0, 1.06)),
        ),
        Shot(
            start_ms=41320,
            size="medium",
            about="Master Yun at the pot, in the steam, cannot be silent any longer.",
            layers=(
                place(places.shop_wide, 4),
                medium("师父", faces.SAD, y=500, scale=1.05, turn=-0.5, rim=WARM),
                counter(),
            ),
            effects=(steam(250, 1040), steam(500, 1040)),
        ),
        Shot(
            start_ms=43200,
            size="close-up",
            about="Xiaoman turns round to him.",
            layers=(place(places.shop_wall, 8), close("小满", faces.PLEAD, turn=-0.6, rim=WARM)),
            camera=Camera(zoom=(1.02, 1.08)),
        ),
        Shot(
            start_ms=44840,
            size="extreme close-up",
            about="Master Yun: your mother is alive.",
            layers=(
                place(places.shop_wall, 10),
                very_close("师父", faces.TEARFUL, scale=2.2, y=470, turn=0.1, rim=WARM),
            ),
            camera=Camera(zoom=(1.0, 1.09)),
        ),
        Shot(
            start_ms=47200,
            size="extreme close-up",
            about="Xiaoman, thunderstruck.",
            layers=(
                place(places.shop_wall, 10),
                Art(draw=lambda c: places.focus_lines(c, (255, 236, 214), 5), depth=1.3),
                very_close("小满", faces.SHOCK, rim=COLD, scale=2.3),
            ),
            camera=Camera(zoom=(1.02, 1.08), jolt_at=0.0),
        ),
        Shot(
            start_ms=47800,
            size="insert",
            about="Her phone: an unknown number. Xiaoman, it is Mum.",
            layers=(place(places.shop_wall, 8), Art(draw=lambda c: props.phone(c, sender, message, XIAOMAN))),
            camera=Camera(zoom=(1.0, 1.04)),
        ),
        Shot(
            start_ms=52520,
            size="extreme close-up",
            about="A tear; the picture stops on her eyes.",
            layers=(place(places.shop_wall, 10), very_close("小满", faces.TEARFUL, scale=2.9, rim=COLD)),
            camera=Camera(zoom=(1.0, 1.08)),
        ),
    )
