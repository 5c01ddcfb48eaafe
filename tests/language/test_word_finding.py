"""A word is found as readers of its script see it."""

from __future__ import annotations

import pytest

from reelbridge.language.word_finding import find_word, plain_text


def is_in(word: str, text: str) -> bool:
    return find_word(plain_text(word), plain_text(text)) is not None


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("Master", "Yes, MASTER!"),
        ("Master", "my master's house"),
        ("Shen Xiaoman", "Come, Shen\nXiaoman."),
        ("师父", "师父来了"),
        ("師匠", "あの師匠は"),
        ("사부님", "사부님은 어디에"),
        ("อาจารย์", "ท่านอาจารย์ครับ"),
        ("sư phụ", "Sư phụ ơi"),
        ("سيد", "يا سيد!"),
        ("OK", "これでOKです"),
    ],
)
def test_a_word_stands_in_a_text(word: str, text: str) -> None:
    assert is_in(word, text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("Ma", "Mama is here"),
        ("Ma", "I am in Roma"),
        ("Herr", "Herrlich!"),
        ("부님", "사부님은 어디에"),
        ("cha", "cha\u0301u"),
        ("سيد", "سيدة"),
        ("Master", "Mister"),
    ],
)
def test_a_part_of_a_longer_word_is_no_word(word: str, text: str) -> None:
    assert not is_in(word, text)


def test_a_later_place_counts_where_an_earlier_one_is_within_a_word() -> None:
    assert find_word("ma", "mama, ma!") == (6, 8)
