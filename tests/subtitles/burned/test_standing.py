"""What stands all the time."""

from __future__ import annotations

import numpy as np

from reelbridge.subtitles.burned.sightings import Followed, Sighting, Track
from reelbridge.subtitles.burned.standing import is_standing, split_followed, split_standing
from reelbridge.subtitles.ocr.recognizers import Reading
from reelbridge.subtitles.picture.pictures import Area

HEIGHT, WIDTH = 1280, 720
DIALOGUE = ("三千万今晚", "多少钱", "师父", "跟我回家", "你好啊我")


def sighting(text: str, at_s: float, *, y: int, x: int = 360, size: int = 60) -> Sighting:
    half = len(text) * size // 2
    area = Area(left=x - half, top=y - size // 2, right=x + half, bottom=y + size // 2)
    reading = Reading(text=text, confidences=(0.95,) * len(text))
    return Sighting(at_ms=round(at_s * 1000), area=area, reading=reading, picture=np.zeros((1, 1), np.uint8))


def seen(text: str, *seconds: float, y: int, x: int = 360, size: int = 60) -> Track:
    return Track(sightings=tuple(sighting(text, at_s, y=y, x=x, size=size) for at_s in seconds))


def spoken() -> tuple[Track, ...]:
    """Thirty seconds of dialogue, a line every six."""
    return tuple(seen(text, 6 * n, 6 * n + 1, 6 * n + 2, 6 * n + 3, y=950) for n, text in enumerate(DIALOGUE))


def test_what_stands_all_the_time_is_a_watermark_even_if_it_is_missed_now_and_then() -> None:
    title = (seen("面馆千金", *range(10), y=60, x=150, size=30), seen("面馆千金", *range(15, 30), y=60, x=150, size=30))
    standing, rest = split_standing((*spoken(), *title), 30, HEIGHT, WIDTH)
    assert [item.text for item in standing] == ["面馆千金"]
    assert rest == spoken()
    assert is_standing(title[0].best.area, standing)


def test_a_watermark_of_which_now_and_then_a_part_is_read_is_one_place() -> None:
    title = (
        seen("面馆千金", *range(8), y=60, x=150, size=30),
        seen("千金", *range(8, 16), y=60, x=180, size=30),
        seen("面馆干金", *range(16, 24), y=60, x=150, size=30),
    )
    standing, rest = split_standing((*spoken(), *title), 30, HEIGHT, WIDTH)
    assert [item.area for item in standing] == [title[0].best.area]
    assert rest == spoken()


def test_lines_that_follow_at_one_place_do_not_stand() -> None:
    assert split_standing(spoken(), 24, HEIGHT, WIDTH) == ((), spoken())


def test_a_sign_that_is_up_for_some_seconds_is_no_watermark() -> None:
    assert split_standing((seen("云记面馆", 3, 4, 5, 6, y=300),), 30, HEIGHT, WIDTH)[0] == ()


def test_in_a_short_video_nothing_is_up_long_enough_to_stand() -> None:
    assert split_standing((seen("云记面馆", *range(8), y=300),), 8, HEIGHT, WIDTH)[0] == ()


def test_what_was_followed_through_the_whole_video_is_told_from_signs() -> None:
    def followed(text: str, first_s: int, end_s: int) -> Followed:
        sightings = list(seen(text, *range(first_s, end_s), y=100 + 200 * len(text), size=30).sightings)
        return Followed(sightings=sightings, start_ms=1000 * first_s, end_ms=1000 * end_s)

    title, sign = followed("面馆千金", 0, 30), followed("云记面", 4, 9)
    standing, rest = split_followed([title, sign], 30, HEIGHT, WIDTH)
    assert ([item.text for item in standing], rest) == (["面馆千金"], (sign,))


def test_a_mark_at_the_rim_that_is_lost_again_and_again_stands() -> None:
    mark = [seen("面馆千金", at, at + 1, at + 2, y=60, x=150, size=30) for at in (2, 9, 16, 23)]
    standing, _ = split_standing((*spoken(), *mark), 30, HEIGHT, WIDTH)
    assert [item.text for item in standing] == ["面馆千金"]


def test_a_word_that_is_said_again_and_again_does_not_stand() -> None:
    said = [seen("什么", at, y=950) for at in (2, 9, 16, 23)]
    assert split_standing(tuple(said), 30, HEIGHT, WIDTH)[0] == ()
