"""The words that the synthetic series is made of: blocks of `words/*.txt`, one line a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"

LOCALES = ("en", "es-419", "pt-BR", "ja", "de", "fr", "ko", "zh-Hant", "id", "th", "it", "tr", "vi", "ar")

SOURCE = "zh-Hans"

#: the languages of a name's block; every other locale takes the Latin letters
_NAME_LINES = (SOURCE, "", "ja", "ko", "zh-Hant", "th", "ar")

#: locale -> (what ten thousand of something is called, a million, a hundred million), what groups digits
_SCALES: dict[str, tuple[str, str]] = {
    "en": (" million", ","), "es-419": (" millones", "."), "pt-BR": (" milhões", "."), "de": (" Millionen", "."),
    "fr": (" millions", " "), "id": (" juta", "."), "th": (" ล้าน", ","), "it": (" milioni", "."),
    "tr": (" milyon", "."), "vi": (" triệu", "."), "ar": (" مليون", ","), "ja": ("万", ""), "ko": ("만", ""),
    "zh-Hant": ("萬", ""),
}  # fmt: skip

#: locales that count in ten thousands
_BY_TEN_THOUSANDS = ("ja", "ko", "zh-Hant")

_DIGITS = "零一二三四五六七八九"

#: text by locale, the source among them
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All of it: sentences with slots, short lines, signs, and what stands in the slots."""

    sentences: tuple[Texts, ...]
    shorts: tuple[Texts, ...]
    signs: tuple[Texts, ...]
    slots: Mapping[str, tuple[Texts, ...]]


@cache
def load_words() -> Words:
    """Read the files; a block that is not whole stops the benchmark."""
    slots: dict[str, tuple[Texts, ...]] = {}
    for part in (FOLDER / "slots.txt").read_text("utf-8").split("\n== ")[1:]:
        name, _, rest = part.partition("\n")
        slots[name.strip()] = _blocks(rest, name)
    return Words(
        sentences=_blocks((FOLDER / "sentences.txt").read_text("utf-8"), "sentence"),
        shorts=_blocks((FOLDER / "shorts.txt").read_text("utf-8"), "short"),
        signs=_blocks((FOLDER / "signs.txt").read_text("utf-8"), "sign"),
        slots=slots,
    )


def _blocks(text: str, name: str) -> tuple[Texts, ...]:
    blocks = []
    for block in text.split("\n\n"):
        lines = [line for line in block.strip().splitlines() if not line.startswith("#")]
        if not lines:
            continue
        if name in ("m", "f"):
            named = dict(zip(_NAME_LINES, lines, strict=True))
            blocks.append({SOURCE: named[SOURCE]} | {locale: named.get(locale, named[""]) for locale in LOCALES})
        else:
            blocks.append(dict(zip((SOURCE, *LOCALES), lines, strict=True)))
    return tuple(blocks)


def name_texts() -> tuple[Texts, ...]:
    """Every name and form of address: what a bible of the series would fix."""
    slots = load_words().slots
    return slots["m"] + slots["f"]


def money_texts(value: int) -> Texts:
    """An amount as each language writes it: 三千万, 30 million, 30.000."""
    return {SOURCE: _in_chinese(value)} | {locale: _in_locale(value, locale) for locale in LOCALES}


def count_texts(value: int) -> Texts:
    """A small number: 二十五, 25."""
    return {SOURCE: _in_chinese(value)} | {locale: str(value) for locale in LOCALES}


def _in_locale(value: int, locale: str) -> str:
    word, group = _SCALES[locale]
    unit = 10_000 if locale in _BY_TEN_THOUSANDS else 1_000_000
    if value % unit == 0:
        return f"{value // unit}{word}"
    return f"{value:,}".replace(",", group)


def _in_chinese(value: int) -> str:
    """Below a hundred million, as it is said."""
    if value >= 10_000:
        rest = value % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return f"{_below_myriad(value // 10_000)}万" + (gap + _below_myriad(rest) if rest else "")
    return _below_myriad(value)


def _below_myriad(value: int) -> str:
    said, is_gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            said += ("零" if is_gap and said else "") + _DIGITS[digit] + unit
        is_gap = not digit
    return said.removeprefix("一") if 10 <= value < 20 else said
