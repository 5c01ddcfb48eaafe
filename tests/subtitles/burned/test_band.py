"""Where the dialogue stands, and its second language."""

from __future__ import annotations

import numpy as np

from reelbridge.subtitles.burned.band import find_band, find_second
from reelbridge.subtitles.burned.sightings import Sighting, Track, link
from reelbridge.subtitles.ocr.recognizers import Reading
from reelbridge.subtitles.picture.pictures import Area

HEIGHT, WIDTH = 1280, 720


def sighting(text: str, at_s: float, *, y: int, x: int = 360, size: int = 60) -> Sighting:
    half = len(text) * size // 2
    area = Area(left=x - half, top=y - size // 2, right=x + half, bottom=y + size // 2)
    reading = Reading(text=text, confidences=(0.95,) * len(text))
    return Sighting(at_ms=round(at_s * 1000), area=area, reading=reading, picture=np.zeros((1, 1), np.uint8))


def seen(text: str, *seconds: float, y: int, x: int = 360, size: int = 60) -> Track:
    return Track(sightings=tuple(sighting(text, at_s, y=y, x=x, size=size) for at_s in seconds))


DIALOGUE = (seen("三千万今晚", 1, 2, y=950), seen("多少钱", 3, y=950), seen("师父", 5, y=952))


def test_the_band_is_where_the_text_changes() -> None:
    board = seen("牛肉面十二元", 1, 2, 3, y=300)
    band = find_band((*DIALOGUE, board), HEIGHT, WIDTH)
    assert band is not None
    assert band.top < 920 and 980 < band.bottom < 1100
    assert all(band.fits(track.best.area) for track in DIALOGUE)
    assert not band.fits(board.best.area)


def test_lines_of_two_rows_are_in_the_band() -> None:
    upper, lower = seen("一碗面才卖", 7, y=918), seen("哪年哪月", 7, y=984)
    band = find_band((*DIALOGUE, upper, lower), HEIGHT, WIDTH)
    assert band is not None
    assert band.fits(upper.best.area) and band.fits(lower.best.area)


def test_text_of_another_size_or_off_the_middle_is_no_dialogue() -> None:
    band = find_band(DIALOGUE, HEIGHT, WIDTH)
    assert band is not None
    assert not band.fits(sighting("第三集", 1, y=950, size=30).area)
    assert not band.fits(sighting("茶", 1, y=950, x=600).area)


def test_lines_that_all_begin_at_the_left_are_a_band_too() -> None:
    lines = [
        seen(text, at, y=950, x=100 + 30 * len(text))
        for at, text in enumerate(("三千万今晚", "多少钱", "师父", "你好啊我"))
    ]
    band = find_band(tuple(lines), HEIGHT, WIDTH)
    assert band is not None
    assert all(band.fits(line.best.area) for line in lines)


def test_a_single_sign_makes_no_band() -> None:
    assert find_band((seen("云记面馆", 1, 2, y=300),), HEIGHT, WIDTH) is None
    assert find_band((), HEIGHT, WIDTH) is None


def test_a_text_is_followed_from_sample_to_sample_although_it_moves_and_is_misread() -> None:
    samples = [[sighting("云记面馆", 1, y=300)], [sighting("云己面馆", 2, y=330)], [], [sighting("云记面馆", 4, y=380)]]
    assert [len(track.sightings) for track in link(samples)] == [3]


def test_other_text_at_the_same_place_is_another_text() -> None:
    assert len(link([[sighting("多少钱", 1, y=950)], [sighting("跟我走", 2, y=950)]])) == 2


def test_a_row_of_another_script_under_most_lines_is_a_second_language() -> None:
    english = (
        seen("three million", 1, 2, y=1000, size=20),
        seen("how much", 3, y=1000, size=20),
        seen("master", 5, y=1002, size=20),
    )
    band = find_band(DIALOGUE, HEIGHT, WIDTH)
    assert band is not None
    second = find_second((*DIALOGUE, *english), band, "zh-Hans")
    assert second is not None and second.is_below
    assert second.top < 1000 < second.bottom
    assert find_second((*DIALOGUE, english[0]), band, "zh-Hans") is None


def test_a_second_language_is_not_looked_for_where_the_script_does_not_tell_it() -> None:
    band = find_band(DIALOGUE, HEIGHT, WIDTH)
    assert band is not None
    assert find_second(DIALOGUE, band, "en") is None
