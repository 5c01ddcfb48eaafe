"""What shows between two lines beside each other: one text for both, or two lines in one. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from reelbridge.core.text import has_han
from reelbridge.translate.contract.fit import FitTable
from reelbridge.translate.contract.traits import folded

#: letters of an answer from which on two different lines hardly have the same one; "Hurry up!" is for many
_MIN_REPEATED = 14
_MIN_REPEATED_HAN = 7

#: sources more alike than that (0 to 100) may well have one translation
_ALIKE = 60

#: an answer beside a hole is asked for again unless it fits its own line better than both by this, in log units
_DOUBT = 1.0


def find_repeated(sources: Sequence[str], answers: Sequence[str | None]) -> frozenset[int]:
    """Places of neighbours with one answer for two different lines."""
    said = [folded(answer) if answer else "" for answer in answers]
    found: set[int] = set()
    for place, (first, second) in enumerate(pairwise(said)):
        least = _MIN_REPEATED_HAN if has_han(first) else _MIN_REPEATED
        if first == second and len(first) >= least:
            alike = fuzz.ratio(folded(sources[place]), folded(sources[place + 1]))
            if alike < _ALIKE:
                found.update((place, place + 1))
    return frozenset(found)


def find_merged(table: FitTable) -> frozenset[int]:
    """Places of answers beside a hole that may hold the missing line as well."""
    found: set[int] = set()
    for hole, answer in enumerate(table.answers):
        if answer is None:
            for place, first in ((hole - 1, hole - 1), (hole + 1, hole)):
                better = table.holds_two(first, place)
                if better is not None and better > -_DOUBT:
                    found.add(place)
    return frozenset(found)
