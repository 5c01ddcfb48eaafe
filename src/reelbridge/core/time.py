"""Time, converted here and nowhere else. Instants are integer milliseconds; rates are `Fraction` frames per second."""

from __future__ import annotations

import re
from fractions import Fraction

from reelbridge.core.errors import ParseError

_STAMP = re.compile(r"^(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,6}))?$")


def seconds_to_ms(seconds: Fraction | float) -> int:
    """Seconds as ms, rounded to the nearest."""
    return round(seconds * 1000)


def format_stamp(ms: int, *, separator: str = ".") -> str:
    """`HH:MM:SS.mmm`, as WebVTT writes it; SRT has a comma."""
    seconds, milliseconds = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{separator}{milliseconds:03d}"


def format_clock(ms: int) -> str:
    """`M:SS` for people, `H:MM:SS` from one hour on."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def format_tenths(ms: int) -> str:
    """`M:SS.s`, where whole seconds say too little."""
    tenths = (ms + 50) // 100
    return f"{format_clock(tenths * 100)}.{tenths % 10}"


def parse_stamp(text: str) -> int:
    """`HH:MM:SS,mmm` or `MM:SS.mmm` (comma or point, hours optional) as ms.

    Raises:
        ParseError: another form.
    """
    match = _STAMP.match(text.strip())
    if not match:
        raise ParseError(f"time {text!r} is not HH:MM:SS.mmm")
    hours, minutes, seconds, fraction = match.groups()
    milliseconds = int((fraction or "0").ljust(3, "0")[:3])
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + milliseconds
