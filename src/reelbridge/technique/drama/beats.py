"""Shots that belong together, by what they do for the story."""

from __future__ import annotations

import itertools

from reelbridge.model.shot import Shot
from reelbridge.model.study import Beat, BeatKind, Ending, EndingKind, Moment, Stretch
from reelbridge.technique.drama.material import Material

#: a hook that comes later than this is no opening: what is before it builds up to it
LATEST_OPENING_MS = 15_000
#: a hook without a line holds for so long
HOOK_MS = 2_000


def find_beats(
    material: Material,
    *,
    hook: Moment | None,
    jolts: tuple[Moment, ...],
    peaks: tuple[Moment, ...],
    quiet: tuple[Stretch, ...],
    ending: Ending | None,
) -> tuple[Beat, ...]:
    """All shots in beats without a gap: the opening until the hook's line is over, shots with a jolt or a peak, shots
    that are mostly quiet, those from the cliffhanger on; all others build up. An ending that comes to rest is none,
    nor is one that is not judged."""
    struck = {moment.shot for moment in (*jolts, *peaks)}
    hook_start, hook_end = _hook_times(material, hook)
    is_open = ending is not None and ending.kinds != (EndingKind.RESOLVED,)
    last = material.shot_at(ending.at_ms) if ending and is_open else None

    def kind_of(shot: Shot) -> BeatKind:
        middle = (shot.start_ms + shot.end_ms) // 2
        if last is not None and shot.number >= last:
            return BeatKind.CLIFFHANGER
        if hook and (shot.number == hook.shot or hook_start <= middle < hook_end):
            return BeatKind.HOOK
        if shot.number in struck:
            return BeatKind.JOLT
        if 2 * sum(_common(shot, stretch) for stretch in quiet) > shot.duration_ms:
            return BeatKind.REST
        return BeatKind.BUILD

    beats = []
    for kind, group in itertools.groupby(material.shots.shots, key=kind_of):
        shots = list(group)
        start_ms, end_ms = shots[0].start_ms, shots[-1].end_ms
        beats.append(
            Beat(
                kind=kind,
                first_shot=shots[0].number,
                last_shot=shots[-1].number,
                start_ms=start_ms,
                end_ms=end_ms,
                intensity=material.mean(start_ms, end_ms),
            )
        )
    return tuple(beats)


def _hook_times(material: Material, hook: Moment | None) -> tuple[int, int]:
    if hook is None:
        return 0, 0
    line = next((line for line in material.lines if line.cue.id == hook.cue_id), None)
    end_ms = line.cue.end_ms if line else hook.at_ms + HOOK_MS
    return (0 if hook.at_ms <= LATEST_OPENING_MS else hook.at_ms), end_ms


def _common(shot: Shot, stretch: Stretch) -> int:
    return max(0, min(shot.end_ms, stretch.end_ms) - max(shot.start_ms, stretch.start_ms))
