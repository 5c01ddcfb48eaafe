"""What one memory knows of a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from reelbridge.core.text import fold
from reelbridge.translate.memory.candidates import Candidates
from reelbridge.translate.memory.keys import EXACT_SCORE, match_key
from reelbridge.translate.memory.store import MemoryStore

#: different texts that a line is matched with; more than a person reads
MAX_TEXTS = 5

#: segments with the same text; many, since memories that hold one language each hold a text once per language
MAX_SEGMENTS_PER_TEXT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A segment that is like a line. `order` is its place in the memory; `key` is what it was compared by."""

    name: str
    source: str
    key: str
    score: float
    in_context: bool
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Following:
    """A segment that came after one that the line before is."""

    id: int
    name: str
    key_id: int
    key: str
    source: str


class Lookup:
    """Asked for every line.

    Args:
        store: the memory; it stays open as long as it is asked.
    """

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        with store.reading() as db:
            self._db = db
            self._candidates = Candidates(db)

    def find(self, text: str, before: frozenset[str]) -> tuple[Found, ...]:
        """Segments like a text, best first: by score, then those in context, then in the memory's order. All that can
        be among the first `MAX_TEXTS` texts are there, with the first `MAX_SEGMENTS_PER_TEXT` segments of each.

        Args:
            text: a source line.
            before: names of the segments that the line before is.
        """
        key = match_key(text)
        with self._store.reading():
            following = tuple(self._following(before))
            found = {each.name: each for each in self._all_like(key, following)}
        return tuple(sorted(found.values(), key=lambda each: (-each.score, not each.in_context, each.order)))

    def _all_like(self, key: str, following: tuple[_Following, ...]) -> Iterator[Found]:
        row = self._db.execute("SELECT id FROM keys WHERE key = ?", (key,)).fetchone()
        if row:
            yield from self._with_key(row[0], key, EXACT_SCORE, following)
        if not fold(key):
            return
        first_here = {each.key_id: each.id for each in reversed(following)}
        likes = sorted(
            self._candidates.find(key, MAX_TEXTS),
            key=lambda like: (-like.score, like.id not in first_here, first_here.get(like.id, like.id)),
        )
        for like in likes[:MAX_TEXTS]:
            yield from self._with_key(like.id, like.key, like.score, following)
        # In a line of two or three characters one slip takes the likeness below the threshold. The line before
        # then tells that it is this line all the same.
        for each in following:
            if max(len(key), len(each.key)) > 1 and Levenshtein.distance(key, each.key, score_cutoff=1) == 1:
                yield _found(each, fuzz.ratio(key, each.key))

    def _with_key(self, key_id: int, key: str, score: float, following: tuple[_Following, ...]) -> Iterator[Found]:
        here = [each for each in following if each.key_id == key_id]
        names = {each.name for each in here}
        yield from (_found(each, score) for each in here)
        query = "SELECT id, name, source FROM segments WHERE key = ? ORDER BY id LIMIT ?"
        for number, name, source in self._db.execute(query, (key_id, MAX_SEGMENTS_PER_TEXT)):
            if name not in names:
                yield Found(name=name, source=source, key=key, score=score, in_context=False, order=number)

    def _following(self, before: Iterable[str]) -> Iterator[_Following]:
        query = (
            "SELECT segments.id, name, keys.id, keys.key, source FROM segments JOIN keys ON keys.id = segments.key"
            " WHERE previous = ?"
        )
        rows = [row for name in before for row in self._db.execute(query, (name,))]
        for number, name, key_id, key, source in sorted(rows):
            yield _Following(id=number, name=name, key_id=key_id, key=key, source=source)


def _found(each: _Following, score: float) -> Found:
    return Found(name=each.name, source=each.source, key=each.key, score=score, in_context=True, order=each.id)
