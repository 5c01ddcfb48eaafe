"""What several readings of one line come to."""

from __future__ import annotations

import numpy as np

from reelbridge.subtitles.burned.looks import Group, Look
from reelbridge.subtitles.burned.texts import Text, join_texts
from reelbridge.subtitles.ocr.recognizers import Reading
from reelbridge.subtitles.ocr.voting import differs_surely, vote
from reelbridge.subtitles.picture.mask import Mask
from reelbridge.subtitles.picture.pictures import Area

ROW = Area(left=0, top=0, right=96, bottom=24)


def reading(text: str, confidence: float = 0.95, **unsure: float) -> Reading:
    """`unsure` names characters that were read with another confidence."""
    return Reading(text=text, confidences=tuple(unsure.get(char, confidence) for char in text))


def said(text: Reading, *frames: int) -> Text:
    looks = tuple(Look(number=frame, frame=frame, rows=(ROW,)) for frame in frames)
    return Text(group=Group(looks=looks), readings=((text,),))


def strokes(seed: int) -> Mask:
    return np.random.default_rng(seed).random((24, 96)) < 0.05


def test_a_slip_of_one_reading_is_outvoted() -> None:
    slip = reading("今晚就答字", 答=0.6)
    assert vote([reading("今晚就签字"), slip, reading("今晚就签字")]).text == "今晚就签字"


def test_a_sure_reading_outvotes_an_unsure_one() -> None:
    assert vote([reading("未婚妻", 未=0.99), reading("末婚妻", 末=0.5)]).text == "未婚妻"


def test_readings_of_nothing_lower_the_confidence() -> None:
    nothing = Reading(text="", confidences=())
    assert vote([reading("你", 0.9), nothing, nothing]).confidence < 0.35
    assert vote([nothing]).text == ""


def test_two_sure_readings_that_differ_are_told_from_a_slip() -> None:
    assert differs_surely(reading("他来了"), reading("她来了"))
    assert not differs_surely(reading("他来了"), reading("她来了", 她=0.5))
    assert not differs_surely(reading("他来了"), reading("他来了"))


def test_neighbours_that_say_the_same_are_one_line() -> None:
    joined = join_texts([said(reading("你来了。"), 0, 1), said(reading("你来了，"), 2, 3)], lambda frame: strokes(1))
    assert [(text.group.first.frame, text.group.last.frame) for text in joined] == [(0, 3)]


def test_one_other_character_is_a_slip_where_the_strokes_are_the_same() -> None:
    texts = [said(reading("三千万今晚签"), 0, 1), said(reading("三千方今晚签", 方=0.85), 2)]
    (joined,) = join_texts(texts, lambda frame: strokes(1))
    assert joined.text == "三千万今晚签"


def test_one_other_character_is_another_line_where_the_strokes_are_others() -> None:
    texts = [said(reading("他来了"), 0, 1), said(reading("她来了"), 2)]
    assert [text.text for text in join_texts(texts, lambda frame: strokes(frame // 2))] == ["他来了", "她来了"]


def test_nonsense_between_two_readings_of_a_line_that_stayed_is_left_out() -> None:
    texts = [said(reading("她是大小姐"), 0, 1), said(reading("也沈一小弟", 0.8), 2), said(reading("她是大小姐"), 3)]
    joined = join_texts(texts, lambda frame: strokes(1))
    assert [text.text for text in joined] == ["她是大小姐"]


def test_the_same_line_again_after_it_was_gone_is_a_second_line() -> None:
    texts = [said(reading("好的"), 0), said(reading("好的"), 3)]
    gone = np.zeros((24, 96), np.bool_)
    assert len(join_texts(texts, lambda frame: gone if frame in (1, 2) else strokes(1))) == 2
