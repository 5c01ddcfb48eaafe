"""Single looks at the band, and which of them show the same text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from reelbridge.subtitles.burned.rows import stack_rows
from reelbridge.subtitles.picture.mask import LINE_HEIGHT, Mask, count_strokes, least_common
from reelbridge.subtitles.picture.pictures import Area

#: a stroke belongs to a line if it is seen in this share of its looks; what moves behind it is not
_STROKE_SHARE = 0.7

#: two groups show one line if no end of a row moved by more than this many pixels of the masks: a third of a character
_MAX_MOVE = LINE_HEIGHT / 4
#: ... and they share this much of the strokes of each character. Measured over the benchmark's styles: of one line it
#: is 0.98 as a rule; of lines that differ in a character under 0.8, unless one character holds the other (五 and 三)
_MIN_COMMON = 0.8
#: looks over which strokes that stay are hardly noise
_SURE_PART = 3
#: pixels of one character that came or went for good; where nothing changed it is 0 or 1
_MIN_CHANGE = 4.0

MaskOf = Callable[[int], Mask]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One frame that was searched for lines of dialogue: where they stand, in pixels of the masks.

    `second` is where the same lines stand in a second language. A look that is not `is_fresh` shows what the one
    before shows: its strokes are the same.
    """

    number: int
    frame: int
    rows: tuple[Area, ...]
    second: tuple[Area, ...] = ()
    is_fresh: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Looks at one text, in order; none between them found nothing, unless it was bridged."""

    looks: tuple[Look, ...]

    @property
    def first(self) -> Look:
        """The earliest."""
        return self.looks[0]

    @property
    def last(self) -> Look:
        """The latest."""
        return self.looks[-1]

    @property
    def rows(self) -> tuple[Area, ...]:
        """Where its lines stand, in pixels of the masks."""
        return stack_rows(row for look in self.looks for row in look.rows)

    @property
    def second(self) -> tuple[Area, ...]:
        """Where the same lines stand in a second language, in pixels of the masks."""
        return stack_rows(row for look in self.looks if look.is_fresh for row in look.second)


def group_looks(looks: Sequence[Look]) -> tuple[Group, ...]:
    """Put neighbouring looks at the same text together: those whose strokes have not changed.

    Args:
        looks: in order of their frames, those that found nothing among them.
    """
    groups: list[Group] = []
    last: Look | None = None
    for look in looks:
        if look.rows:
            if last is not None and not look.is_fresh:
                groups[-1] = Group(looks=(*groups[-1].looks, look))
            else:
                groups.append(Group(looks=(look,)))
        last = look if look.rows else None
    return tuple(groups)


def outside(mask: Mask, rows: Sequence[Area]) -> Mask:
    """The strokes of a mask that do not."""
    return mask & ~inside(mask, rows)


def join_groups(groups: Sequence[Group], mask_of: MaskOf) -> tuple[Group, ...]:
    """Put neighbours together whose strokes are the same: something has only moved behind the text."""
    joined: list[Group] = []
    for group in groups:
        if joined and touch(joined[-1], group) and _is_same(joined[-1], group, mask_of):
            joined[-1] = Group(looks=joined[-1].looks + group.looks)
        else:
            joined.append(group)
    return tuple(joined)


def _is_same(first: Group, second: Group, mask_of: MaskOf) -> bool:
    if len(first.rows) != len(second.rows):
        return False
    moves = [
        max(abs(one.left - two.left), abs(one.right - two.right))
        for one, two in zip(first.rows, second.rows, strict=True)
    ]
    if max(moves) > _MAX_MOVE:
        return False
    return least_common(strokes_of(first, mask_of), strokes_of(second, mask_of)) >= _MIN_COMMON


def part_group(group: Group, mask_of: MaskOf) -> tuple[Group, Group] | None:
    """Part a group where a few strokes came or went for good: 未 becomes 末. None if there is no such place.

    Strokes that were there in every look before and in none after (or the other way round) are hardly noise. They may
    belong to the scene; whoever reads both parts will see that they say the same.
    """
    count = len(group.looks)
    if count < 2:
        return None
    masks = [inside(mask_of(look.frame), group.rows) for look in group.looks]
    all_before = list(accumulate(masks, np.logical_and))
    any_before = list(accumulate(masks, np.logical_or))
    all_after = list(accumulate(reversed(masks), np.logical_and))[::-1]
    any_after = list(accumulate(reversed(masks), np.logical_or))[::-1]
    changes = {
        place: float(
            count_strokes(
                (all_before[place - 1] & ~any_after[place]) | (all_after[place] & ~any_before[place - 1])
            ).max()
        )
        # the fewer looks a part has, the more of its strokes are noise
        * min(1.0, min(place, count - place) / _SURE_PART)
        for place in range(1, count)
    }
    place = max(changes, key=lambda each: changes[each])
    if changes[place] < _MIN_CHANGE:
        return None
    return Group(looks=group.looks[:place]), Group(looks=group.looks[place:])


def strokes_of(group: Group, mask_of: MaskOf) -> Mask:
    """The strokes that stay through a group: the text without what moves behind it. Long groups are sampled."""
    rows = group.rows
    step = max(1, len(group.looks) // 8)
    seen = np.mean([inside(mask_of(look.frame), rows) for look in group.looks[::step]], axis=0)
    return np.asarray(seen >= _STROKE_SHARE, dtype=np.bool_)


def inside(mask: Mask, rows: Sequence[Area]) -> Mask:
    """The strokes of a mask that lie in these rows."""
    kept = np.zeros_like(mask)
    for row in rows:
        part = (slice(row.top, row.bottom), slice(row.left, row.right))
        kept[part] = mask[part]
    return kept


def touch(first: Group, second: Group) -> bool:
    """Whether no look between the two found nothing."""
    return second.first.number == first.last.number + 1
