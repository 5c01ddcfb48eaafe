"""What is said where a measure leaves the band, and what to try. `{value}` is the value with its unit."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.model.measure import SPEECH_RATE_LANGUAGES
from reelbridge.model.shot import CameraMove, ShotSize


@dataclass(frozen=True, slots=True)
class Say:
    """What it is, and what to try."""

    text: str
    advice: str


@dataclass(frozen=True, slots=True)
class Rule:
    """How an episode's value is judged. A side without words is not judged. `importance` is the greatest weight."""

    importance: float
    below: Say | None = None
    above: Say | None = None


_BRIGHTNESS = "the picture's brightness is {value} on average"
_SPEECH = "somebody speaks {value} of the time"
_LOUDNESS = "the whole mix is at {value}"
_RANGE = "loud and soft passages are {value} apart"
_RATE = "lines run at {value} while they are up"

_SPEECH_RATE = Rule(
    30,
    below=Say(_RATE, "take lines off once they are read, or say more in them"),
    above=Say(_RATE, "shorten the lines or leave them up longer: a viewer reads and watches at once"),
)

#: what is about single shots and stretches stands in files of its own. Shares that follow from others (music is what is
#: neither speech nor silence) have no rule
RULES: dict[str, Rule] = {
    "episode-length": Rule(
        25,
        below=Say("the episode is {value} long", "there is room for one more turn before the ending"),
        above=Say("the episode is {value} long", "look for two beats that say the same, and keep the stronger one"),
    ),
    "cuts": Rule(
        60,
        below=Say("it has {value} cuts", "cut into the longest shots first: to a face, a hand, a reaction"),
        above=Say("it has {value} cuts", "let a few shots stand, so that the fast ones are felt"),
    ),
    "dissolves": Rule(
        20,
        above=Say(
            "{value} of all changes of shot are dissolves",
            "keep dissolves for a change of time or place; elsewhere a plain cut is faster",
        ),
    ),
    "fades": Rule(
        20,
        above=Say(
            "{value} of all changes of shot are fades",
            "a fade lets a viewer go; keep it for the end of a chapter",
        ),
    ),
    "wipes": Rule(20, above=Say("{value} of all changes of shot are wipes", "try a plain cut in their place")),
    "flashes": Rule(
        30,
        above=Say(
            "it has {value} flashes",
            "keep flashes for the moments that matter most; many in a row are hard on sensitive eyes",
        ),
    ),
    "close-ups": Rule(
        45,
        below=Say("{value} of all shots are close-ups", "go closer where somebody's feeling changes"),
        above=Say(
            "{value} of all shots are close-ups", "step back now and then, so that a close-up says something again"
        ),
    ),
    "wides": Rule(
        30,
        below=Say("{value} of all shots are wide", "show once more where people stand to each other"),
        above=Say(
            "{value} of all shots are wide", "try the same moments from nearer: on a phone a face in a wide is small"
        ),
    ),
    "inserts": Rule(
        25,
        below=Say(
            "{value} of all shots are inserts", "a hand, a letter or a phone alone can carry a turn without a word"
        ),
        above=Say("{value} of all shots are inserts", "come back sooner to the face of whoever sees it"),
    ),
    "first-close-up": Rule(
        40,
        above=Say(
            "the first close-up comes at {value}", "bring a face near sooner: viewers look for someone to follow"
        ),
    ),
    "locked-off": Rule(
        30,
        below=Say("{value} of all shots are locked off", "hold still now and then, so that a move says something"),
        above=Say(
            "{value} of all shots are locked off",
            "let the camera take part where a scene turns: a slow push in, a hand-held moment",
        ),
    ),
    "brightness": Rule(
        20,
        below=Say(_BRIGHTNESS, "look at it on a phone in daylight: faces get lost there first"),
        above=Say(_BRIGHTNESS, "see whether the dark scenes are as dark as they are meant to be"),
    ),
    "hook": Rule(
        100,
        above=Say(
            "the hook comes at {value}", "begin with that moment, or with the line before it; what explains it can wait"
        ),
    ),
    "first-spike": Rule(
        80,
        above=Say("the first spike comes at {value}", "bring the first turn forward, or tighten what comes before it"),
    ),
    "jolts": Rule(
        70,
        below=Say("it has {value} jolts", "look at the longest stretch between two jolts: something may turn there"),
        above=Say("it has {value} jolts", "leave a breath after a jolt, for a face to answer it"),
    ),
    "lines": Rule(
        25,
        below=Say(
            "it has {value} lines", "where the picture tells it, few lines are fine; see that nobody waits for a word"
        ),
        above=Say("it has {value} lines", "take out lines that say what the picture shows"),
    ),
    "speech": Rule(
        25,
        below=Say(_SPEECH, "see whether a line would carry a stretch in which nobody speaks"),
        above=Say(_SPEECH, "give one scene to the picture and the music alone"),
    ),
    "silence": Rule(
        25,
        below=Say("{value} of the time is silent", "a moment of silence before a jolt makes the jolt louder"),
        above=Say(
            "{value} of the time is silent",
            "check that no sound is missing there; room tone or music keeps a viewer in",
        ),
    ),
    "loudness": Rule(
        30,
        below=Say(_LOUDNESS, "raise the whole mix; nobody likes to reach for the volume between two episodes"),
        above=Say(_LOUDNESS, "bring the whole mix down; nobody likes to reach for the volume between two episodes"),
    ),
    "loudness-range": Rule(
        20,
        below=Say(_RANGE, "let the quiet moments be quieter, so that the loud ones count"),
        above=Say(_RANGE, "raise the soft passages: on a phone in the street they are lost"),
    ),
    **{f"speech-rate-{language}": _SPEECH_RATE for language in SPEECH_RATE_LANGUAGES},
}

#: a note that follows from another one and is left out beside it: where faces are far, something else fills the shots
IMPLIED = {("inserts", "above"): ("close-ups", "below"), ("wides", "above"): ("close-ups", "below")}

#: what to try with a shot that stands long, by its size
LONG_SHOT: dict[ShotSize | None, str] = {
    ShotSize.EXTREME_CLOSE_UP: "hold it while the face changes; after that, cut to what it looks at",
    ShotSize.CLOSE_UP: "hold it while the face changes; after that, cut to what it looks at",
    ShotSize.MEDIUM: "cut in to a face at the strongest word, or start later and end earlier",
    ShotSize.WIDE: "cut away to a face, or start later and end earlier",
    ShotSize.INSERT: "show the thing and go back to whoever sees it",
    None: "cut away once, or start later and end earlier",
}

SLOW_RUN = "cut into one or two of these: to a face, a hand, a reaction"
FAST_RUN = "hold one of these a little longer, so that each picture can be read"
MANY_SHORT = "hold the ones that carry a turn a little longer"

QUIET = "bring a turn into this stretch, move one forward from behind it, or make it shorter"
NO_JOLT = "let something change for somebody here: news, a threat, a reversal"
CALM = "tighten this part, or bring a turn into it"
TENSE = "let viewers breathe once here, so that the next jolt counts"

NO_HOOK = Say(
    "no moment of the episode is strong enough for a hook", "begin with the strongest line or picture there is"
)
NO_SPIKE = Say("there is no jolt and no peak", "let something turn for somebody early on")
AT_REST = Say("it ends at rest", "end on the question and not on its answer: try the last cut before the reply")
WEAK_ENDING = Say("its ending is weak", "cut on the strongest moment of the last scene, or leave its question open")

#: where a profile has bounds that nothing else is said of
OUT_OF_BOUNDS = "see whether it is meant to be so; if it is, change or take out the bound in the profile"

#: how a camera's move is said before the size of a shot
CAMERA_WORDS: dict[CameraMove, str] = {
    CameraMove.LOCKED: "locked-off",
    CameraMove.PAN_LEFT: "panning",
    CameraMove.PAN_RIGHT: "panning",
    CameraMove.TILT_UP: "tilting",
    CameraMove.TILT_DOWN: "tilting",
    CameraMove.ZOOM_IN: "zooming",
    CameraMove.ZOOM_OUT: "zooming",
    CameraMove.HANDHELD: "handheld",
}
SIZE_WORDS: dict[ShotSize | None, str] = {
    ShotSize.EXTREME_CLOSE_UP: "extreme close-up",
    ShotSize.CLOSE_UP: "close-up",
    ShotSize.MEDIUM: "medium",
    ShotSize.WIDE: "wide",
    ShotSize.INSERT: "insert",
    None: "shot",
}
