"""The line `00:01:02,500 --> 00:01:04,000`, as people and programs really write it. SRT and WebVTT share it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reelbridge.core.errors import ParseError
from reelbridge.core.time import parse_stamp

#: a time line with every WebVTT setting has under 150 characters; a longer one is text
_MAX_LENGTH = 400

_STAMP = r"-?\s*\d{1,3}(?:\s*[:：]\s*\d{1,2}){1,2}(?:\s*[.,:．，]\s*\d{1,6})?"
_TIMING = re.compile(rf"({_STAMP})\s*[-–—]+\s*>\s*({_STAMP})(?:\s(.*))?$")
_HINT = re.compile(r"\d\s*[:：]\s*\d[^>]*[-–—]\s*>|[-–—]\s*>\s*-?\d+\s*[:：]\s*\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Start and end in ms, negative where the file says so; `settings` is what follows on the line."""

    start_ms: int
    end_ms: int
    settings: str


def looks_like_timing(line: str) -> bool:
    """Whether a line is meant as times, readable or not."""
    return ">" in line and len(line) <= _MAX_LENGTH and _HINT.search(line) is not None


def parse_timing(line: str) -> Timing | None:
    """The times of a line that looks like one; None where they cannot be read."""
    match = _TIMING.match(line.strip())
    if not match:
        return None
    start, end, settings = match.groups()
    try:
        return Timing(start_ms=_read_stamp(start), end_ms=_read_stamp(end), settings=(settings or "").strip())
    except ParseError:
        return None


def _read_stamp(text: str) -> int:
    stamp = re.sub(r"\s", "", text).replace("：", ":").replace("．", ".").replace("，", ",")
    is_negative, stamp = stamp.startswith("-"), stamp.removeprefix("-")
    if stamp.count(":") == 3:  # 00:00:01:500, written by some editors
        stamp = ".".join(stamp.rsplit(":", 1))
    return -parse_stamp(stamp) if is_negative else parse_stamp(stamp)
