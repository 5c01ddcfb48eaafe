"""Lines and contexts for the tests of the checks."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from reelbridge.checks.check import CheckContext
from reelbridge.checks.registry import CHECKS
from reelbridge.model.cue import Cue, CueKind
from reelbridge.model.draft import LineOrigin, LocalizedLine
from reelbridge.model.finding import Finding
from reelbridge.model.market import load_market
from reelbridge.model.term import Term


class Said(NamedTuple):
    """One line: what the source says, what the translation says (None: nothing), and when (ms).

    `source_end_ms` is where the line ended in the original, if a repair has moved its end.
    """

    source: str
    target: str | None
    start_ms: int = 0
    end_ms: int = 4000
    kind: CueKind = CueKind.DIALOGUE
    source_end_ms: int | None = None


def make_lines(*said: Said) -> tuple[LocalizedLine, ...]:
    """Lines with the ids c1, c2, ..."""
    lines = []
    for number, (source_text, target, start_ms, end_ms, kind, source_end_ms) in enumerate(said, start=1):
        source = Cue(id=f"c{number}", start_ms=start_ms, end_ms=source_end_ms or end_ms, text=source_text, kind=kind)
        text = source_text if target is None else target
        cue = Cue(id=source.id, start_ms=start_ms, end_ms=end_ms, text=text, kind=kind)
        origin = LineOrigin.UNTRANSLATED if target is None else LineOrigin.EXACT
        lines.append(LocalizedLine(source=source, cue=cue, origin=origin, score=0.0 if target is None else 100.0))
    return tuple(lines)


def make_context(
    locale: str, *said: Said, terms: tuple[Term, ...] = (), frame_rate: int = 25, has_source: bool = True
) -> CheckContext:
    """An episode in a 9:16 picture."""
    market = load_market(locale)
    return CheckContext(
        lines=make_lines(*said),
        market=market,
        limits=market.vertical,
        terms=terms,
        frame_rate=Fraction(frame_rate),
        has_source=has_source,
    )


def run_check(
    name: str, locale: str, *said: Said, terms: tuple[Term, ...] = (), frame_rate: int = 25, has_source: bool = True
) -> list[Finding]:
    """What one check finds."""
    context = make_context(locale, *said, terms=terms, frame_rate=frame_rate, has_source=has_source)
    return list(CHECKS[name]().run(context))
