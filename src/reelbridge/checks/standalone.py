"""Checking a subtitle file by itself, without its source."""

from __future__ import annotations

from fractions import Fraction

from reelbridge.checks.check import CheckContext
from reelbridge.checks.registry import run_checks
from reelbridge.model.cue import CueList
from reelbridge.model.draft import LineOrigin, LocalizedLine
from reelbridge.model.finding import Finding
from reelbridge.model.market import Market


def check_cues(cues: CueList, market: Market, *, is_vertical: bool, frame_rate: Fraction) -> tuple[Finding, ...]:
    """Everything that can be found in a translation alone.

    Args:
        cues: the lines, in the market's language.
        is_vertical: whether the limits of a 9:16 picture apply.
        frame_rate: frames per second, for gaps.
    """
    lines = tuple(LocalizedLine(source=cue, cue=cue, origin=LineOrigin.EXACT, score=100.0) for cue in cues.cues)
    context = CheckContext(
        lines=lines,
        market=market,
        limits=market.limits_for(is_vertical=is_vertical),
        terms=(),
        frame_rate=frame_rate,
        has_source=False,
    )
    return run_checks(context)
