"""The lines as the report page carries them: a long series in many languages is mostly lines, so that each says little.

A line is `[text, origin]`, `[text, origin, risk]` or `[text, origin, risk, rest]`: `origin` is a place in the list of
origins, `risk` a place in the page's one table of risks, and `rest` holds what is not as usual, under its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from reelbridge.core.codec import to_plain
from reelbridge.model.draft import LineOrigin
from reelbridge.model.report import LineReport, ReadFirst, SourceLine
from reelbridge.web.origins_view import ORIGINS
from reelbridge.web.risk_words import RiskPart, spell_risk

_ORIGIN_PLACES = {origin.id: place for place, origin in enumerate(ORIGINS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskSum:
    """A risk from 0 to 100, and the parts it is made of, by their places."""

    risk: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Risks:
    """Every risk that a line of the page has, each once."""

    parts: tuple[RiskPart, ...]
    sums: tuple[RiskSum, ...]


class RiskTable:
    """Collects the risks of the lines. The first is none at all."""

    def __init__(self) -> None:
        self._parts: dict[str, int] = {}
        self._sums: dict[tuple[int, tuple[str, ...]], int] = {(0, ()): 0}

    def place(self, line: LineReport) -> int:
        """Where the line's risk stands."""
        return self._sums.setdefault((round(line.risk), line.risks), len(self._sums))

    def risks(self) -> Risks:
        """The table."""
        sums = tuple(
            RiskSum(risk=risk, parts=tuple(self._parts.setdefault(part, len(self._parts)) for part in parts))
            for risk, parts in self._sums
        )
        return Risks(parts=tuple(map(spell_risk, self._parts)), sums=sums)


def pack_lines(lines: Iterable[LineReport], sources: Iterable[SourceLine], table: RiskTable) -> list[Any]:
    """The lines of one episode in one locale as JSON values; see the head of this file."""
    return [
        _pack_line(line, source, table)
        for line, source in zip_longest(lines, sources)
        if line is not None  # what was read anew since has lines that are not translated yet
    ]


def _pack_line(line: LineReport, source: SourceLine | None, table: RiskTable) -> list[Any]:
    rest = {name: to_plain(value) for name, value in _unusual(line, source)}
    packed = [line.text, _ORIGIN_PLACES[line.origin], table.place(line), rest]
    while len(packed) > 2 and not packed[-1]:
        packed.pop()
    return packed


def _unusual(line: LineReport, source: SourceLine | None) -> Iterator[tuple[str, Any]]:
    """What the page cannot guess: the line of the original at the same place has the same id and mostly its times."""
    if source is None or line.cue_id != source.cue_id:
        yield "cue_id", line.cue_id
    if source is None or (line.start_ms, line.end_ms) != (source.start_ms, source.end_ms):
        yield "start_ms", line.start_ms
        yield "end_ms", line.end_ms
    if line.origin is LineOrigin.FUZZY:
        yield "score", line.score
    for name in ("needs_review", "reason", "findings", "repairs", "full", "second"):
        if value := getattr(line, name):
            yield name, value


def pack_first(found: ReadFirst) -> list[Any]:
    """How many lines the locale has, then the episode and the id of each line to read first."""
    return [found.line_count, *([line.episode, line.cue_id] for line in found.lines)]
