"""From when to when a line is up, to the frame. Pure: masks in, frame numbers out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reelbridge.subtitles.burned.looks import Group, Look, MaskOf, strokes_of, touch
from reelbridge.subtitles.picture.mask import Mask, cover, thicken

#: fewer strokes than this many pixels are no evidence
_MIN_PIXELS = 24
#: looks before (or after) a line, when it is not there yet: a quarter of a second
_EARLIER = 2
#: frames that a look at a fading line may be from where half of it is seen
_MAX_INWARDS = 10
#: less than this share of the strokes of a line says little of it
_MIN_REST = 0.2
#: a line is up while this share of its strokes is seen; half is the middle of a fade
_MIN_COVER = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From frame `first` until before frame `end`."""

    first: int
    end: int


def find_intervals(
    groups: Sequence[Group], looks: Sequence[Look], mask_of: MaskOf, frame_count: int
) -> tuple[Interval, ...]:
    """The frames at which each text came and went.

    Args:
        groups: the looks at each text, in order of time.
        looks: all looks, those that found nothing among them.
        mask_of: the text mask of any frame.
        frame_count: frames in the video.
    """
    strokes = [strokes_of(group, mask_of) for group in groups]
    intervals: list[Interval] = []
    for index, group in enumerate(groups):
        has_next = index + 1 < len(groups)
        before = strokes[index - 1] if index and touch(groups[index - 1], group) else None
        after = strokes[index + 1] if has_next and touch(group, groups[index + 1]) else None
        earliest = groups[index - 1].last.frame + 1 if index else 0
        latest = groups[index + 1].first.frame if has_next else frame_count
        own, left = _distinct(strokes[index], before), _distinct(strokes[index], after)
        # what stands in the scene at the same place before or after the line tells nothing of it
        if before is None and group.first.number >= _EARLIER:
            own = _without(own, mask_of(looks[group.first.number - _EARLIER].frame))
        if after is None and group.last.number + _EARLIER < len(looks):
            left = _without(left, mask_of(looks[group.last.number + _EARLIER].frame))
        if before is not None and _is_little(own) and not _is_little(_distinct(before, strokes[index])):
            # 天 becomes 大: nothing comes, so the line begins where the one before ends
            first = intervals[-1].end
        else:
            first = _come(group.first, earliest, group.last.frame + 1, own, mask_of, looks)
        if after is not None and _is_little(left) and not _is_little(_distinct(after, strokes[index])):
            # 大 becomes 天: nothing goes, so the line ends where the next one begins
            following = groups[index + 1]
            new = _distinct(after, strokes[index])
            end = _come(following.first, group.last.frame + 1, following.last.frame + 1, new, mask_of, looks)
        else:
            end = _go(group.last, group.first.frame, latest, left, mask_of, looks)
        intervals.append(Interval(first=first, end=max(end, first + 1)))
    return _without_overlap(intervals)


def _without(strokes: Mask, other: Mask) -> Mask:
    """The strokes that another moment does not have, unless hardly any are left."""
    rest = strokes & ~thicken(other)
    return strokes if np.count_nonzero(rest) < _MIN_REST * np.count_nonzero(strokes) else rest


def _is_little(strokes: Mask) -> bool:
    return bool(np.count_nonzero(strokes) < _MIN_PIXELS)


def stays(group: Group, until: Look, mask_of: MaskOf) -> bool:
    """Whether the text of a group is there in every frame from its last look until another one."""
    strokes = strokes_of(group, mask_of)
    if _is_little(strokes):
        return False
    frames = range(group.last.frame + 1, until.frame)
    return all(cover(strokes, mask_of(frame)) >= _MIN_COVER for frame in frames)


def _distinct(strokes: Mask, other: Mask | None) -> Mask:
    """The strokes that the neighbour does not have: only they tell the two apart."""
    return strokes if other is None else strokes & ~thicken(other)


def _come(found: Look, earliest: int, latest: int, strokes: Mask, mask_of: MaskOf, looks: Sequence[Look]) -> int:
    """The first frame of a line that was seen in a look."""
    if _is_little(strokes):
        before = looks[found.number - 1].frame if found.number else -1
        return max(earliest, (before + found.frame + 2) // 2)
    first = _seen(range(found.frame, min(found.frame + _MAX_INWARDS, latest)), strokes, mask_of)
    return _follow(first, range(first - 1, earliest - 1, -1), strokes, mask_of)


def _go(found: Look, earliest: int, latest: int, strokes: Mask, mask_of: MaskOf, looks: Sequence[Look]) -> int:
    """The first frame without a line that was seen in a look."""
    if _is_little(strokes):
        after = looks[found.number + 1].frame if found.number + 1 < len(looks) else latest
        return min(latest, (found.frame + after + 2) // 2)
    last = _seen(range(found.frame, max(found.frame - _MAX_INWARDS, earliest - 1), -1), strokes, mask_of)
    return _follow(last, range(last + 1, latest), strokes, mask_of) + 1


def _follow(seen: int, frames: range, strokes: Mask, mask_of: MaskOf) -> int:
    """The last frame that shows a line, going on from one that does."""
    for frame in frames:
        if cover(strokes, mask_of(frame)) >= _MIN_COVER:
            seen = frame
        elif abs(frame - seen) > 1:  # two frames in a row without it: not a flicker
            break
    return seen


def _seen(frames: range, strokes: Mask, mask_of: MaskOf) -> int:
    """The first of these frames, going inwards from a look, that shows most of the strokes: a look may see a faint rest
    of a line that fades."""
    return next((frame for frame in frames if cover(strokes, mask_of(frame)) >= _MIN_COVER), frames[0])


def _without_overlap(intervals: Sequence[Interval]) -> tuple[Interval, ...]:
    """Where both of two neighbours claim a few frames, they part in the middle."""
    mended = list(intervals)
    for index in range(len(mended) - 1):
        one, two = mended[index], mended[index + 1]
        if one.end > two.first:
            middle = (one.end + two.first) // 2
            mended[index] = Interval(first=one.first, end=middle)
            mended[index + 1] = Interval(first=middle, end=two.end)
    return tuple(mended)
