"""Putting new keys into a memory's index; see `database` for its tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from reelbridge.core.text import fold
from reelbridge.translate.memory.keys import LONGEST, PART_BITS
from reelbridge.translate.memory.likeness import masks_of, pairs_of


def index_keys(db: sqlite3.Connection, keys: Sequence[str], first: int) -> None:
    """Put new keys into the index.

    Args:
        keys: folded lines that stand in one part.
        first: the number of the first of them.
    """
    part, place = divmod(first, 1 << PART_BITS)
    has_words = [key if fold(key[:1]) and len(key) <= LONGEST else "" for key in keys]
    lengths = np.array([len(key) for key in has_words], "<u2").tobytes()
    # a line of signs has no shape; a mask of any letter stands in for it, and its length of 0 tells
    masks = masks_of([key or "x" for key in has_words]).astype("<u8").tobytes()
    known = db.execute("SELECT masks, lengths FROM shapes WHERE part = ?", (part,)).fetchone() or (b"", b"")
    db.execute("INSERT OR REPLACE INTO shapes VALUES (?, ?, ?)", (part, known[0] + masks, known[1] + lengths))
    worded = [number for number, key in enumerate(has_words) if key]
    if not worded:
        return
    pairs, lines = pairs_of([has_words[number] for number in worded])
    order = np.argsort(pairs, kind="stable")
    pairs, places = pairs[order], (np.array(worded)[lines[order]] + place).astype(np.uint16)
    is_first = np.ones(len(pairs), bool)
    is_first[1:] = pairs[1:] != pairs[:-1]
    is_new = is_first.copy()
    is_new[1:] |= places[1:] != places[:-1]  # a pair that stands twice in a line is listed once
    pairs, places, is_first = pairs[is_new], places[is_new], is_first[is_new]
    starts = np.flatnonzero(is_first).tolist()
    ends = [*starts[1:], len(pairs)]
    content = places.astype("<u2").tobytes()
    rows = []
    for pair, start, end in zip(pairs[is_first].tolist(), starts, ends, strict=True):
        row = (pair << PART_BITS) | part
        before = db.execute("SELECT places FROM pairs WHERE id = ?", (row,)).fetchone() if place else None
        rows.append((row, (before[0] if before else b"") + content[2 * start : 2 * end]))
    db.executemany("INSERT OR REPLACE INTO pairs VALUES (?, ?)", rows)
