"""One text from several readings of it."""

from __future__ import annotations

import pytest

from reelbridge.subtitles.ocr.recognizers import Others, Reading
from reelbridge.subtitles.ocr.voting import differs_surely, vote

NOTHING = Reading(text="", confidences=())


def reading(text: str, confidence: float = 0.95, **unsure: float) -> Reading:
    """`unsure` names characters that were read with another confidence."""
    return Reading(text=text, confidences=tuple(unsure.get(char, confidence) for char in text))


def wavering(text: str, confidence: float, others: Others) -> Reading:
    """A reading that is not sure of its first character."""
    rest = len(text) - 1
    return Reading(text=text, confidences=(confidence, *(0.95,) * rest), others=(others, *((),) * rest))


def test_a_slip_of_one_reading_is_outvoted() -> None:
    slip = reading("今晚就答字", 答=0.6)
    assert vote([reading("今晚就签字"), slip, reading("今晚就签字")]).text == "今晚就签字"


def test_a_sure_reading_outvotes_an_unsure_one() -> None:
    assert vote([reading("未婚妻", 未=0.99), reading("末婚妻", 末=0.5)]).text == "未婚妻"


def test_readings_of_nothing_lower_the_confidence() -> None:
    assert vote([reading("你", 0.9), NOTHING, NOTHING]).confidence < 0.35
    assert vote([NOTHING]).text == ""


def test_what_a_reading_holds_possible_counts_with_those_who_read_it() -> None:
    voted = vote([wavering("末婚妻", 0.55, (("未", 0.4),)), wavering("未婚妻", 0.6, (("末", 0.3),))])
    assert voted.text == "未婚妻"
    assert voted.confidences[0] == pytest.approx(0.5)
    assert voted.others[0] == (("末", pytest.approx(0.425)),)


def test_what_was_read_otherwise_is_kept_as_an_alternative_the_likeliest_first() -> None:
    voted = vote([reading("己经"), reading("己经"), reading("已经", 0.5), reading("巳经", 0.6)])
    assert voted.text == "己经"
    assert [char for char, _ in voted.others[0]] == ["巳", "已"]
    assert voted.others[1] == ()


def test_a_reading_that_is_a_character_short_votes_for_those_it_has() -> None:
    voted = vote([reading("三千万签字"), reading("三千签字"), reading("三千万签字")])
    assert voted.text == "三千万签字"
    assert voted.confidences[2] < voted.confidences[0]


def test_two_sure_readings_that_differ_are_told_from_a_slip() -> None:
    assert differs_surely(reading("他来了"), reading("她来了"))
    assert not differs_surely(reading("他来了"), reading("她来了", 她=0.5))
    assert not differs_surely(reading("他来了"), reading("他来了"))
