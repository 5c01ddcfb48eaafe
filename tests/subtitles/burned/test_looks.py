"""Which looks show the same text, from masks alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelbridge.subtitles.burned.looks import Group, Look, group_looks, join_groups, part_group, strokes_of
from reelbridge.subtitles.picture.mask import Mask
from subtitles.burned.film import area_of, text_mask_of


def group(text: str, numbers: Sequence[int]) -> Group:
    return Group(looks=tuple(Look(number=number, frame=number, rows=(area_of(text),)) for number in numbers))


def noisy(text: str, frame: int) -> Mask:
    noise: Mask = np.random.default_rng(frame).random((40, 240)) < 0.02
    return text_mask_of(text) | noise


def test_looks_go_together_until_the_strokes_change_or_nothing_is_there() -> None:
    row = (area_of("好的"),)
    looks = [
        Look(number=0, frame=0, rows=row),
        Look(number=1, frame=4, rows=row, is_fresh=False),
        Look(number=2, frame=8, rows=row),
        Look(number=3, frame=12, rows=()),
        Look(number=4, frame=16, rows=row),
    ]
    assert [[look.number for look in found.looks] for found in group_looks(looks)] == [[0, 1], [2], [4]]


def test_the_strokes_of_a_group_are_those_that_stay() -> None:
    strokes = strokes_of(group("三千万", range(8)), lambda frame: noisy("三千万", frame))
    drawn = text_mask_of("三千万")
    assert not (drawn & ~strokes).any()
    assert np.count_nonzero(strokes & ~drawn) == 0


def test_neighbours_with_the_same_strokes_are_one_group_although_something_moved() -> None:
    groups = [group("三千万", range(4)), group("三千万", range(4, 8))]
    assert [len(each.looks) for each in join_groups(groups, lambda frame: noisy("三千万", frame))] == [8]


def test_neighbours_that_differ_in_one_character_stay_two_groups() -> None:
    groups = [group("他来了", range(4)), group("她来了", range(4, 8))]
    assert join_groups(groups, lambda frame: noisy("他来了" if frame < 4 else "她来了", frame)) == tuple(groups)


def test_a_longer_line_is_another_group_although_it_begins_alike() -> None:
    groups = [group("他来", range(4)), group("他来了吗", range(4, 8))]
    assert join_groups(groups, lambda frame: noisy("他来" if frame < 4 else "他来了吗", frame)) == tuple(groups)


def test_what_was_gone_for_a_look_is_not_joined() -> None:
    groups = [group("好的", range(4)), group("好的", range(5, 8))]
    assert len(join_groups(groups, lambda frame: noisy("好的", frame))) == 2


def test_a_group_is_parted_where_one_stroke_came_for_good() -> None:
    def mask(frame: int) -> Mask:
        seen = noisy("天下", frame)
        if frame >= 5:
            seen[20:22, 104:116] = True
        return seen

    parts = part_group(group("天下", range(9)), mask)
    assert parts is not None
    assert [[look.frame for look in part.looks] for part in parts] == [[0, 1, 2, 3, 4], [5, 6, 7, 8]]


def test_a_stroke_that_flickers_parts_nothing() -> None:
    def mask(frame: int) -> Mask:
        seen = text_mask_of("天下")
        if frame in (2, 3, 6):
            seen[20:22, 104:116] = True
        return seen

    assert part_group(group("天下", range(9)), mask) is None
    assert part_group(group("天下", range(1)), mask) is None
