"""How much text a line has room for: what can be read while it is on screen. Pure."""

from __future__ import annotations

import math
from fractions import Fraction

from reelbridge.model.cue import Cue, CueKind
from reelbridge.model.market import Limits

#: characters that every line may have, however short it is on screen: a name or a cry in any language
LEAST_CHARS = 6


def count_room(cues: tuple[Cue, ...], limits: Limits, *, frame_rate: Fraction, end_ms: int) -> tuple[int, ...]:
    """The most characters of each line's translation, in the order of the lines.

    A spoken line may stay a little longer than in the original, into the gap before the next one, as the checks will
    let it.

    Args:
        cues: one episode, by start time.
        limits: what a subtitle may be in the locale.
        frame_rate: frames per second.
        end_ms: the end of the video.
    """
    gap_ms = math.ceil(limits.min_gap_frames * 1000 / frame_rate)
    most = limits.max_lines * limits.max_line_chars
    room: list[int] = [0] * len(cues)
    next_start_ms = end_ms + gap_ms
    for position in range(len(cues) - 1, -1, -1):
        cue = cues[position]
        longest_ms = min(next_start_ms - gap_ms - cue.start_ms, limits.max_duration_ms)
        shown_ms = max(cue.duration_ms, longest_ms) if cue.kind is CueKind.DIALOGUE else cue.duration_ms
        room[position] = max(LEAST_CHARS, min(most, math.floor(limits.max_cps * shown_ms / 1000)))
        if cue.kind is CueKind.DIALOGUE:
            next_start_ms = cue.start_ms
    return tuple(room)
