"""A text in another language is found where that is certain, and nothing is said where it is not."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reelbridge.language.identify import find_other_language, guess_language

RIGHT = {
    "en": "I told you he would never sign that contract.",
    "es-419": "Te dije que nunca firmaría ese contrato.",
    "pt-BR": "Eu te disse que ele nunca assinaria esse contrato.",
    "de": "Ich habe dir gesagt, dass er nie unterschreibt.",
    "fr": "Je t'avais dit qu'il ne signerait jamais.",
    "id": "Sudah kubilang dia tidak akan menandatanganinya.",
    "it": "Te l'avevo detto che non avrebbe mai firmato.",
    "tr": "Sana asla imzalamayacağını söylemiştim.",
    "vi": "Tôi đã nói là anh ta sẽ không bao giờ ký.",
}


@pytest.mark.parametrize("locale", RIGHT)
def test_a_line_is_at_home_in_its_own_language_alone(locale: str) -> None:
    assert find_other_language(RIGHT[locale], locale) is None
    others = {other: find_other_language(RIGHT[locale], other) for other in RIGHT if other != locale}
    assert all(found == locale.partition("-")[0] for found in others.values())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "OK!",
        "Mama!",
        "Shen Xiaoman, Lu Baichuan!",
        "Su Wanwan, Mo Beichen",
        "Hahahahahaha!",
        "12.000.000",
        "No, no, no!",
    ],
)
def test_names_cries_and_short_lines_are_of_no_language(text: str) -> None:
    assert all(find_other_language(text, locale) is None for locale in RIGHT)


def test_variants_of_a_language_are_one() -> None:
    assert find_other_language(RIGHT["pt-BR"], "pt") is None
    assert find_other_language(RIGHT["es-419"], "es") is None


def test_chinese_is_told_from_japanese_by_what_it_lacks() -> None:
    assert find_other_language("沈家大小姐今日回府全城轟動", "ja") == "zh"
    assert find_other_language("沈家の令嬢が今日屋敷に戻る", "ja") is None


def test_letters_of_its_own_tell_a_language_without_a_model() -> None:
    assert guess_language("ฉันบอกแล้ว", "th") is None


def test_the_model_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, reelbridge.translate.contract.verdict; sys.exit('py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
