"""The shots of episode 2: shoes off, the red packet, the half jade, the fire twenty years ago."""

from __future__ import annotations

from . import faces, hands, places, props
from .draw import Canvas, Colour
from .effects import embers, rain, sparkle, steam
from .framing import COLD, FIRE, WARM, both, close, medium, place, slide, sway, very_close
from .people import JINGCHUAN, XIAOMAN
from .stage import Actor, Art, Camera, Shot
from .story import EpisodeStory

_FIRELIGHT: Colour = (255, 232, 214)
_SLEEVE: Colour = (246, 236, 216)
_SLEEVE_CUFF: Colour = (222, 204, 182)


def _stop_palm(c: Canvas) -> None:
    with c.at(560, 800, 1.55, 8):
        hands.forearm(c, _SLEEVE, _SLEEVE_CUFF)
        hands.open_palm(c, XIAOMAN)


def _raised_finger(c: Canvas) -> None:
    with c.at(566, 800, 1.0, 10):
        hands.forearm(c, _SLEEVE, _SLEEVE_CUFF)
        hands.pointing(c, XIAOMAN)


def _small_packet(c: Canvas) -> None:
    with c.at(500, 800, 1, -10):
        hands.grip_fingers(c, JINGCHUAN, x=-66, y=-40, spread=34, flip=True)
        with c.at(0, 0, 0.62):
            props.packet(c)
        with c.at(60, 130, 1.05, -24):
            hands.forearm(c, (32, 36, 52), (250, 250, 252))
            hands.fist(c, JINGCHUAN)


def _refusing_palm(c: Canvas) -> None:
    with c.at(190, 850, 1.0, -12):
        hands.forearm(c, _SLEEVE, _SLEEVE_CUFF)
        hands.open_palm(c, XIAOMAN)


def _own_half(c: Canvas) -> None:
    c.stroke([(250, 760), (236, 830), (230, 880)], 7, (206, 40, 46))
    with c.at(220, 1000, 1.3, 16):
        hands.forearm(c, _SLEEVE, _SLEEVE_CUFF)
    with c.at(232, 870, 0.7, 0, flip=True):
        props.jade(c)
    with c.at(220, 1000, 1.3, 16):
        hands.fist(c, XIAOMAN)


def _fire_back(c: Canvas) -> None:
    places.flames(c, 1, 1010, 640, False)


def _fire_front(c: Canvas) -> None:
    places.flames(c, 2, 1340, 330, True)


def shots(story: EpisodeStory) -> tuple[Shot, ...]:
    """Return the shots of the episode in order."""
    sender, message = story.sign("e2-s1").text.split("\n")
    return (
        Shot(
            start_ms=0,
            size="insert",
            about="A wet black shoe steps over the threshold of the flat.",
            layers=(Art(draw=props.threshold), Art(draw=props.stepping_shoe, move=slide(420, -30, 0.34))),
            camera=Camera(zoom=(1.03, 1.07), jolt_at=0.34),
        ),
        Shot(
            start_ms=1240,
            size="close-up",
            about="Xiaoman throws up her hand: stop.",
            layers=(place(places.flat_room, 8), close("小满", faces.ANGRY, x=330, turn=0.3, rim=WARM, over=_stop_palm)),
            camera=Camera(zoom=(1.02, 1.09)),
        ),
        Shot(
            start_ms=2640,
            size="medium",
            about="Lu Jingchuan in the door, haughty, one brow up.",
            layers=(place(places.flat_door, 3), medium("景川", faces.COOL, y=470, turn=-0.3, rim=COLD)),
            camera=Camera(zoom=(1.0, 1.07)),
        ),
        Shot(
            start_ms=5520,
            size="medium",
            about="Xiaoman raises a finger, amused: one exception.",
            layers=(
                place(places.flat_room, 4),
                medium("小满", faces.COOL_SMILE, x=340, y=500, turn=0.4, rim=WARM, over=_raised_finger),
            ),
        ),
        Shot(
            start_ms=7640,
            size="insert",
            about="His shoes stand by the door; he wears socks with bears.",
            layers=(Art(draw=props.bear_socks),),
            camera=Camera(zoom=(1.02, 1.08), y=(-20, 14)),
        ),
        Shot(
            start_ms=8960,
            size="medium",
            about="Master Yun bids him sit and goes to cook noodles.",
            layers=(
                place(places.flat_room, 4),
                medium("师父", faces.SOFT, x=390, y=510, scale=1.0, turn=-0.4, rim=WARM),
            ),
        ),
        Shot(
            start_ms=10720,
            size="close-up",
            about="Lu Jingchuan speaks the line of every CEO romance.",
            layers=(place(places.flat_door, 8), close("景川", faces.COOL_SMILE, turn=-0.4, rim=COLD, lean=-2)),
            effects=(sparkle(((120, 360), (610, 300), (560, 740))),),
            camera=Camera(zoom=(1.0, 1.1)),
        ),
        Shot(
            start_ms=14240,
            size="extreme close-up",
            about="Xiaoman is not impressed.",
            layers=(place(places.flat_room, 10), very_close("小满", faces.DEADPAN, rim=WARM)),
            camera=Camera(zoom=(1.02, 1.04)),
        ),
        Shot(
            start_ms=16000,
            size="medium",
            about="Lu Jingchuan takes out a red packet.",
            layers=(
                place(places.flat_door, 4),
                medium("景川", faces.SOFT, x=330, turn=0.3, rim=COLD, over=_small_packet),
            ),
        ),
        Shot(
            start_ms=17600,
            size="insert",
            about="The red packet, held out.",
            layers=(place(places.flat_room, 6), Art(draw=props.offered_packet)),
            camera=Camera(zoom=(1.0, 1.07)),
        ),
        Shot(
            start_ms=19120,
            size="medium",
            about="Xiaoman will not take it.",
            layers=(
                place(places.flat_room, 4),
                medium("小满", faces.STERN, x=400, y=500, turn=0.5, rim=WARM, over=_refusing_palm),
            ),
        ),
        Shot(
            start_ms=22080,
            size="close-up",
            about="Lu Jingchuan insists, gently.",
            layers=(place(places.flat_door, 8), close("景川", faces.SOFT, turn=-0.5, rim=COLD)),
        ),
        Shot(
            start_ms=24560,
            size="insert",
            about="In her hand: half a jade pendant on a red cord.",
            layers=(place(places.flat_room, 8), Art(draw=props.jade_in_hand)),
            effects=(sparkle(((330, 560), (470, 640), (300, 720))),),
            camera=Camera(zoom=(1.0, 1.08)),
        ),
        Shot(
            start_ms=26200,
            size="close-up",
            about="Xiaoman draws the other half from her collar.",
            layers=(
                place(places.flat_room, 8),
                close("小满", faces.SHOCK, x=380, y=460, scale=1.5, turn=-0.2, rim=WARM, over=_own_half),
            ),
            camera=Camera(zoom=(1.0, 1.07)),
        ),
        Shot(
            start_ms=27920,
            size="close-up",
            about="Lu Jingchuan, grave, begins to tell.",
            layers=(place(places.flat_door, 8), close("景川", faces.SAD, turn=-0.2, rim=COLD)),
            light=(238, 242, 255),
            camera=Camera(zoom=(1.02, 1.1)),
        ),
        Shot(
            start_ms=30000,
            size="wide",
            about="Twenty years ago: a great house burns; a man carries a child out.",
            layers=(
                Art(draw=places.mansion_fire, depth=0.4),
                Art(draw=_fire_back, depth=0.5, move=sway(26, 22, 5)),
                Art(draw=places.mansion, depth=0.7),
                Art(draw=props.rescue),
                Art(draw=_fire_front, depth=1.3, move=sway(30, 24, 6, 2)),
            ),
            effects=(embers(),),
            camera=Camera(zoom=(1.0, 1.09)),
            transition="dissolve",
            flash_ms=31000,
        ),
        Shot(
            start_ms=32360,
            size="close-up",
            about="Xiaoman looks away: what is that to me.",
            layers=(place(places.flat_room, 8), close("小满", faces.looking(faces.STERN, -6), turn=-0.75, rim=WARM)),
        ),
        Shot(
            start_ms=34600,
            size="insert",
            about="His phone: a message from Grandma.",
            layers=(place(places.flat_door, 8), Art(draw=lambda c: props.phone(c, sender, message, JINGCHUAN))),
            camera=Camera(zoom=(1.0, 1.03)),
        ),
        Shot(
            start_ms=38200,
            size="medium",
            about="Lu Jingchuan puts the phone away.",
            layers=(place(places.flat_door, 4), medium("景川", faces.PLEAD, turn=-0.3, rim=COLD)),
        ),
        Shot(
            start_ms=41040,
            size="close-up",
            about="Xiaoman, near tears, asks her master.",
            layers=(place(places.flat_room, 8), close("小满", faces.TEARFUL, turn=0.6, x=340, rim=WARM)),
            camera=Camera(zoom=(1.02, 1.1)),
        ),
        Shot(
            start_ms=44080,
            size="medium",
            about="Master Yun with a bowl of noodles, his eyes down.",
            layers=(place(places.flat_room, 4), medium("师父", faces.SAD, y=500, scale=1.15, turn=-0.3, rim=WARM)),
            effects=(steam(360, 1060),),
        ),
        Shot(
            start_ms=45640,
            size="close-up",
            about="The fire: the child in his arms.",
            layers=(
                Art(draw=places.mansion_fire, depth=0.4),
                Art(draw=_fire_back, depth=0.5, move=sway(26, 22, 5), blur=4),
                Actor(
                    who="师父",
                    mood=faces.STERN,
                    x=440,
                    y=400,
                    scale=1.3,
                    turn=-0.5,
                    lean=-6,
                    rim=FIRE,
                    rim_side=1,
                    tint=(150, 96, 92),
                    speaks=False,
                ),
                Art(draw=both(props.swaddle), depth=1.2),
                Actor(
                    who="小满",
                    mood=faces.SERENE,
                    x=300,
                    y=770,
                    scale=0.72,
                    turn=0.2,
                    lean=-24,
                    rim=FIRE,
                    tint=(214, 150, 130),
                    over=props.swaddle_edge,
                    speaks=False,
                    depth=1.2,
                ),
            ),
            effects=(embers(30, seed=8),),
            camera=Camera(zoom=(1.0, 1.06)),
        ),
        Shot(
            start_ms=47080,
            size="extreme close-up",
            about="Master Yun: the one who set it is alive.",
            layers=(
                place(places.flat_room, 10),
                very_close("师父", faces.STERN, turn=0.15, scale=2.2, y=470, rim=FIRE),
                Art(draw=props.clouds_of_shadow),
            ),
            light=_FIRELIGHT,
            camera=Camera(zoom=(1.0, 1.12)),
        ),
        Shot(
            start_ms=49960,
            size="wide",
            about="Down in the rainy street a man in glasses looks up at the window.",
            layers=(Art(draw=places.alley, depth=0.7), Art(draw=props.watching_man, depth=1.1)),
            effects=(rain(30, seed=6),),
            camera=Camera(zoom=(1.0, 1.16), x=(0, 60), y=(0, 40)),
        ),
    )
