"""In what two lines differ, in words."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from reelbridge.core.text import fold

#: differences that are named; a person sees the rest by looking
MAX_NAMED = 3


def describe_difference(here: str, there: str) -> str:
    """How `here` differs from `there`: `权 instead of 叔; 了 is missing`. Empty when only punctuation differs."""
    ours, theirs = fold(here), fold(there)
    named: list[str] = []
    for change in Levenshtein.opcodes(theirs, ours):
        gone, new = theirs[change.src_start : change.src_end], ours[change.dest_start : change.dest_end]
        if change.tag == "replace":
            named.append(f"{new} instead of {gone}")
        elif change.tag == "insert":
            named.append(f"{new} is added")
        elif change.tag == "delete":
            named.append(f"{gone} is missing")
    more = ["more"] if len(named) > MAX_NAMED else []
    return "; ".join(named[:MAX_NAMED] + more)
