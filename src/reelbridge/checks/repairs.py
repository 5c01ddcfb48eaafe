"""The changes that are safe to make without a person. Each is recorded."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import zip_longest

from reelbridge.checks.breaking import break_lines
from reelbridge.core.text import count_characters
from reelbridge.core.time import format_stamp
from reelbridge.model.cue import Cue, CueKind
from reelbridge.model.draft import LocalizedLine
from reelbridge.model.finding import Repair
from reelbridge.model.market import Limits, Market

#: an overlap of up to so many frames is a slip of timing and not meant
SMALL_OVERLAP_FRAMES = 2

#: joiners, direction marks and isolates have a meaning in Arabic and Indic text; other invisible characters go
_MEANINGFUL = frozenset("\u061c\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\n\t")
_ROW_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
# the spaces that never break, French before ? and !, stay as they are
_SPACES = re.compile(r"[ \t\u2000-\u2008\u200a\u205f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What repairs are measured by. `end_ms` is the end of the video."""

    market: Market
    limits: Limits
    frame_rate: Fraction
    end_ms: int
    names: tuple[str, ...]

    def frames_ms(self, frames: int) -> int:
        """That many frames in ms, rounded up so that it is never less."""
        return math.ceil(frames * 1000 / self.frame_rate)


def clean_text(text: str) -> str:
    """Composed letters (NFC), single spaces, no invisible or control characters, no blank rows."""
    composed = unicodedata.normalize("NFC", _ROW_ENDS.sub("\n", text))
    visible = "".join(
        char for char in composed if char in _MEANINGFUL or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co")
    )
    rows = (_SPACES.sub(" ", row).strip() for row in visible.split("\n"))
    return "\n".join(row for row in rows if row)


def repair_lines(
    lines: tuple[LocalizedLine, ...], setting: Setting
) -> tuple[tuple[LocalizedLine, ...], tuple[Repair, ...]]:
    """All safe repairs, in an order in which none undoes another; the repaired lines and what was done."""
    repairs: list[Repair] = []
    for repair in (_clean, _break, _part, _extend):
        lines = repair(lines, setting, repairs.append)
    return lines, tuple(repairs)


_Record = Callable[[Repair], None]


def _clean(lines: tuple[LocalizedLine, ...], _: Setting, record: _Record) -> tuple[LocalizedLine, ...]:
    return tuple(
        _with_text(line, clean_text(line.cue.text), "clean-text", "invisible characters and spare spaces", record)
        for line in lines
    )


def _break(lines: tuple[LocalizedLine, ...], setting: Setting, record: _Record) -> tuple[LocalizedLine, ...]:
    return tuple(
        _with_text(
            line,
            break_lines(line.cue.text, setting.market.locale, setting.limits, names=setting.names),
            "break-lines",
            "broken into rows that fit",
            record,
        )
        for line in lines
    )


def _with_text(line: LocalizedLine, text: str, repair_id: str, message: str, record: _Record) -> LocalizedLine:
    before = line.cue.text
    if not line.is_translated or text == before:
        return line
    record(Repair(repair_id=repair_id, cue_id=line.cue.id, message=message, before=before, after=text))
    return replace(line, cue=replace(line.cue, text=text))


def _part(lines: tuple[LocalizedLine, ...], setting: Setting, record: _Record) -> tuple[LocalizedLine, ...]:
    """End a spoken line where the next begins, if it runs over by a slip."""
    found = list(lines)
    slip = setting.frames_ms(SMALL_OVERLAP_FRAMES)
    for position, following in _with_following(lines):
        line = found[position]
        if following is None or not line.is_translated or following.start_ms <= line.cue.start_ms:
            continue
        if 0 < line.cue.end_ms - following.start_ms <= slip:
            found[position] = _ending_at(line, following.start_ms, "part-lines", "it ran into the next line", record)
    return tuple(found)


def _extend(lines: tuple[LocalizedLine, ...], setting: Setting, record: _Record) -> tuple[LocalizedLine, ...]:
    """Show a line longer that is too fast to read or too short, into the gap behind it and no further."""
    found = list(lines)
    limits = setting.limits
    gap = setting.frames_ms(limits.min_gap_frames)
    for position, following in _with_following(lines):
        line = found[position]
        wanted = max(1000 * count_characters(line.cue.text) / limits.max_cps, limits.min_duration_ms)
        room = min(
            following.start_ms - gap if following else setting.end_ms,
            line.cue.start_ms + limits.max_duration_ms,
            setting.end_ms,
        )
        end = min(line.cue.start_ms + math.ceil(wanted), room)
        if line.is_translated and end > line.cue.end_ms:
            found[position] = _ending_at(line, end, "extend", "shown longer so that it can be read", record)
    return tuple(found)


def _with_following(lines: tuple[LocalizedLine, ...]) -> list[tuple[int, Cue | None]]:
    """Positions of spoken lines, each with the spoken line that comes next."""
    spoken = [position for position, line in enumerate(lines) if line.cue.kind is CueKind.DIALOGUE]
    return [
        (position, lines[after].cue if after is not None else None)
        for position, after in zip_longest(spoken, spoken[1:])
    ]


def _ending_at(line: LocalizedLine, end_ms: int, repair_id: str, message: str, record: _Record) -> LocalizedLine:
    before, after = format_stamp(line.cue.end_ms), format_stamp(end_ms)
    record(Repair(repair_id=repair_id, cue_id=line.cue.id, message=message, before=before, after=after))
    return replace(line, cue=replace(line.cue, end_ms=end_ms))
