"""Everyday words are found in every language of the default markets, whatever is joined to them."""

from __future__ import annotations

import pytest

from reelbridge.language.everyday_words import find_everyday_words
from reelbridge.model.market import DEFAULT_LOCALES


def shares(source: str, text: str, locale: str) -> bool:
    """Whether a line and a text have a telling word in common."""
    first, second = find_everyday_words(source, "zh-Hans"), find_everyday_words(text, locale)
    assert first is not None
    assert second is not None
    return bool(first.telling & second.telling)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Father's dead?"),
        ("es-419", "¿Papá murió?"),
        ("pt-BR", "O papai morreu?"),
        ("ja", "お父さんが死んだ？"),
        ("de", "Vater ist tot?"),
        ("fr", "Papa est mort ?"),
        ("ko", "아빠가 죽었어?"),
        ("zh-Hant", "爸爸死了？"),
        ("id", "Ayahku mati?"),
        ("th", "พ่อตายแล้วเหรอ"),
        ("it", "Papà è morto?"),
        ("tr", "Babam öldü mü?"),
        ("vi", "Bố chết rồi à?"),
        ("ar", "هل مات أبي؟"),
    ],
)
def test_a_line_and_its_translation_share_words(locale: str, text: str) -> None:
    assert shares("爸爸死了？", text, locale)
    assert not shares("明天签合同", text, locale)


def test_every_default_locale_has_its_words() -> None:
    assert all(find_everyday_words("", locale) is not None for locale in DEFAULT_LOCALES)
    assert find_everyday_words("мама", "ru") is None


def test_a_longer_chinese_word_hides_a_shorter_one_inside_it() -> None:
    hospital, after_all = find_everyday_words("医院", "zh-Hans"), find_everyday_words("分手吧", "zh-Hans")
    assert hospital is not None
    assert hospital.telling.bit_count() == 1
    assert after_all is not None
    assert after_all.telling == after_all.common == 0


def test_common_words_are_told_from_telling_ones() -> None:
    found = find_everyday_words("You don't know my lawyer.", "en")
    assert found is not None
    assert found.telling == 0
    assert found.common
