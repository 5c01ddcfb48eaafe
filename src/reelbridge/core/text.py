"""Plain facts about characters, used wherever text is measured or compared."""

from __future__ import annotations

import re
import unicodedata

#: CJK ideographs: the Unified block, Extension A, the compatibility block and the supplementary planes (Unicode 16)
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def has_han(text: str) -> bool:
    """Whether a Chinese character is in the text."""
    return HAN.search(text) is not None


def fold(text: str) -> str:
    """Only letters and digits, width and case folded: what stays when OCR reads a comma as a stop."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LNM")


def count_characters(text: str) -> int:
    """Characters a reader reads: line breaks and combining marks (Thai vowels, Arabic signs) do not count."""
    return sum(1 for char in text if char not in "\r\n" and unicodedata.category(char) not in ("Mn", "Me", "Cf"))
