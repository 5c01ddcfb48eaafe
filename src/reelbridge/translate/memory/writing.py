"""Putting approved lines into a memory. Nothing a machine wrote comes here unless a person approved it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from reelbridge.core.hashing import digest_bytes
from reelbridge.model.memory import Rendering, Segment, Unit
from reelbridge.translate.memory.database import database_errors, open_to_write, read_fact, write_fact
from reelbridge.translate.memory.keys import PART_BITS, match_key

#: segments in one transaction: as many keys as one row of the index can name
BATCH = 1 << PART_BITS

#: hex digits of a source's digest that tell two segments of one id apart
_TOLD_BY = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What was new: lines, and translations (new ones and changed ones)."""

    segments: int = 0
    renderings: int = 0


class MemoryWriter:
    """Writes into one memory; readers go on with what was there before. Use it as a context manager.

    Args:
        path: the file; made if it is not there.
        source_locale: the language of its lines.

    Raises:
        InputError: the file is no memory.
        UsageError: its lines are in another language.
        StoreError: it cannot be written to, or another process has been writing for half a minute.
    """

    def __init__(self, path: Path, *, source_locale: str) -> None:
        self._path = path
        self._db = open_to_write(path, source_locale=source_locale)

    def __enter__(self) -> MemoryWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def add(self, units: Iterable[Unit]) -> Added:
        """Add lines and translations. What is there already stays as it is; a translation of a line and locale that has
        another one takes its place. Two different lines of one id are kept apart."""
        waiting = iter(units)
        segments = renderings = 0
        names: dict[str, str] = {}
        while batch := list(islice(waiting, BATCH)):
            with database_errors(self._path), _transaction(self._db):
                added = _Batch(self._db, names).add(batch)
            segments, renderings = segments + added.segments, renderings + added.renderings
        return Added(segments=segments, renderings=renderings)


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


class _Batch:
    """One transaction. The digest goes on from the last one over everything that changes, so that it stands for the
    content: the same files added in the same order give the same digest on any machine.

    Args:
        names: what the ids of this source have become in the memory, batch after batch.
    """

    def __init__(self, db: sqlite3.Connection, names: dict[str, str]) -> None:
        self._db, self._names = db, names
        self._changes: list[list[str | int | None]] = []
        self._new_keys: list[str] = []
        self._key_count = _count(db, "keys")
        self._known_count = self._segment_count = _count(db, "segments")
        self._key_ids: dict[str, int] = {}

    def add(self, units: Sequence[Unit]) -> Added:
        placed: list[tuple[int, Unit]] = []
        segments: list[tuple[str | int | None, ...]] = []
        known: dict[str, tuple[int, str]] = self._known_segments(units)
        for unit in units:
            segment = unit.segment
            key = match_key(segment.source)
            if not key:
                continue
            name = self._name_of(segment, known)
            self._names[segment.id] = name
            if name in known:
                placed.append((known[name][0], unit))
                continue
            self._segment_count += 1
            known[name] = (self._segment_count, segment.source)
            placed.append((self._segment_count, unit))
            row = (self._segment_count, name, self._key_id(key), segment.source, segment.previous_id, segment.speaker,
                   segment.note, segment.series, segment.episode)  # fmt: skip
            segments.append(row)
        # ids stand for segments of the same file: a previous line that got another name is followed to it
        rows = [(*row[:4], self._names.get(str(row[4]), row[4]), *row[5:]) for row in segments]
        self._db.executemany("INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._changes += [["segment", *row[1:2], *row[3:]] for row in rows]
        renderings = self._add_renderings(placed, {number: name for name, (number, _) in known.items()})
        self._index_keys()
        self._note_digest()
        return Added(segments=len(rows), renderings=renderings)

    def _known_segments(self, units: Sequence[Unit]) -> dict[str, tuple[int, str]]:
        found: dict[str, tuple[int, str]] = {}
        for unit in units if self._segment_count else ():
            for name in (unit.segment.id, _told_apart(unit.segment)):
                query = "SELECT id, source FROM segments WHERE name = ?"
                if row := self._db.execute(query, (name,)).fetchone():
                    found[name] = (row[0], row[1])
        return found

    def _name_of(self, segment: Segment, known: dict[str, tuple[int, str]]) -> str:
        if segment.id not in known or known[segment.id][1] == segment.source:
            return segment.id
        return _told_apart(segment)

    def _key_id(self, key: str) -> int:
        if key not in self._key_ids:
            row = self._db.execute("SELECT id FROM keys WHERE key = ?", (key,)).fetchone()
            if row is None:
                self._new_keys.append(key)
                row = (self._key_count + len(self._new_keys) - 1,)
                self._db.execute("INSERT INTO keys VALUES (?, ?)", (row[0], key))
            self._key_ids[key] = row[0]
        return self._key_ids[key]

    def _add_renderings(self, placed: Sequence[tuple[int, Unit]], names: dict[int, str]) -> int:
        changed: dict[tuple[str, int], Rendering] = {}
        for number, unit in placed:
            for locale, rendering in unit.renderings:
                if rendering.text.strip():
                    changed[locale, number] = rendering
        for (locale, number), rendering in list(changed.items()):
            if number > self._known_count:
                continue
            query = "SELECT text FROM renderings WHERE locale = ? AND segment = ?"
            if self._db.execute(query, (locale, number)).fetchone() == (rendering.text,):
                del changed[locale, number]
        self._db.executemany(
            "INSERT OR REPLACE INTO renderings VALUES (?, ?, ?, ?, ?)",
            [(locale, number, each.text, each.by, each.at) for (locale, number), each in _in_table_order(changed)],
        )
        self._changes += [["rendering", names[number], locale, each.text] for (locale, number), each in changed.items()]
        return len(changed)

    def _index_keys(self) -> None:
        if not self._new_keys:
            return
        # numpy takes longer to load than most commands take that know of memories
        from reelbridge.translate.memory.indexing import index_keys

        first = self._key_count
        while self._new_keys:
            room = BATCH - first % BATCH
            keys, self._new_keys = self._new_keys[:room], self._new_keys[room:]
            index_keys(self._db, keys, first)
            first += len(keys)

    def _note_digest(self) -> None:
        if self._changes:
            told = json.dumps(self._changes, ensure_ascii=False, separators=(",", ":"))
            write_fact(self._db, "digest", digest_bytes(f"{read_fact(self._db, 'digest')}\n{told}".encode()))


def _in_table_order(changed: dict[tuple[str, int], Rendering]) -> list[tuple[tuple[str, int], Rendering]]:
    """In the order of the table, so that it grows at its ends."""
    return sorted(changed.items(), key=lambda item: item[0])


def _told_apart(segment: Segment) -> str:
    return f"{segment.id}~{digest_bytes(segment.source.encode())[:_TOLD_BY]}"


def _count(db: sqlite3.Connection, table: str) -> int:
    """Rows of a table whose rows are numbered: keys from 0, segments from 1."""
    (last,) = db.execute(f"SELECT MAX(id) FROM {table}").fetchone()  # noqa: S608 - a name of ours
    if last is None:
        return 0
    return int(last) + 1 if table == "keys" else int(last)
