"""Single looks at the band, and which of them show the same text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from reelbridge.subtitles.burned.rows import stack_rows
from reelbridge.subtitles.picture.mask import LINE_HEIGHT, Mask, largest_loss
from reelbridge.subtitles.picture.pictures import Area

#: two looks show the same line if no window of one character lost more than this; noise stays under 0.15
_MAX_LOSS = 0.3
#: ... and no end of a row moved by more than this many pixels of the mask: half a character
_MAX_MOVE = LINE_HEIGHT / 2
#: a stroke belongs to a line if it is seen in this share of its looks; what moves behind it is not
_STROKE_SHARE = 0.7

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


def group_looks(looks: Sequence[Look], mask_of: MaskOf) -> tuple[Group, ...]:
    """Put neighbouring looks at the same text together.

    Args:
        looks: in order of their frames, those that found nothing among them.
        mask_of: the text mask of any frame.
    """
    groups: list[Group] = []
    last: Look | None = None
    for look in looks:
        if look.rows:
            if last is not None and (not look.is_fresh or _shows(groups[-1], look, mask_of)):
                groups[-1] = Group(looks=(*groups[-1].looks, look))
            else:
                groups.append(Group(looks=(look,)))
        last = look if look.rows else None
    return tuple(groups)


def _shows(group: Group, look: Look, mask_of: MaskOf) -> bool:
    """Whether a look shows the text of the group."""
    before, now = group.last.rows, look.rows
    if len(before) != len(now):
        return False
    moves = [max(abs(a.left - b.left), abs(a.right - b.right)) for a, b in zip(before, now, strict=True)]
    if max(moves) > _MAX_MOVE:
        return False
    strokes, mask = strokes_of(group, mask_of), mask_of(look.frame)
    # strokes that came (大 becomes 天) are as good a sign as strokes that went
    return largest_loss(strokes, mask) <= _MAX_LOSS and largest_loss(_inside(mask, now), strokes) <= _MAX_LOSS


def strokes_of(group: Group, mask_of: MaskOf) -> Mask:
    """The strokes that stay through a group: the text without what moves behind it. Long groups are sampled."""
    rows = group.rows
    step = max(1, len(group.looks) // 8)
    seen = np.mean([_inside(mask_of(look.frame), rows) for look in group.looks[::step]], axis=0)
    return np.asarray(seen >= _STROKE_SHARE, dtype=np.bool_)


def _inside(mask: Mask, rows: Sequence[Area]) -> Mask:
    kept = np.zeros_like(mask)
    for row in rows:
        part = (slice(row.top, row.bottom), slice(row.left, row.right))
        kept[part] = mask[part]
    return kept


def touch(first: Group, second: Group) -> bool:
    """Whether no look between the two found nothing."""
    return second.first.number == first.last.number + 1
