"""The memory's source lines, arranged for finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from reelbridge.core.text import fold
from reelbridge.model.memory import Match, Segment, SegmentList

#: the least likeness in percent (twice the common characters over all characters); 70 to 75 is what translators' tools
#: show by default. One wrong character in a line of four leaves 75.
FUZZY_THRESHOLD = 70.0

#: different texts that a line is matched with; more than a person reads
MAX_TEXTS = 5

#: segments with the same text; many, since memories that hold one language each hold a text once per language
MAX_SEGMENTS_PER_TEXT = 64

#: the score of a line that is the memory's but for punctuation, width and line breaks
EXACT_SCORE = 100.0


def match_key(text: str) -> str:
    """What lines are compared by. A line that is all signs (`……？`) stands for itself."""
    return fold(text) or "".join(text.split())


def leading(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """The matches that are as good as the first: the same score, and in context if it is."""
    return tuple(
        match for match in matches if (match.score, match.in_context) == (matches[0].score, matches[0].in_context)
    )


class MemoryIndex:
    """Built once, asked for every line.

    Args:
        sources: the source side of a memory.
    """

    def __init__(self, sources: SegmentList) -> None:
        by_key: defaultdict[str, list[Segment]] = defaultdict(list)
        by_previous: defaultdict[str, list[Segment]] = defaultdict(list)
        self._order: dict[str, int] = {}
        self._keys: dict[str, str] = {}
        for segment in sources.segments:
            key = match_key(segment.source)
            if not key or segment.id in self._order:
                continue
            self._order[segment.id] = len(self._order)
            self._keys[segment.id] = key
            by_key[key].append(segment)
            if segment.previous_id is not None:
                by_previous[segment.previous_id].append(segment)
        self._by_key = dict(by_key)
        self._by_previous = dict(by_previous)
        self._fuzzy_keys = [key for key in by_key if fold(key)]

    def find(self, text: str, before: frozenset[str]) -> tuple[Match, ...]:
        """The segments like a text, best first: by score, then those in context, then in the memory's order.

        Args:
            text: a source line.
            before: ids of the segments that the line before is.
        """
        key = match_key(text)
        matches = {
            segment.id: Match(
                segment_id=segment.id,
                score=score,
                in_context=segment.previous_id in before,
                source=segment.source,
            )
            for segment, score in self._candidates(key, before)
        }
        ranked = sorted(
            matches.values(),
            key=lambda match: (-match.score, not match.in_context, self._order[match.segment_id]),
        )
        return tuple(self._limited(ranked))

    def _candidates(self, key: str, before: frozenset[str]) -> Iterator[tuple[Segment, float]]:
        for segment in self._by_key.get(key, ()):
            yield segment, EXACT_SCORE
        if not fold(key):
            return
        likes = process.extract(
            key, self._fuzzy_keys, scorer=fuzz.ratio, processor=None, score_cutoff=FUZZY_THRESHOLD, limit=None
        )
        for other, score, _ in likes:
            if other != key:
                yield from ((segment, score) for segment in self._by_key[other])
        # In a line of two or three characters one slip takes the likeness below the threshold. The line before
        # then tells that it is this line all the same.
        for segment in self._following(before):
            other = self._keys[segment.id]
            if max(len(key), len(other)) > 1 and Levenshtein.distance(key, other, score_cutoff=1) == 1:
                yield segment, fuzz.ratio(key, other)

    def _following(self, before: Iterable[str]) -> Iterator[Segment]:
        for segment_id in sorted(before):
            yield from self._by_previous.get(segment_id, ())

    def _limited(self, ranked: list[Match]) -> Iterator[Match]:
        counts: dict[str, int] = {}
        for match in ranked:
            key = self._keys[match.segment_id]
            if key not in counts and len(counts) == MAX_TEXTS:
                continue
            counts[key] = counts.get(key, 0) + 1
            if counts[key] <= MAX_SEGMENTS_PER_TEXT:
                yield match
