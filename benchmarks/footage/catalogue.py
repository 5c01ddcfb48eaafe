"""The clips: what each is to show."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from benchmarks.footage.scenery import Scenery

PAL, NTSC = Fraction(25), Fraction(30000, 1001)
BUSY = Scenery()
BRIGHT = Scenery(grounds=("bright", "bright", "street"), people=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One clip before it is made.

    Args:
        style: its row in the tables.
        group: `ordinary` and `thin` have targets of their own; `episode` is as long as a real one, to measure speed
            with, and says again what others say; `none` has no dialogue.
        section: where in `lines.txt` its lines come from, in the order of the catalogue.
        count: how many entries of the section it takes.
        rhythm: `natural`, `tight` (0.4 s and back to back), `pairs` (back to back) or `repeats` (each line twice).
        middle_y: the middle of the dialogue, as a share of the height.
        films: whether the background is taken from films instead of painted.
        seconds: the length of a clip without dialogue.
    """

    name: str
    style: str
    look: str = "white"
    group: str = "ordinary"
    width: int = 720
    height: int = 1280
    rate: Fraction = PAL
    crf: int = 21
    section: str = "dialogue"
    count: int = 18
    rhythm: str = "natural"
    fade_frames: int = 0
    middle_y: float = 0.74
    scenery: Scenery = BUSY
    films: bool = False
    mark: str = "星河短剧"
    title: str = ""
    disclaimer: str = ""
    signs: bool = False
    seconds: int = 20


_DISCLAIMER = "本故事纯属虚构 如有雷同纯属巧合"

CATALOGUE = (
    Clip(name="white-720", style="white, outline", title="错嫁豪门 第12集"),
    Clip(name="white-1080", style="white, outline", width=1080, height=1920, rate=NTSC, count=12, look="white-small",
         crf=22, disclaimer=_DISCLAIMER),
    Clip(name="white-540", style="white, outline", width=540, height=960, crf=23, look="white-large", mark="山海剧场"),
    Clip(name="yellow-720", style="yellow, outline", look="yellow", rate=NTSC, title="第7集"),
    Clip(name="yellow-540", style="yellow, outline", look="yellow-serif", width=540, height=960, crf=23, middle_y=0.68),
    Clip(name="boxed-720", style="boxed", look="boxed", mark="云端剧场", disclaimer=_DISCLAIMER),
    Clip(name="thin-720", style="thin on bright", group="thin", look="thin", scenery=BRIGHT, crf=20),
    Clip(name="thin-540", style="thin on bright", group="thin", look="thin-shadow", scenery=BRIGHT,
         width=540, height=960, crf=22, rate=NTSC),
    Clip(name="two-line-720", style="two lines", section="two-line", look="white-small", middle_y=0.72),
    Clip(name="bilingual-720", style="bilingual", section="bilingual", title="归途 EP03"),
    Clip(name="bilingual-540", style="bilingual", section="bilingual", look="yellow", width=540, height=960, crf=23),
    Clip(name="fading-720", style="fading", fade_frames=8, look="white-shadow"),
    Clip(name="short-720", style="short lines", section="short", count=40, rhythm="tight"),
    Clip(name="one-character-720", style="one character differs", section="pairs", count=20, rhythm="pairs"),
    Clip(name="repeats-540", style="same line twice", count=9, rhythm="repeats", width=540, height=960, crf=22),
    Clip(name="signs-720", style="with signs", count=16, signs=True, middle_y=0.8),
    Clip(name="low-rate-720", style="low bit rate", crf=32),
    Clip(name="landscape-1080", style="landscape", look="landscape", width=1920, height=1080, count=12, middle_y=0.9,
         crf=22),
    Clip(name="locked-720", style="locked camera", scenery=Scenery(camera="locked", shot_s=(6, 9), grain=1.5),
         look="white-shadow", crf=20),
    Clip(name="flashes-720", style="flashes, fast pans", look="white-small",
         scenery=Scenery(camera="fast", flashes=8, shot_s=(1.2, 2.6), grounds=("street", "bright", "room"))),
    Clip(name="films-720", style="filmed", films=True, title="第31集"),
    Clip(name="films-540", style="filmed", films=True, look="yellow", width=540, height=960, crf=23, rate=NTSC,
         count=14),
    Clip(name="films-thin-720", style="thin, filmed", group="thin", look="thin", films=True, count=14),
    Clip(name="episode-720", style="whole episode", group="episode", count=64, title="错嫁豪门 第12集"),
    Clip(name="mark-only-720", style="watermark only", group="none", count=0, title="星河短剧 第9集"),
    Clip(name="no-text-720", style="no text", group="none", count=0, mark=""),
)  # fmt: skip

QUICK = ("white-720", "thin-540", "bilingual-540", "short-720")
