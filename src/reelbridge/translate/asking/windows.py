"""Which lines are asked for at once. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from reelbridge.translate.scene import Ask

#: lines asked for at once: whole scenes, and an answer of about 1,500 tokens, which fits the output of every endpoint
#: known to us (2,048 is the smallest default)
WINDOW_LINES = 60

#: how far from an even cut a window may end, as a share of its size, for the sake of a pause
SLACK = 0.15


def cut_windows(asks: Sequence[Ask], size: int) -> tuple[tuple[Ask, ...], ...]:
    """The lines in as few windows of at most `size` as there can be, of about the same length, each ending at the
    longest pause near its end: a scene is not parted if that can be helped.

    Args:
        asks: lines in the episode's order.
        size: the most lines of a window.
    """
    if not asks:
        return ()
    count = math.ceil(len(asks) / size)
    ends: list[int] = []
    start = 0
    for number in range(1, count):
        even = round(number * len(asks) / count)
        slack = int(SLACK * len(asks) / count)
        # the windows that follow have to hold what is left
        first = max(start + 1, even - slack, len(asks) - (count - number) * size)
        last = min(start + size, even + slack)
        start = max(
            range(first, last + 1), key=lambda end: (_pause_ms(asks, end), -abs(end - even), -end), default=even
        )
        ends.append(start)
    bounds = [0, *ends, len(asks)]
    return tuple(tuple(asks[begin:end]) for begin, end in pairwise(bounds))


def _pause_ms(asks: Sequence[Ask], end: int) -> int:
    """The pause before the line at `end`."""
    return asks[end].cue.start_ms - asks[end - 1].cue.end_ms
