"""An episode as if it had been studied: a few shots, curves of every kind, three lines."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

from reelbridge.model.cue import Cue
from reelbridge.model.media import FileRef
from reelbridge.model.profile import Profile, ProfileKind
from reelbridge.model.shot import CameraMove, Flash, Shot, ShotList, ShotLook, ShotSize, Transition
from reelbridge.model.signal import Track, tick_count
from reelbridge.model.study import (
    Beat,
    BeatKind,
    Curve,
    CurvePart,
    Drama,
    Ending,
    EndingKind,
    EpisodeStudy,
    Moment,
    Paywall,
    PaywallChoice,
    Reason,
    SeriesStudy,
    Stretch,
)
from reelbridge.model.watched import FilmStrip, SoundKind, SoundSpan

FRAME_MS = 40

#: ends of shots in frames; the fourth shot begins with a dissolve of twelve frames
CUTS = (0, 40, 75, 150, 400, 520, 600)
SIZES = (
    ShotSize.EXTREME_CLOSE_UP,
    ShotSize.CLOSE_UP,
    ShotSize.MEDIUM,
    ShotSize.WIDE,
    ShotSize.INSERT,
    ShotSize.CLOSE_UP,
)
CAMERAS = (
    CameraMove.LOCKED,
    CameraMove.PAN_LEFT,
    CameraMove.HANDHELD,
    CameraMove.LOCKED,
    CameraMove.ZOOM_IN,
    CameraMove.TILT_UP,
)
STRIP = FilmStrip(
    sheets=(FileRef(name="strip-1.jpg", digest="ab" * 32, size=4),),
    width=72,
    height=128,
    columns=6,
    per_sheet=36,
    count=6,
)


def make_shots() -> ShotList:
    """Six shots in 24 s at 25 frames a second, a flash in the third."""
    shots = []
    for place, (start, end) in enumerate(itertools.pairwise(CUTS)):
        kind = Transition.START if place == 0 else Transition.DISSOLVE if place == 3 else Transition.CUT
        is_dissolve = kind is Transition.DISSOLVE
        shots.append(
            Shot(
                number=place + 1,
                start_frame=start,
                end_frame=end,
                start_ms=start * FRAME_MS,
                end_ms=end * FRAME_MS,
                transition=kind,
                transition_start_frame=start - 6 if is_dissolve else None,
                transition_end_frame=start + 6 if is_dissolve else None,
                confidence=0.9,
            )
        )
    return ShotList(
        frame_rate=Fraction(25),
        frame_count=CUTS[-1],
        duration_ms=CUTS[-1] * FRAME_MS,
        shots=tuple(shots),
        flashes=(Flash(start_frame=100, end_frame=103, start_ms=4000, end_ms=4120),),
        detector="made up",
    )


def make_looks() -> tuple[ShotLook, ...]:
    """One look a shot."""
    return tuple(
        ShotLook(
            number=place + 1,
            size=size,
            faces=0 if size is ShotSize.INSERT else 1,
            camera=CAMERAS[place],
            motion=2.0 + place,
            brightness=40.0,
            saturation=20.0,
            warmth=-5.0,
            thumbnail=place,
        )
        for place, size in enumerate(SIZES)
    )


def make_cues() -> tuple[Cue, ...]:
    """Three lines: one that hooks, one that hurts a page, one that asks."""
    return (
        Cue(id="c1", start_ms=400, end_ms=2600, text="三千万，今晚就签字！", speaker="二叔"),
        Cue(id="c2", start_ms=8000, end_ms=9500, text='</script><b>"你"&我</b>'),
        Cue(id="c3", start_ms=21000, end_ms=23000, text="你到底是谁？"),
    )


def make_drama(ticks: int) -> Drama:
    """A curve of two parts with a hook, one peak, one jolt, one quiet stretch and an open ending."""
    half = tuple(25 + 20 * math.sin(tick / 6) for tick in range(ticks))
    reason = Reason(id="heat", points=30.0, text="the line is hot (70 of 100)")
    moment = Moment(at_ms=400, points=30.0, reasons=(reason,), shot=1, cue_id="c1")
    return Drama(
        curve=Curve(
            parts=(
                CurvePart(id="motion", title="Motion", weight=50.0, values=half),
                CurvePart(id="heat", title="Heat of the words", weight=50.0, values=tuple(50 - x for x in half)),
            ),
            missing=("close-up",),
        ),
        hook=moment,
        peaks=(Moment(at_ms=9000, points=80.0, reasons=(Reason(id="motion", points=80.0, text="fast"),), shot=4),),
        jolts=(Moment(at_ms=16000, points=40.0, reasons=(Reason(id="cut-rate", points=40.0, text="cuts"),), shot=5),),
        quiet=(Stretch(start_ms=9600, end_ms=15800, intensity=12.0),),
        beats=(
            Beat(kind=BeatKind.HOOK, first_shot=1, last_shot=2, start_ms=0, end_ms=3000, intensity=60.0),
            Beat(kind=BeatKind.BUILD, first_shot=3, last_shot=4, start_ms=3000, end_ms=16000, intensity=30.0),
            Beat(kind=BeatKind.CLIFFHANGER, first_shot=5, last_shot=6, start_ms=16000, end_ms=24000, intensity=70.0),
        ),
        ending=Ending(
            kinds=(EndingKind.OPEN_QUESTION,),
            at_ms=21000,
            strength=45.0,
            reasons=(Reason(id="open-question", points=45.0, text="the last line asks: 你到底是谁？"),),
            cue_id="c3",
        ),
    )


def make_episode(number: int = 1, *, title: str = "第1集") -> EpisodeStudy:
    """The whole study of one."""
    shots = make_shots()
    ticks = tick_count(shots.duration_ms)
    wave = tuple(50 + 40 * math.sin(tick / 9) for tick in range(ticks))
    return EpisodeStudy(
        number=number,
        title=title,
        video=FileRef(name=f"{title}.mp4", digest="cd" * 32, size=1000),
        width=720,
        height=1280,
        has_lines=True,
        language="zh-Hans",
        cues=make_cues(),
        shots=shots,
        looks=make_looks(),
        tracks=(
            *(Track(signal=name, values=wave) for name in ("cut-rate", "subject-motion", "brightness", "heat")),
            Track(signal="loudness", values=tuple(-30 + value / 10 for value in wave)),
            Track(signal="face-height", values=tuple(None if tick % 40 > 30 else 20.0 for tick in range(ticks))),
        ),
        sound=(
            SoundSpan(kind=SoundKind.SPEECH, start_ms=0, end_ms=9600),
            SoundSpan(kind=SoundKind.SILENCE, start_ms=9600, end_ms=12000),
            SoundSpan(kind=SoundKind.MUSIC, start_ms=12000, end_ms=24000),
        ),
        loudness_lufs=-18.2,
        strip=STRIP,
        drama=make_drama(ticks),
    )


EMPTY_PROFILE = Profile(name="made-up", title="Made up", kind=ProfileKind.MEASUREMENT, episodes=0, shots=0, measures=())


def make_series(episodes: int = 3, *, title: str = "面馆千金", profile: Profile = EMPTY_PROFILE) -> SeriesStudy:
    """A series whose second episode is the best one to end the free part with."""
    reason = Reason(id="ending", points=60.0, text="it ends on an open question")
    return SeriesStudy(
        title=title,
        episodes=tuple(make_episode(number, title=f"第{number}集") for number in range(1, episodes + 1)),
        paywall=Paywall(
            first=1,
            last=episodes - 1,
            choices=tuple(
                PaywallChoice(episode=number, points=60.0 - number, reasons=(reason,)) for number in range(1, episodes)
            ),
        )
        if episodes > 1
        else None,
        profile=profile,
    )
