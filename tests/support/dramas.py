"""Episodes by the numbers: a few cuts, lines of a given heat, sound and faces that change when told to."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from fractions import Fraction

from reelbridge.model.cue import Cue, CueKind
from reelbridge.model.shot import CameraMove, Flash, Shot, ShotList, ShotLook, ShotSize, Transition
from reelbridge.model.signal import TICK_MS, Track, tick_count
from reelbridge.model.watched import SoundSpan
from reelbridge.technique.drama.cutting import cut_rate_track
from reelbridge.technique.drama.material import Material, lay_out
from reelbridge.technique.drama.spoken import Line

FRAME_MS = 40
#: LUFS of ordinary speech after delivery
SPEECH_LUFS = -23.0


def make_shot_list(duration_ms: int, *, cuts: Sequence[int] = (), flashes: Sequence[int] = ()) -> ShotList:
    """Shots that are parted at `cuts`, and bursts of light of four frames at `flashes`, all in ms."""
    times = [0, *cuts, duration_ms] if duration_ms else []
    return ShotList(
        frame_rate=Fraction(25),
        frame_count=duration_ms // FRAME_MS,
        duration_ms=duration_ms,
        shots=tuple(
            Shot(
                number=number,
                start_frame=start // FRAME_MS,
                end_frame=end // FRAME_MS,
                start_ms=start,
                end_ms=end,
                transition=Transition.START if number == 1 else Transition.CUT,
            )
            for number, (start, end) in enumerate(itertools.pairwise(times), start=1)
        ),
        flashes=tuple(
            Flash(start_frame=at // FRAME_MS, end_frame=at // FRAME_MS + 4, start_ms=at, end_ms=at + 4 * FRAME_MS)
            for at in flashes
        ),
        detector="made up",
    )


def say(
    start_ms: int,
    end_ms: int,
    text: str = "我回来了",
    *,
    heat: float = 0.0,
    hot_for: tuple[str, ...] = (),
    asks: bool = False,
    breaks_off: bool = False,
    speaker: str | None = None,
    kind: CueKind = CueKind.DIALOGUE,
) -> Line:
    """A line that is as hot as told."""
    return Line(
        cue=Cue(id=f"c{start_ms}", start_ms=start_ms, end_ms=end_ms, text=text, speaker=speaker, kind=kind),
        heat=heat,
        hot_for=hot_for,
        is_question=asks,
        is_unfinished=breaks_off,
    )


def show(start_ms: int, end_ms: int, text: str, *, heat: float = 0.0) -> Line:
    """A text in the picture."""
    return say(start_ms, end_ms, text, heat=heat, kind=CueKind.SIGN)


def make_look(number: int, size: ShotSize) -> ShotLook:
    """A shot of a size, of which nothing else matters."""
    return ShotLook(
        number=number,
        size=size,
        faces=1,
        camera=CameraMove.LOCKED,
        motion=1.0,
        brightness=40.0,
        saturation=20.0,
        warmth=0.0,
        thumbnail=number - 1,
    )


def make_track(signal: str, duration_ms: int, value_at: Callable[[int], float | None]) -> Track:
    """A track by what it is worth at each moment in ms."""
    return Track(signal=signal, values=tuple(value_at(tick * TICK_MS) for tick in range(tick_count(duration_ms))))


def steps(before: float, *changes: tuple[int, float]) -> Callable[[int], float]:
    """A value that changes at given times in ms and stays."""

    def value_at(ms: int) -> float:
        return next((value for at, value in reversed(changes) if ms >= at), before)

    return value_at


CALM_SOUND = steps(SPEECH_LUFS)
NO_FACE = steps(0.0)
STILL = steps(1.0)
LIT = steps(40.0)


def make_material(
    duration_ms: int,
    *,
    cuts: Sequence[int] = (),
    flashes: Sequence[int] = (),
    lines: Sequence[Line] = (),
    loudness: Callable[[int], float | None] = CALM_SOUND,
    faces: Callable[[int], float | None] = NO_FACE,
    motion: Callable[[int], float | None] = STILL,
    brightness: Callable[[int], float | None] = LIT,
    sizes: Sequence[ShotSize] = (),
    sound: tuple[SoundSpan, ...] = (),
    has_heat: bool = True,
) -> Material:
    """An episode of which everything can be measured, but heat where that is told; what is not told stays calm. `sizes`
    are of the last shots."""
    shots = make_shot_list(duration_ms, cuts=cuts, flashes=flashes)

    def heat_at(ms: int) -> float:
        return max(
            (line.heat for line in lines if line.cue.start_ms < ms + TICK_MS and ms < line.cue.end_ms), default=0.0
        )

    padded = [ShotSize.WIDE] * (len(shots.shots) - len(sizes)) + list(sizes)
    return lay_out(
        shots=shots,
        looks=tuple(make_look(number, size) for number, size in enumerate(padded, start=1)),
        tracks=(
            cut_rate_track(shots),
            make_track("loudness", duration_ms, loudness),
            make_track("face-height", duration_ms, faces),
            make_track("subject-motion", duration_ms, motion),
            make_track("brightness", duration_ms, brightness),
            *([make_track("heat", duration_ms, heat_at)] if has_heat else []),
            make_track("speech-rate", duration_ms, steps(0.0)),
        ),
        sound=sound,
        lines=tuple(sorted(lines, key=lambda line: line.cue.start_ms)),
        language="zh-Hans",
    )
