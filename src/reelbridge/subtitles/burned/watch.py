"""Looks at the band: where lines of dialogue stand, found anew only when the strokes there have changed.

Finding lines in a picture takes a network 10 ms and more, comparing strokes a fraction of one. A line is up for dozens
of frames, so nearly all looks are settled by their strokes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from reelbridge.subtitles.burned.looks import Look, inside, outside
from reelbridge.subtitles.burned.strip import Strip
from reelbridge.subtitles.picture.mask import Mask, count_strokes, cover, largest_loss, thicken
from reelbridge.subtitles.picture.pictures import Area

#: a line is another one if a character has lost more than this of the strokes that it had until now
_MAX_LOSS = 0.25
#: ... and it is gone as a whole if no more than this share of its strokes is left
_MAX_REST = 0.3
#: ... and it is there, though it may have changed, while this share of them is
_MOST = 0.5
#: strokes in a window of one character that make it worth a look: half of those of 一, the lightest character
_MIN_STROKES = 40
#: strokes at the height of a line grow by this factor while it fades in
_GROWN = 1.35
#: looks until strokes in which no line was found are looked at once more: half of a fade
_SECOND_TRY = 2
#: looks until something new beside a line that stays is looked at
_PAUSE = 5
_NEVER = -100


class FindRows(Protocol):
    """Looks for lines in a picture."""

    def __call__(self, frame: int, *, closely: bool) -> tuple[tuple[Area, ...], tuple[Area, ...]]:
        """The lines of dialogue in a frame and those in a second language, in pixels of the masks.

        `closely` takes longer and finds lines on a ground that looks like text itself.
        """


def watch(strip: Strip, find_rows: FindRows) -> tuple[Look, ...]:
    """A look at every kept picture of a strip.

    Args:
        strip: the band over time.
        find_rows: looks for lines in the picture of a frame.
    """
    frames = strip.looks
    masks = [_steady_mask(strip, frame) for frame in frames]
    looks: list[Look] = []
    rows: tuple[Area, ...] = ()
    second: tuple[Area, ...] = ()
    kept = seen = np.zeros(strip.mask_shape, np.bool_)
    failed_at, found_at, most, is_guess = _NEVER, _NEVER, 0.0, False
    for number, frame in enumerate(frames):
        now = masks[number]
        # what stays until the next look is no passing pattern
        following = masks[min(number + 1, len(masks) - 1)]
        strange = now & following & ~seen
        # beside a line that has not changed, something new can wait; after a failure, a line may be fading in
        is_due = number - found_at >= _PAUSE if rows else number - failed_at >= _SECOND_TRY
        is_new = is_due and _most(outside(strange, rows)) >= _MIN_STROKES
        is_other = bool(rows) and largest_loss(kept, now) > _MAX_LOSS
        # a line that was fading in may have been found in part
        has_grown = bool(rows) and _height_of(now, rows) > _GROWN * most
        is_fresh = is_other or is_new or has_grown
        if is_fresh:
            rest = cover(kept, now)
            # a short line that follows a long one hides among its strokes
            left = strange | (now & following & thicken(kept))
            has_failed = number - failed_at == _SECOND_TRY
            if not is_other or rest >= _MAX_REST or _most(left) >= _MIN_STROKES:
                found = find_rows(frame, closely=False)
                if not found[0] and (has_failed or is_other):
                    found = find_rows(frame, closely=True)
                # a line of which most is still there is not gone because the network misses it once
                is_guess = not found[0] and not is_guess and rest >= _MOST
                if not is_guess:
                    rows, second = found
            else:
                # the line is gone, and nothing has come
                rows, second = (), ()
            kept = inside(now, rows)
            # what does not stay until the next look moves behind the line, unless the line itself is gone by then
            staying = kept & thicken(following)
            kept = staying if cover(kept, staying) >= _MOST else kept
            most, found_at = max(_MIN_STROKES, _height_of(now, rows)), number
            # a line that is fading in may be too faint yet: strokes without a line are known only after a second look
            if rows or has_failed or not is_new:
                seen, failed_at = thicken(now), _NEVER
            else:
                failed_at = number
        else:
            # strokes of the text stay from look to look, what moves behind it does not
            kept = kept & thicken(now)
        looks.append(Look(number=number, frame=frame, rows=rows, second=second, is_fresh=is_fresh))
    return tuple(looks)


def _steady_mask(strip: Strip, frame: int) -> Mask:
    """The strokes of a frame that the one before or the one after has as well: a line has come or goes here."""
    mask = strip.mask(frame)
    beside = [thicken(strip.mask(other)) for other in (frame - 1, frame + 1) if 0 <= other < len(strip)]
    return mask & np.logical_or.reduce(beside) if beside else mask


def _height_of(mask: Mask, rows: Sequence[Area]) -> float:
    """Pixels of strokes at the height of these rows, over the whole width."""
    return float(np.count_nonzero(inside(mask, [replace(row, left=0, right=mask.shape[1]) for row in rows])))


def _most(mask: Mask) -> float:
    """Pixels in the window of one character that has most."""
    return float(count_strokes(mask).max())
