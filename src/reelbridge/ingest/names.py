"""What the name of a file says: which episode it is, which language its subtitles are in. Pure."""

from __future__ import annotations

import re
import unicodedata

from reelbridge.core.errors import UsageError
from reelbridge.core.lang import parse_tag

_DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_NUMBER = f"[{''.join(_DIGITS)}{''.join(_UNITS)}]+"

#: numbers that say how a file was made, not which episode it is: 1080p, 4K, x264, H.265, v2, 25fps, 2026-05-01
_MAKING = re.compile(
    r"(?<![a-z0-9])(?:\d{3,4}\s*x\s*\d{3,4}|\d{3,4}[pi]|[248]k|[xh]\.?26[45]|v\d+|\d{2,3}(?:\.\d+)?fps|(?:19|20)\d{2}"
    r"(?:[-.]?\d{2}[-.]?\d{2})?|mp[34]|aac\d?(?:\.\d)?|10bit)(?![a-z0-9])",
    re.IGNORECASE,
)

#: names that cameras and phones give: their number counts pictures
_CAMERA = re.compile(r"(?:img|vid|dsc[nf]?|mvi|pxl|gopr|wx_camera|mmexport)[_-]?\d", re.IGNORECASE)

#: the first that fits decides: 第1集 and 12集 are certain, a number that only stands somewhere is the last resort
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"第\s*(\d+|{_HAN_NUMBER})\s*[集话話回期]",
        rf"(?<!\d)(\d+|{_HAN_NUMBER})\s*[集话話回]",
        r"(?<![a-z])s\d{1,2}[\s._-]*e(\d{1,4})(?!\d)",
        r"(?<![a-z])(?:episode|epi|ep|e)[\s._#-]*(\d{1,4})(?!\d)",
        r"^\D{0,2}(\d{1,4})(?![\da-z])",
        r"(?<![\da-z])(\d{1,4})\D{0,2}$",
        rf"^({_HAN_NUMBER})$",
        r"(?<![\da-z])(\d{1,4})(?![\da-z])",
        r"[^\W\d_](\d{1,4})$",
    )
)

#: words for what is no episode: 预告 preview, 花絮 making-of
_EXTRA = re.compile(
    r"预告|預告|花絮|(?<![a-z])(?:trailer|teaser|bloopers?|behind[\s._-]the[\s._-]scenes)(?![a-z])", re.I
)

#: what the trade calls Chinese in file names, beside language tags; source: names seen at subtitle archives
_CHINESE = {
    "chs": "zh-Hans", "sc": "zh-Hans", "gb": "zh-Hans", "cn": "zh-Hans", "chi": "zh-Hans", "zho": "zh-Hans",
    "简": "zh-Hans", "简体": "zh-Hans", "简中": "zh-Hans", "中文": "zh-Hans", "中字": "zh-Hans",
    "cht": "zh-Hant", "tc": "zh-Hant", "big5": "zh-Hant", "繁": "zh-Hant", "繁體": "zh-Hant", "繁体": "zh-Hant",
    "繁中": "zh-Hant",
}  # fmt: skip


def parse_episode_number(stem: str) -> int | None:
    """The number of an episode from the name of its file without the suffix, or None where none is in it.

    `第1集`, `第十二集`, `EP02`, `S01E04`, `3`, `Episode 5`, `5_final`, `drama-07 1080p`.
    """
    name = unicodedata.normalize("NFKC", stem).strip()
    name = _MAKING.sub(" ", name).strip(" ._-")
    if _CAMERA.match(name):
        return None
    for pattern in _PATTERNS:
        if match := pattern.search(name):
            return parse_number(match.group(1))
    return None


def parse_number(text: str) -> int:
    """A number in digits or Chinese characters: `12`, `十二`, `一百零三`, `一〇三`."""
    if text.isdecimal():
        return int(text)
    if not any(char in _UNITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, None
    for char in text:
        if char in _UNITS:
            # 十二 is 12: ten without a digit before it counts once
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        else:
            digit = _DIGITS[char] or None
    return total + (digit or 0)


def is_extra(stem: str) -> bool:
    """Whether a name says that it is a preview or a making-of and no episode."""
    return _EXTRA.search(unicodedata.normalize("NFKC", stem)) is not None


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts names as people do: `2.mp4` before `10.mp4`."""
    parts = re.split(r"(\d+)", unicodedata.normalize("NFKC", name).casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


def parse_sidecar_language(tail: str) -> str | None:
    """The language in a name like `1.zh-Hans.srt` (`tail` is `zh-Hans`), as a tag, or None where it is none."""
    if tag := _CHINESE.get(tail.casefold()):
        return tag
    if tail.casefold() in ("zh-chs", "zh_chs", "zh-cht", "zh_cht"):
        return _CHINESE[tail.casefold()[3:]]
    try:
        return parse_tag(tail)
    except UsageError:
        return None
