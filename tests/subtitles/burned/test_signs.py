"""Which of the texts in the scene are signs, and what belongs to one sign."""

from __future__ import annotations

import numpy as np
import pytest

from reelbridge.subtitles.burned.sightings import Followed, Sighting
from reelbridge.subtitles.burned.signs import Sign, join_signs, select_signs
from reelbridge.subtitles.ocr.recognizers import Reading
from reelbridge.subtitles.picture.pictures import Area


def followed(text: str, start_ms: int, end_ms: int, *, top: int = 100, confidence: float = 0.97) -> Followed:
    """A text of 30 pixels height that is seen once a second."""
    area = Area(left=100, top=top, right=100 + 30 * len(text), bottom=top + 30)
    reading = Reading(text=text, confidences=(confidence,) * len(text))
    sightings = [
        Sighting(at_ms=at_ms, area=area, reading=reading, picture=np.zeros((1, 1), np.uint8))
        for at_ms in range(start_ms, end_ms, 1000)
    ]
    return Followed(sightings=sightings, start_ms=start_ms, end_ms=end_ms)


def sign(text: str, area: tuple[int, int, int, int], start_ms: int = 0, end_ms: int = 3000) -> Sign:
    left, top, right, bottom = area
    box = Area(left=left, top=top, right=right, bottom=bottom)
    return Sign(start_ms=start_ms, end_ms=end_ms, text=text, confidence=0.9, area=box)


def texts(*items: Followed, language: str = "zh-Hans") -> list[str]:
    return [sign.text for sign in select_signs(items, language)]


@pytest.mark.parametrize(
    "item",
    [
        followed("云记面馆", 0, 600),
        followed("云记面馆", 0, 3000, confidence=0.7),
        followed("茶", 0, 3000),
        followed("18:05", 0, 3000),
        followed("NOODLES", 0, 3000),
    ],
    ids=["gone at once", "hardly read", "one character", "a number", "foreign in the scene, too"],
)
def test_what_a_viewer_cannot_read_or_need_not_is_no_sign(item: Followed) -> None:
    assert texts(item) == []


def test_words_in_their_own_script_are_signs() -> None:
    assert texts(followed("云记面馆", 0, 3000)) == ["云记面馆"]
    assert texts(followed("NOODLES", 0, 3000), language="en") == ["NOODLES"]


def test_a_sign_that_someone_walks_past_is_one_sign() -> None:
    (found,) = select_signs([followed("云记面馆", 0, 3000), followed("云记面馆", 4000, 7000)], "zh-Hans")
    assert (found.start_ms, found.end_ms) == (0, 7000)


def test_a_sign_that_comes_back_later_is_two_signs() -> None:
    assert len(texts(followed("云记面馆", 0, 3000), followed("云记面馆", 9000, 12000))) == 2


def test_lines_of_one_board_are_one_sign_from_top_to_bottom() -> None:
    board = (sign("十二元", (100, 140, 190, 170)), sign("牛肉面", (100, 100, 190, 130)))
    (found,) = join_signs(board)
    assert (found.text, found.area) == ("牛肉面\n十二元", Area(left=100, top=100, right=190, bottom=170))


def test_signs_far_apart_or_at_other_times_stay_apart() -> None:
    near, far = sign("牛肉面", (100, 100, 190, 130)), sign("茶水铺", (100, 600, 190, 630))
    later = sign("十二元", (100, 140, 190, 170), 5000, 8000)
    assert len(join_signs((near, far, later))) == 3


def test_columns_are_read_from_the_right() -> None:
    couplet = (sign("天增岁月", (100, 100, 130, 220)), sign("春满乾坤", (140, 100, 170, 220)))
    assert join_signs(couplet)[0].text == "春满乾坤\n天增岁月"
