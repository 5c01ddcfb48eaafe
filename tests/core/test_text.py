"""Characters are counted and compared as a reader would."""

from __future__ import annotations

from reelbridge.core.text import count_characters, fold, has_han


def test_folding_forgets_punctuation_width_and_line_breaks() -> None:
    assert fold("三千万，今晚\n就签字！") == fold("三千万 今晚就签字")
    assert fold("ＡＢＣ１２") == "abc12"


def test_marks_above_and_below_a_letter_do_not_count() -> None:
    assert count_characters("ที่นี่") == 2
    assert count_characters("a\nb") == 2


def test_chinese_characters_are_told_from_kana() -> None:
    assert has_han("漢かな")
    assert not has_han("かなカナ한글")
