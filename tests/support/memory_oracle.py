"""A memory held in lists and asked by comparing with everything in it: slow, and plainly right."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from reelbridge.core.text import fold
from reelbridge.model.memory import Match, SegmentList
from reelbridge.translate.memory.keys import FUZZY_THRESHOLD, match_key
from reelbridge.translate.memory.lookup import MAX_SEGMENTS_PER_TEXT, MAX_TEXTS


def find_slowly(sources: SegmentList, text: str, before: frozenset[str]) -> tuple[Match, ...]:
    """The segments like a text, best first: by score, then those in context, then in the memory's order."""
    key = match_key(text)
    ranked: list[tuple[float, bool, int, str, Match]] = []
    for order, segment in enumerate(sources.segments):
        other = match_key(segment.source)
        in_context = segment.previous_id in before
        if other and (score := _score(key, other, in_context=in_context)):
            match = Match(segment_id=segment.id, score=score, in_context=in_context, source=segment.source)
            ranked.append((-score, not in_context, order, other, match))
    counts: dict[str, int] = {}
    kept: list[Match] = []
    for *_, other, match in sorted(ranked, key=lambda each: each[:3]):
        if other not in counts and len(counts) == MAX_TEXTS:
            continue
        counts[other] = counts.get(other, 0) + 1
        if counts[other] <= MAX_SEGMENTS_PER_TEXT:
            kept.append(match)
    return tuple(kept)


def _score(key: str, other: str, *, in_context: bool) -> float:
    if key == other:
        return 100.0
    if not fold(key):
        return 0.0
    likeness = fuzz.ratio(key, other)
    if likeness >= FUZZY_THRESHOLD and fold(other):
        return likeness
    is_slip = in_context and max(len(key), len(other)) > 1 and Levenshtein.distance(key, other) == 1
    return likeness if is_slip else 0.0
