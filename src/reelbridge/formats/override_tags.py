"""The blocks `{\\an8\\i1}` of SubStation Alpha, which people also write into SubRip.

Only one thing is kept of them: whether the text stands at the top of the picture (`\\an7` to `\\an9`, or `\\a5` to
`\\a7` in the old counting). Text there is taken for a sign, because dialogue stands at the bottom.
"""

from __future__ import annotations

import re

_BLOCK = re.compile(r"(?<!\\)\{\\[^{}]*\}")
_DRAWING = re.compile(r"\\p(\d+)")
_TOP = re.compile(r"\\an[789](?!\d)|\\a[567](?!\d)")
_ALIGNED = re.compile(r"\\an?\d")


def is_at_top(text: str) -> bool:
    """Whether an override block puts the text at the top."""
    return any(_TOP.search(block) for block in _BLOCK.findall(text))


def is_aligned(text: str) -> bool:
    """Whether an override block says where the text stands, and so overrules the style."""
    return any(_ALIGNED.search(block) for block in _BLOCK.findall(text))


def has_drawing(text: str) -> bool:
    """Whether an override block begins a drawing (`\\p1`), whose outline is written as text."""
    return any(_DRAWING.search(block) for block in _BLOCK.findall(text))


def drop_overrides(text: str) -> str:
    """The text without override blocks and drawings."""
    parts: list[str] = []
    is_drawing, position = False, 0
    for block in _BLOCK.finditer(text):
        parts += [] if is_drawing else [text[position : block.start()]]
        if scales := _DRAWING.findall(block[0]):
            is_drawing = int(scales[-1][:3]) > 0
        position = block.end()
    return "".join(parts if is_drawing else [*parts, text[position:]])


def break_lines(text: str) -> str:
    """`\\N` as a line break, `\\h` as a space."""
    return text.replace("\\N", "\n").replace("\\h", " ")
