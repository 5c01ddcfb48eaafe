"""Made-up studies of any cut: lengths of shots in, a whole study out."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from reelbridge.model.shot import CameraMove, Shot, ShotList, ShotLook, ShotSize, Transition
from reelbridge.model.study import Curve, CurvePart, EpisodeStudy, Moment, Reason, Stretch
from support.studies import make_episode


def make_cut(
    lengths_s: Sequence[float],
    *,
    number: int = 1,
    sizes: Sequence[ShotSize | None] | None = None,
    cameras: Sequence[CameraMove] | None = None,
) -> EpisodeStudy:
    """An episode of shots of these lengths: close-ups by a handheld camera unless told otherwise."""
    ends = [round(1000 * end) for end in itertools.accumulate(lengths_s)]
    shots = tuple(
        Shot(
            number=place + 1,
            start_frame=start // 40,
            end_frame=end // 40,
            start_ms=start,
            end_ms=end,
            transition=Transition.CUT if place else Transition.START,
        )
        for place, (start, end) in enumerate(itertools.pairwise([0, *ends]))
    )
    looks = tuple(
        ShotLook(
            number=place + 1,
            size=sizes[place] if sizes else ShotSize.CLOSE_UP,
            faces=1,
            camera=cameras[place] if cameras else CameraMove.HANDHELD,
            motion=2.0,
            brightness=40.0,
            saturation=20.0,
            warmth=0.0,
            thumbnail=place,
        )
        for place in range(len(shots))
    )
    made = make_episode(number)
    return replace(
        made,
        looks=looks,
        shots=ShotList(
            frame_rate=Fraction(25),
            frame_count=ends[-1] // 40,
            duration_ms=ends[-1],
            shots=shots,
            flashes=(),
            detector="made up",
        ),
        drama=replace(made.drama, curve=flat_curve(50.0, ends[-1]), quiet=()),
    )


def flat_curve(points: float, duration_ms: int, *, until: float = 1.0, then: float | None = None) -> Curve:
    """A curve at one height, from a share of the episode on at another."""
    ticks = -(-duration_ms // 200)
    values = tuple(points if then is None or tick < until * ticks else then for tick in range(ticks))
    return Curve(parts=(CurvePart(id="motion", title="Motion", weight=100.0, values=values),))


def moment(at_s: float) -> Moment:
    """A moment for one reason."""
    return Moment(
        at_ms=round(1000 * at_s), points=50.0, reasons=(Reason(id="motion", points=50.0, text="fast"),), shot=1
    )


def with_drama(
    episode: EpisodeStudy,
    *,
    hook_s: float | None = 1.0,
    jolts_s: Sequence[float] = (),
    quiet_s: Sequence[tuple[float, float]] = (),
) -> EpisodeStudy:
    """The episode with these moments instead of its own, and no peaks."""
    return replace(
        episode,
        drama=replace(
            episode.drama,
            hook=None if hook_s is None else moment(hook_s),
            peaks=(),
            jolts=tuple(moment(at) for at in jolts_s),
            quiet=tuple(
                Stretch(start_ms=round(1000 * start), end_ms=round(1000 * end), intensity=10.0)
                for start, end in quiet_s
            ),
        ),
    )


def make_whole(number: int = 1) -> EpisodeStudy:
    """The made-up study as if nothing had been missing for its curve."""
    made = make_episode(number)
    return replace(made, drama=replace(made.drama, curve=replace(made.drama.curve, missing=())))
