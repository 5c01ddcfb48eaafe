"""What makes the answer to one line unusable, seen from that line alone. Pure."""

from __future__ import annotations

import re
import unicodedata

from reelbridge.core.lang import language_of
from reelbridge.core.text import HAN, has_han
from reelbridge.language.letters import SCRIPT_LETTERS, is_simplified_only, letter_script, uses_han
from reelbridge.translate.contract.problem import Fault, Problem
from reelbridge.translate.contract.traits import folded

#: Chinese characters that no Japanese text has, though JIS lists some of them
_NEVER_JAPANESE = frozenset("你您们們这這她吗嗎呢吧啊哪呀嘛啦哦嗯么谁很")

#: Chinese characters of talk that no Japanese line of few characters has
_IN_TALK = frozenset("我他不是没在有好来去要")

#: shorter Japanese lines may be written in the same characters by right: 社長, 乾杯
_MIN_ECHO_CHARS = 4

#: a run of that many characters of the source is no name in Japanese any more
_MIN_JAPANESE_RUN = 6

#: words in Latin letters alone that are a sentence and no brand
_MIN_LATIN_WORDS = 2

_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_HAN_RUN = re.compile(f"{HAN.pattern}+")


def find_hard_fault(source: str, text: str, *, source_locale: str, locale: str, script: str) -> Fault | None:
    """The first thing that makes a text unusable as the translation of its source.

    Args:
        source: the line.
        text: the answer, not empty.
        source_locale: of the line.
        locale: asked for.
        script: of that locale, as in its market file.
    """
    if language_of(source_locale) != language_of(locale) and (echo := _find_echo(source, text, script)):
        return echo
    scripts = {char: letter_script(char) for char in dict.fromkeys(text)}
    return _find_source_left(source, text, script) or _find_other_script(source, text, scripts, script)


def clean(text: str) -> str:
    """Without control characters and spaces at the ends of lines; line breaks stay."""
    if text.isprintable():
        return text.strip()
    kept = "".join(char for char in text if char == "\n" or unicodedata.category(char) != "Cc")
    return "\n".join(line.strip() for line in kept.split("\n") if line.strip())


def _find_echo(source: str, text: str, script: str) -> Fault | None:
    said = folded(source)
    if not has_han(source) or said != folded(text):
        return None
    words = [char for char in said if not char.isnumeric()]  # 3000万 is written the same in Japanese
    is_japanese = not words or (len(said) < _MIN_ECHO_CHARS and not _IN_TALK.intersection(said))
    if script == "Jpan" and is_japanese and not _chinese_in_japanese(text):
        return None
    return Fault(kind=Problem.ECHO, message="the answer repeats the source instead of translating it")


def _find_source_left(source: str, text: str, script: str) -> Fault | None:
    if not uses_han(script):
        left = "".join(dict.fromkeys(HAN.findall(text)))
        return _source_left(left) if left else None
    if script == "Jpan" and (left := _chinese_in_japanese(text)):
        return _source_left(left)
    if script == "Jpan":
        runs = (run for run in _HAN_RUN.findall(text) if len(run) >= _MIN_JAPANESE_RUN)
        left = next((run for run in runs if run in source), "")
        return _source_left(left) if left else None
    simplified = "".join(dict.fromkeys(char for char in text if is_simplified_only(char, script)))
    if simplified:
        return Fault(kind=Problem.SIMPLIFIED, message=f"the translation has simplified characters: {simplified}")
    return None


def _source_left(left: str) -> Fault:
    return Fault(kind=Problem.SOURCE_LEFT, message=f"the translation has Chinese characters left: {left}")


def _chinese_in_japanese(text: str) -> str:
    return "".join(dict.fromkeys(char for char in text if char in _NEVER_JAPANESE or is_simplified_only(char, "Jpan")))


def _find_other_script(source: str, text: str, scripts: dict[str, str | None], script: str) -> Fault | None:
    allowed = SCRIPT_LETTERS.get(script)
    if allowed is None:
        return None
    # Greek letters are signs in every language: α, β, π
    foreign = [char for char, found in scripts.items() if found not in (*allowed, "LATIN", "CJK", "GREEK", None)]
    if foreign:
        shown = "".join(foreign[:10])
        return Fault(kind=Problem.SCRIPT, message=f"the translation has letters of another script: {shown}")
    if script != "Latn" and set(scripts.values()) - {None} == {"LATIN"} and _is_talk(source, text):
        return Fault(kind=Problem.SCRIPT, message="the translation is in Latin letters, not in the script asked for")
    return None


def _is_talk(source: str, text: str) -> bool:
    """Whether Latin letters are more than a brand, a unit (12 km) or an abbreviation (VIP, OK)."""
    words = _LATIN_WORD.findall(text)
    if _LATIN_WORD.search(source) or not words or words == ["Ok"]:
        return False
    is_word = not words[0].isupper() and not any(char.isdigit() for char in text)
    return is_word or len(words) >= _MIN_LATIN_WORDS
