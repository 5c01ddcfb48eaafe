"""From when to when a line is up, to the frame. Pure: masks in, frame numbers out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from reelbridge.subtitles.mask import Mask, largest_change, thicken
from reelbridge.subtitles.pictures import Area
from reelbridge.subtitles.rows import stack_rows

#: two looks show the same line if no window of one character changed more than this; noise stays under 0.15
MAX_CHANGE = 0.3
#: a template of fewer pixels than this is no evidence
_MIN_PIXELS = 15
#: a line is up while this share of its strokes is seen; half is the middle of a fade
_MIN_COVER = 0.5
#: a stroke belongs to a line if it is seen in this share of its looks; what moves behind it is not
_STROKE_SHARE = 0.6

MaskOf = Callable[[int], Mask]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One frame that was searched for lines of dialogue: where they stand, in pixels of the masks."""

    number: int
    frame: int
    rows: tuple[Area, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """One text, up from frame `first` until before frame `end`, and the looks that show it."""

    first: int
    end: int
    looks: tuple[Look, ...]

    @property
    def rows(self) -> tuple[Area, ...]:
        """Where its lines stand, in pixels of the masks."""
        return stack_rows(row for look in self.looks for row in look.rows)


def find_intervals(looks: Sequence[Look], mask_of: MaskOf, frame_count: int) -> tuple[Interval, ...]:
    """Put looks at the same text together and find the frames at which it came and went.

    Args:
        looks: in order of their frames, those that found nothing among them.
        mask_of: the text mask of any frame.
        frame_count: frames in the video.
    """
    groups = _group(looks, mask_of)
    templates = [_template(group, mask_of) for group in groups]
    intervals = []
    for index, group in enumerate(groups):
        previous = templates[index - 1] if index and _touch(groups[index - 1], group) else None
        following = templates[index + 1] if index + 1 < len(groups) and _touch(group, groups[index + 1]) else None
        earliest = groups[index - 1][-1].frame + 1 if index else 0
        latest = groups[index + 1][0].frame if index + 1 < len(groups) else frame_count
        first = _come(group[0].frame, earliest, _distinct(templates[index], previous), mask_of, looks)
        end = _go(group[-1].frame, latest, _distinct(templates[index], following), mask_of, looks)
        intervals.append(Interval(first=first, end=end, looks=tuple(group)))
    return _without_overlap(intervals)


def _group(looks: Sequence[Look], mask_of: MaskOf) -> list[list[Look]]:
    groups: list[list[Look]] = []
    last: Look | None = None
    for look in looks:
        if look.rows:
            if last is not None and _is_same(last, look, mask_of):
                groups[-1].append(look)
            else:
                groups.append([look])
        last = look if look.rows else None
    return groups


def _touch(first: Sequence[Look], second: Sequence[Look]) -> bool:
    """Whether no look between the two found nothing."""
    return second[0].number == first[-1].number + 1


def _is_same(first: Look, second: Look, mask_of: MaskOf) -> bool:
    """Compared inside the lines of both, so that one line more is seen as well."""
    rows = first.rows + second.rows
    return largest_change(_inside(mask_of(first.frame), rows), _inside(mask_of(second.frame), rows)) <= MAX_CHANGE


def _inside(mask: Mask, rows: Sequence[Area]) -> Mask:
    kept = np.zeros_like(mask)
    for row in rows:
        part = (slice(row.top, row.bottom), slice(row.left, row.right))
        kept[part] = mask[part]
    return kept


def _template(group: Sequence[Look], mask_of: MaskOf) -> Mask:
    rows = stack_rows(row for look in group for row in look.rows)
    seen = np.mean([_inside(mask_of(look.frame), rows) for look in group], axis=0)
    return np.asarray(seen >= _STROKE_SHARE, dtype=np.bool_)


def _distinct(template: Mask, other: Mask | None) -> Mask:
    """The strokes that the neighbour does not have: only they tell the two apart."""
    return template if other is None else template & ~thicken(other)


def _cover(template: Mask, mask: Mask) -> float:
    return float(np.count_nonzero(template & mask) / np.count_nonzero(template))


def _come(found: int, earliest: int, template: Mask, mask_of: MaskOf, looks: Sequence[Look]) -> int:
    """The first frame of a line that was seen in frame `found`."""
    if np.count_nonzero(template) < _MIN_PIXELS:
        before = max((look.frame for look in looks if look.frame < found), default=-1)
        return max(earliest, (before + 1 + found + 1) // 2)
    first = found
    for frame in range(found - 1, earliest - 1, -1):
        if _cover(template, mask_of(frame)) >= _MIN_COVER:
            first = frame
        elif first > frame + 1:  # two frames in a row without it: not a flicker
            break
    return first


def _go(found: int, latest: int, template: Mask, mask_of: MaskOf, looks: Sequence[Look]) -> int:
    """The first frame without a line that was seen in frame `found`."""
    if np.count_nonzero(template) < _MIN_PIXELS:
        after = min((look.frame for look in looks if look.frame > found), default=latest)
        return min(latest, (found + 1 + after + 1) // 2)
    last = found
    for frame in range(found + 1, latest):
        if _cover(template, mask_of(frame)) >= _MIN_COVER:
            last = frame
        elif frame > last + 1:
            break
    return last + 1


def _without_overlap(intervals: Sequence[Interval]) -> tuple[Interval, ...]:
    """Where both of two neighbours claim a few frames, they part in the middle."""
    mended = list(intervals)
    for index in range(len(mended) - 1):
        one, two = mended[index], mended[index + 1]
        if one.end > two.first:
            middle = (one.end + two.first) // 2
            mended[index] = Interval(first=one.first, end=middle, looks=one.looks)
            mended[index + 1] = Interval(first=middle, end=two.end, looks=two.looks)
    return tuple(mended)
