"""What groups of looks say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from reelbridge.subtitles.burned.looks import Group, Look
from reelbridge.subtitles.burned.texts import RowReadings, Text, join_texts, read_groups
from reelbridge.subtitles.ocr.recognizers import Reading
from reelbridge.subtitles.picture.mask import Mask
from reelbridge.subtitles.picture.pictures import Area

ROW = Area(left=0, top=0, right=96, bottom=24)


def reading(text: str, confidence: float = 0.95, **unsure: float) -> Reading:
    """`unsure` names characters that were read with another confidence."""
    return Reading(text=text, confidences=tuple(unsure.get(char, confidence) for char in text))


def looks_at(*frames: int, row: Area = ROW) -> Group:
    return Group(looks=tuple(Look(number=frame, frame=frame, rows=(row,)) for frame in frames))


def said(text: Reading, *frames: int, row: Area = ROW) -> Text:
    return Text(group=looks_at(*frames, row=row), readings=((text,),))


def strokes(seed: int) -> Mask:
    return np.random.default_rng(seed).random((24, 96)) < 0.05


class Reader:
    """Reads in every look what `of` says, in looks laid over one another what `merged` says; counts both."""

    def __init__(self, of: Callable[[int], Reading], merged: Reading) -> None:
        self._of = of
        self._merged = merged
        self.single = self.laid_over = 0

    def read_looks(self, group: Group, looks: Sequence[Look]) -> RowReadings:
        self.single += len(looks)
        return (tuple(self._of(look.frame) for look in looks),)

    def read_merged(self, group: Group, looks: Sequence[Look]) -> RowReadings:
        self.laid_over += 1
        return ((self._merged,),)


def test_a_line_that_is_read_surely_is_recognized_once() -> None:
    reader = Reader(lambda frame: reading("你来了"), reading("你来了", 0.98))
    (text,) = read_groups([looks_at(*range(20))], reader, lambda frame: strokes(1))
    assert (text.text, reader.laid_over, reader.single) == ("你来了", 1, 0)


def test_single_looks_vote_where_the_reader_was_not_sure() -> None:
    reader = Reader(lambda frame: reading("你来了"), reading("你采了", 采=0.5))
    (text,) = read_groups([looks_at(*range(20))], reader, lambda frame: strokes(1))
    assert (text.text, reader.laid_over, reader.single) == ("你来了", 1, 3)


def test_a_group_is_parted_where_its_looks_surely_say_two_things() -> None:
    reader = Reader(lambda frame: reading("他来了" if frame < 5 else "她来了", 0.97), reading("也来了", 也=0.4))
    texts = read_groups([looks_at(*range(9))], reader, lambda frame: strokes(1))
    assert [(text.text, len(text.group.looks)) for text in texts] == [("他来了", 5), ("她来了", 4)]


def test_a_stroke_that_came_in_the_scene_parts_no_line() -> None:
    def mask(frame: int) -> Mask:
        seen = strokes(1)
        seen[4:6, 40:60] = frame >= 5
        return seen

    reader = Reader(lambda frame: reading("你来了"), reading("你来了", 0.98))
    (text,) = read_groups([looks_at(*range(9))], reader, mask)
    assert (text.text, len(text.group.looks), reader.laid_over) == ("你来了", 9, 2)


def test_folds_that_are_read_as_one_character_or_spread_over_the_picture_are_no_line() -> None:
    wide = Area(left=0, top=0, right=400, bottom=24)
    for group, nonsense in ((looks_at(1, 2), reading("一", 0.9)), (looks_at(1, 2, row=wide), reading("一二", 0.95))):
        assert read_groups([group], Reader(lambda frame: nonsense, nonsense), lambda frame: strokes(1)) == ()  # noqa: B023


def test_neighbours_that_say_the_same_are_one_line() -> None:
    joined = join_texts([said(reading("你来了。"), 0, 1), said(reading("你来了，"), 2, 3)], lambda frame: strokes(1))
    assert [(text.group.first.frame, text.group.last.frame) for text in joined] == [(0, 3)]


def test_one_other_character_is_a_slip_where_the_reader_was_not_sure_of_it() -> None:
    texts = [said(reading("三千万今晚签"), 0, 1), said(reading("三千方今晚签", 方=0.85), 2)]
    (joined,) = join_texts(texts, lambda frame: strokes(1))
    assert joined.text == "三千万今晚签"


def test_one_other_character_that_was_read_surely_is_another_line() -> None:
    texts = [said(reading("他来了", 0.97), 0, 1), said(reading("她来了", 0.97), 2)]
    assert [text.text for text in join_texts(texts, lambda frame: strokes(frame // 2))] == ["他来了", "她来了"]


def test_a_part_of_a_line_as_it_comes_belongs_to_the_line() -> None:
    part = said(reading("三千万", 0.97), 0, row=Area(left=0, top=0, right=48, bottom=24))
    whole = said(reading("三千万今晚签", 0.97), 1, 2, 3)
    (joined,) = join_texts([part, whole], lambda frame: strokes(1))
    assert (joined.text, joined.group.first.frame) == ("三千万今晚签", 0)


def test_the_same_words_at_another_place_are_a_line_of_their_own() -> None:
    part = said(reading("三千万", 0.97), 0, row=Area(left=24, top=0, right=72, bottom=24))
    whole = said(reading("三千万今晚签", 0.97), 1, 2, 3)
    assert len(join_texts([part, whole], lambda frame: strokes(1))) == 2


def test_nonsense_between_two_readings_of_a_line_that_stayed_is_left_out() -> None:
    texts = [said(reading("她是大小姐"), 0, 1), said(reading("也沈一小弟", 0.97), 2), said(reading("她是大小姐"), 3)]
    joined = join_texts(texts, lambda frame: strokes(1))
    assert [text.text for text in joined] == ["她是大小姐"]


def test_a_short_line_between_two_that_say_the_same_is_kept_if_the_strokes_changed() -> None:
    texts = [said(reading("走", 0.99), 0, 1), said(reading("别走啊", 0.97), 2), said(reading("走", 0.99), 3)]
    joined = join_texts(texts, lambda frame: strokes(5 if frame == 2 else 1))
    assert [text.text for text in joined] == ["走", "别走啊", "走"]


def test_the_same_line_again_after_it_was_gone_is_a_second_line() -> None:
    texts = [said(reading("好的"), 0), said(reading("好的"), 3)]
    gone = np.zeros((24, 96), np.bool_)
    assert len(join_texts(texts, lambda frame: gone if frame in (1, 2) else strokes(1))) == 2
