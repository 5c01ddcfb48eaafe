"""What a bible lacks, in sentences."""

from __future__ import annotations

from reelbridge.model.bible import Bible, Character, Gender
from reelbridge.translate.bible.checking import find_gaps
from support.bibles import BIBLE, forms


def test_what_has_no_gender_and_no_form_is_named():
    bible = Bible(characters=(Character(name="沈小满", forms=forms(en="Shen Xiaoman")), Character(name="周婶")))
    assert find_gaps(bible, locales=("en", "ja"), lines="") == (
        "no gender: 沈小满, 周婶",
        "no form in en: 周婶",
        "no form in ja: 沈小满, 周婶",
    )


def test_many_names_are_counted():
    bible = Bible(characters=tuple(Character(name=f"路人{sign}") for sign in "甲乙丙丁戊己庚辛"))
    assert find_gaps(bible, locales=(), lines="") == (
        "no gender: 路人甲, 路人乙, 路人丙, 路人丁, 路人戊, 路人己 and 2 more",
    )


def test_names_that_stand_in_no_line_are_named_once_lines_are_known():
    assert find_gaps(BIBLE, locales=(), lines="") == ()
    (gap,) = find_gaps(BIBLE, locales=(), lines="小满！\n百川\n面馆 三爷")
    assert gap == "in no line: 周婶, 陆总, 霍三爷巷, 一碗面，三千万，沈小满不卖！"


def test_two_people_whom_a_viewer_cannot_tell_apart():
    man = Gender.MALE
    bible = Bible(
        characters=(
            Character(name="李明", also=("老李",), gender=man, forms=forms(en="Li Ming")),
            Character(name="黎明", also=("老李",), gender=man, forms=forms(en="Li Ming")),
        )
    )
    assert find_gaps(bible, locales=("en",), lines="") == (
        "the same form in en, 'Li Ming': 李明, 黎明",
        "老李 may be any of these: 李明, 黎明",
    )
