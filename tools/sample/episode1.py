"""The shots of episode 1: the contract, the refusal, the stranger at the door."""

from __future__ import annotations

from . import faces, hands, places, props
from .draw import Canvas, Colour
from .effects import rain, sparkle, steam
from .framing import COLD, RED, WARM, close, counter, medium, place, slide, very_close
from .people import GUODONG, JINGCHUAN, MASTER
from .stage import Actor, Art, Camera, Shot
from .story import EpisodeStory

_COOL_LIGHT: Colour = (238, 242, 255)


def _shouting_finger(c: Canvas) -> None:
    with c.at(640, 900, 1.25, -28):
        hands.forearm(c, (126, 30, 52), (36, 32, 40))
        hands.pointing(c, GUODONG)


def _fist_on_contract(c: Canvas) -> None:
    with c.at(150, 1090, 1.0, 24):
        hands.forearm(c, (126, 30, 52), (36, 32, 40))
        hands.fist(c, GUODONG)


def _calming_palm(c: Canvas) -> None:
    with c.at(560, 850, 0.86, 14):
        hands.forearm(c, (62, 88, 128), (230, 224, 206))
        hands.open_palm(c, MASTER)


def _offered_hand(c: Canvas) -> None:
    with c.at(372, 838, 0.8, 76):
        hands.forearm(c, (30, 34, 48), (250, 250, 252))
        hands.flat_down(c, JINGCHUAN)


def shots(story: EpisodeStory) -> tuple[Shot, ...]:
    """Return the shots of the episode in order."""
    sign, board = story.sign("e1-s1").text, story.sign("e1-s2").text
    return (
        Shot(
            start_ms=0,
            size="insert",
            about="A hand with a jade ring slams a contract on the counter: 3000万.",
            layers=(Art(draw=props.contract), Art(draw=props.slamming_hand, move=slide(0, -760, 0.36))),
            camera=Camera(zoom=(1.04, 1.09), jolt_at=0.36),
        ),
        Shot(
            start_ms=1320,
            size="close-up",
            about="Lu Guodong, gold glasses, shouts across the counter.",
            layers=(
                place(places.shop_wall, 8),
                close("二叔", faces.FURIOUS, turn=0.35, rim=RED, lean=3, over=_shouting_finger),
            ),
            camera=Camera(zoom=(1.03, 1.1)),
        ),
        Shot(
            start_ms=2800,
            size="medium",
            about="Xiaoman stands behind the counter under the shop sign.",
            layers=(
                Art(draw=lambda c: places.shop_wall_sign(c, sign), depth=0.5),
                medium("小满", faces.ANGRY, y=520, scale=0.98, rim=WARM),
                counter(),
            ),
            effects=(steam(600, 1000),),
            camera=Camera(zoom=(1.01, 1.05)),
        ),
        Shot(
            start_ms=5800,
            size="medium",
            about="Lu Guodong sneers, his fist on the counter.",
            layers=(
                place(places.shop_wall, 4),
                medium("二叔", faces.SMUG, x=390, turn=-0.4, rim=WARM, over=_fist_on_contract),
            ),
            camera=Camera(x=(-6, 8)),
        ),
        Shot(
            start_ms=7720,
            size="insert",
            about="A bowl of beef noodles steams on the table.",
            layers=(Art(draw=props.noodles),),
            effects=(steam(360, 600, strength=0.34),),
            camera=Camera(zoom=(1.03, 1.09)),
        ),
        Shot(
            start_ms=9320,
            size="medium",
            about="Master Yun raises a calming hand; the price board behind him.",
            layers=(
                Art(draw=lambda c: places.shop_wall_board(c, board), depth=0.5),
                medium("师父", faces.CALM, x=236, y=540, scale=0.94, turn=0.4, rim=WARM, over=_calming_palm),
                counter(),
            ),
            camera=Camera(zoom=(1.01, 1.05)),
        ),
        Shot(
            start_ms=11920,
            size="close-up",
            about="Xiaoman turns to her master, upset.",
            layers=(place(places.shop_wall, 8), close("小满", faces.PLEAD, turn=-0.7, x=380, rim=WARM)),
        ),
        Shot(
            start_ms=14640,
            size="close-up",
            about="Master Yun closes his eyes and quotes a proverb.",
            layers=(place(places.shop_wall, 8), close("师父", faces.SERENE, turn=0.3, rim=WARM)),
            effects=(steam(140, 1050),),
            camera=Camera(zoom=(1.02, 1.08)),
        ),
        Shot(
            start_ms=16680,
            size="wide",
            about="The three face each other across the shop, the pot between them.",
            layers=(
                Art(draw=places.shop_wide, depth=0.5),
                Actor(who="师父", mood=faces.SOFT, x=190, y=570, scale=0.56, turn=0.5, depth=0.9, rim=WARM),
                Actor(who="小满", mood=faces.STERN, x=356, y=620, scale=0.53, turn=0.6, depth=0.95, rim=WARM),
                counter(0.95),
                Actor(who="二叔", mood=faces.STERN, x=590, y=600, scale=0.78, turn=-0.8, depth=1.2, rim=RED),
            ),
            effects=(steam(360, 700, width=90, rise=300),),
            camera=Camera(zoom=(1.0, 1.05), x=(-8, 8)),
        ),
        Shot(
            start_ms=18400,
            size="close-up",
            about="Lu Guodong loses his patience.",
            layers=(place(places.shop_wall, 8), close("二叔", faces.FURIOUS, turn=-0.3, rim=RED, scale=1.9)),
            light=(255, 226, 214),
            camera=Camera(zoom=(1.03, 1.12)),
        ),
        Shot(
            start_ms=21480,
            size="extreme close-up",
            about="Xiaoman, defiant: no.",
            layers=(place(places.shop_wall, 10), very_close("小满", faces.ANGRY, turn=0.2, rim=WARM)),
            camera=Camera(zoom=(1.03, 1.06)),
        ),
        Shot(
            start_ms=22480,
            size="wide",
            about="Rain. A man with an umbrella before the shop; lightning.",
            layers=(Art(draw=places.street, depth=0.6), Art(draw=props.arriving_man, depth=1.2)),
            effects=(rain(),),
            camera=Camera(zoom=(1.0, 1.05)),
            flash_ms=22840,
        ),
        Shot(
            start_ms=23720,
            size="medium",
            about="Lu Jingchuan stands in the door, black suit, cold light.",
            layers=(place(places.shop_door, 3), medium("景川", faces.COOL, y=470, scale=1.06, turn=-0.3, rim=COLD)),
            light=_COOL_LIGHT,
            camera=Camera(zoom=(1.0, 1.07)),
            transition="dissolve",
        ),
        Shot(
            start_ms=26480,
            size="close-up",
            about="Lu Guodong starts at the sight of his nephew.",
            layers=(place(places.shop_wall, 8), close("二叔", faces.SHOCK, turn=0.5, rim=COLD)),
            camera=Camera(zoom=(1.08, 1.02)),
        ),
        Shot(
            start_ms=29000,
            size="close-up",
            about="Lu Jingchuan, unmoved: he has come for his fiancee.",
            layers=(place(places.shop_door, 7), close("景川", faces.COOL, turn=-0.45, rim=COLD)),
            light=_COOL_LIGHT,
            camera=Camera(zoom=(1.02, 1.08)),
        ),
        Shot(
            start_ms=32240,
            size="over-the-shoulder",
            about="Over Jingchuan's shoulder: Lu Guodong cannot believe it.",
            layers=(
                place(places.shop_wall, 4),
                medium("二叔", faces.ANGRY, x=300, y=500, turn=0.3, rim=WARM),
                Art(draw=props.man_from_behind, depth=1.4, blur=5),
            ),
            camera=Camera(x=(-6, 10)),
        ),
        Shot(
            start_ms=34640,
            size="extreme close-up",
            about="Lu Jingchuan: twenty years of searching.",
            layers=(
                place(places.shop_door, 10),
                very_close("景川", faces.looking(faces.SOFT, -3), turn=-0.25, rim=COLD),
            ),
            light=_COOL_LIGHT,
        ),
        Shot(
            start_ms=36240,
            size="close-up",
            about="Master Yun lowers his eyes: he knows.",
            layers=(place(places.shop_wall, 8), close("师父", faces.SAD, turn=-0.4, rim=WARM)),
            camera=Camera(zoom=(1.02, 1.07)),
        ),
        Shot(
            start_ms=37880,
            size="close-up",
            about="Xiaoman does not understand a word.",
            layers=(
                place(places.shop_wall, 8),
                close("小满", faces.looking(faces.CALM, 4), turn=0.55, rim=COLD, lean=-4),
            ),
        ),
        Shot(
            start_ms=39840,
            size="extreme close-up",
            about="Lu Jingchuan looks straight at her.",
            layers=(place(places.shop_door, 10), very_close("景川", faces.COOL, rim=COLD, scale=2.7)),
            light=_COOL_LIGHT,
            camera=Camera(zoom=(1.02, 1.07)),
        ),
        Shot(
            start_ms=41400,
            size="two-shot",
            about="He holds out his hand to her.",
            layers=(
                place(places.shop_door, 4),
                Actor(who="小满", mood=faces.SHOCK, x=540, y=540, scale=0.84, turn=-0.8, rim=COLD, rim_side=-1),
                Actor(
                    who="景川",
                    mood=faces.SOFT,
                    x=200,
                    y=450,
                    scale=0.95,
                    turn=0.8,
                    depth=1.25,
                    rim=COLD,
                    over=_offered_hand,
                ),
            ),
            camera=Camera(zoom=(1.0, 1.05)),
        ),
        Shot(
            start_ms=44800,
            size="close-up",
            about="Xiaoman stares; the picture holds on her.",
            layers=(
                place(places.shop_wall, 8),
                Art(draw=lambda c: places.focus_lines(c, (255, 236, 214), 3), depth=1.3),
                close("小满", faces.SHOCK, turn=-0.1, rim=COLD, scale=1.8),
            ),
            effects=(sparkle(((130, 330), (600, 420))),),
            camera=Camera(zoom=(1.0, 1.14)),
        ),
    )
