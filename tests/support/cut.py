"""Episodes that are cut in ways that are hard to write down: other rates, wipes, no shots, a thousand of them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from reelbridge.model.profile import Note
from reelbridge.model.shot import Shot, ShotList, Transition
from reelbridge.model.study import Curve, Drama, EpisodeStudy
from support.studies import make_episode

EMPTY_DRAMA = Drama(curve=Curve(parts=()), hook=None, peaks=(), jolts=(), quiet=(), beats=(), ending=None)


def make_cut(
    rate: Fraction,
    cuts: Sequence[int],
    gradual: dict[int, tuple[Transition, int, int]] | None = None,
) -> EpisodeStudy:
    """Shots that part at some frames and nothing else.

    Args:
        gradual: shot -> its transition, its first frame and the first after it.
    """
    shots = []
    for number, (start, end) in enumerate(itertools.pairwise(cuts), start=1):
        plain = Transition.START if number == 1 else Transition.CUT
        kind, first, after = (gradual or {}).get(number, (plain, None, None))
        shots.append(
            Shot(
                number=number,
                start_frame=start,
                end_frame=end,
                start_ms=round(start * 1000 / rate),
                end_ms=round(end * 1000 / rate),
                transition=kind,
                transition_start_frame=first,
                transition_end_frame=after,
            )
        )
    duration_ms = shots[-1].end_ms if shots else 0
    return replace(
        make_episode(),
        cues=(),
        looks=(),
        tracks=(),
        sound=(),
        drama=EMPTY_DRAMA,
        shots=ShotList(
            frame_rate=rate,
            frame_count=cuts[-1],
            duration_ms=duration_ms,
            shots=tuple(shots),
            flashes=(),
            detector="made up",
        ),
    )


def delayed(episode: EpisodeStudy, ms: int) -> EpisodeStudy:
    """The same pictures in a file whose first one comes so many ms after the sound."""
    shots = episode.shots
    return replace(
        episode,
        shots=replace(
            shots,
            duration_ms=shots.duration_ms + ms,
            shots=tuple(replace(one, start_ms=one.start_ms + ms, end_ms=one.end_ms + ms) for one in shots.shots),
            flashes=tuple(replace(one, start_ms=one.start_ms + ms, end_ms=one.end_ms + ms) for one in shots.flashes),
        ),
    )


def make_note(*, text: str = "shot 4: 10.0 s of a locked-off wide", episode: int = 1, shot: int | None = 4) -> Note:
    """A note on the fourth shot of the made-up episode."""
    return Note(
        episode=episode,
        start_ms=6000,
        end_ms=16000,
        measure="shot-length",
        text=text,
        band="2 to 4 s",
        advice="cut to her hands",
        weight=80.0,
        shot=shot,
    )
