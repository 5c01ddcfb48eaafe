"""The keys of a memory that may be like a line, found without reading the others.

A key that is like the line shares a pair of neighbouring characters with it (`likeness`): only the lists of the line's
pairs are read, without the longest ones as long as no key can be missed by that. What is in the lists goes through the
shapes, which fit into memory; only keys that pass are read and compared.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from reelbridge.translate.memory.keys import FUZZY_THRESHOLD, LONGEST, PART_BITS
from reelbridge.translate.memory.likeness import Shape, most_in_common, shape_of

#: keys that are read and compared at a time, the most promising first
_BATCH = 256

Keys = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeKey:
    """A key that is like a line, in percent."""

    id: int
    key: str
    score: float


class Candidates:
    """Asked for every line. What was added to the memory afterwards is not found.

    Args:
        db: a memory.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        masks, lengths = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint16)]
        for mask_bytes, length_bytes in db.execute("SELECT masks, lengths FROM shapes ORDER BY part"):
            masks.append(np.frombuffer(mask_bytes, "<u8").astype(np.uint64, copy=False))
            lengths.append(np.frombuffer(length_bytes, "<u2").astype(np.uint16, copy=False))
        self._masks, self._lengths = np.concatenate(masks), np.concatenate(lengths)

    def find(self, key: str, wanted: int) -> tuple[LikeKey, ...]:
        """The keys most like a line, best first, itself left out: `wanted` ones, and more if they are as good as the
        last."""
        if len(key) > LONGEST:
            return ()
        shape = shape_of(key)
        ids, bounds = self._bounded(shape)
        found: list[LikeKey] = []
        floor = FUZZY_THRESHOLD
        for start in range(0, len(ids), _BATCH):
            if bounds[start] < floor:
                break
            found += self._compared(key, ids[start : start + _BATCH], floor)
            found.sort(key=lambda like: (-like.score, like.id))
            if len(found) >= wanted:
                floor = found[wanted - 1].score
        return tuple(like for like in found if like.score >= floor)

    def _bounded(self, shape: Shape) -> tuple[Keys, NDArray[np.float64]]:
        """Keys that may be like the line, and the most their score can be; the most promising first."""
        ids = self._listed(shape)
        most = most_in_common(shape, self._masks[ids], self._lengths[ids])
        passed = most >= 0
        ids, places = np.unique(ids[passed], return_index=True)
        bounds = 200.0 * most[passed][places] / (shape.length + self._lengths[ids].astype(np.float64))
        order = np.argsort(-bounds, kind="stable")
        # what is added is more than the last digit of a float: a bound is never below the score itself
        return ids[order], bounds[order] + 1e-6

    def _listed(self, shape: Shape) -> Keys:
        """The keys in the lists of the line's pairs.

        The longest lists come first. A key that stands in one of them and in no shorter list has no more pairs of the
        line than there are up to there; where its length asks for more it is passed over, and the longest list of all
        need not even be read.
        """
        sized = sorted(((self._size(pair), pair, times) for pair, times in shape.pairs), reverse=True)
        fewest = int(shape.fewest_pairs.min())
        lists = [np.zeros(0, np.uint32)]
        passed = 0
        for size, pair, times in sized:
            passed += times
            if size and passed >= fewest:
                ids = self._read(pair)
                lists.append(ids[shape.fewest_pairs[self._lengths[ids]] <= passed])
        return np.concatenate(lists)

    def _size(self, pair: int) -> int:
        first = pair << PART_BITS
        query = "SELECT SUM(LENGTH(places)) FROM pairs WHERE id BETWEEN ? AND ?"
        return self._db.execute(query, (first, first + (1 << PART_BITS) - 1)).fetchone()[0] or 0

    def _read(self, pair: int) -> Keys:
        first = pair << PART_BITS
        rows = self._db.execute(
            "SELECT id, places FROM pairs WHERE id BETWEEN ? AND ?", (first, first + (1 << PART_BITS) - 1)
        )
        parts = [np.frombuffer(places, "<u2") + np.uint32((row - first) << PART_BITS) for row, places in rows]
        return np.concatenate(parts)

    def _compared(self, key: str, ids: Keys, floor: float) -> list[LikeKey]:
        marks = ",".join("?" * len(ids))
        rows = self._db.execute(f"SELECT id, key FROM keys WHERE id IN ({marks})", ids.tolist())  # noqa: S608 - marks
        texts = {row: text for row, text in rows if text != key}
        likes = process.extract(key, texts, scorer=fuzz.ratio, processor=None, score_cutoff=floor, limit=None)
        return [LikeKey(id=row, key=text, score=score) for text, score, row in likes]
