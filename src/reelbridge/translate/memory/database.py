"""The file of a memory: one SQLite database, its tables, and what is said when it is none.

The journal is SQLite's plain one and no write-ahead log: a memory at rest is one file, which can be copied or sent, and
a worker on another machine can read it. Writers commit in batches, so that a reader waits for moments.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reelbridge.core.errors import InputError, StoreError, UsageError

ENDING = ".tmdb"

#: "RBTM" in the file's head, where SQLite keeps room for it: https://www.sqlite.org/fileformat.html#application_id
_APPLICATION = 0x5242544D

#: raised whenever the tables change
VERSION = 1

#: how long one who writes is waited for
_WAIT_SECONDS = 30.0

#: KiB of pages kept while reading: the lists of the frequent pairs of a million lines, which every line asks for
_READING_CACHE_KIB = 128 << 10

#: KiB of pages kept while writing: a batch and the index pages it touches, so that nobody is locked out before its end
_WRITING_CACHE_KIB = 256 << 10

#: `keys`: each different folded line once, numbered in the order in which they came.
#: `shapes`: per 65,536 keys, their masks (uint64) and lengths (uint16), the length 0 for a line of signs alone.
#: `pairs`: per pair of neighbouring characters and 65,536 keys, the places of the keys that have it (uint16, sorted);
#: the id is the packed pair, then 16 bits of which keys.
_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE keys (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE shapes (part INTEGER PRIMARY KEY, masks BLOB NOT NULL, lengths BLOB NOT NULL);
CREATE TABLE pairs (id INTEGER PRIMARY KEY, places BLOB NOT NULL);
CREATE TABLE segments (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, key INTEGER NOT NULL REFERENCES keys, source TEXT NOT NULL,
    previous TEXT, speaker TEXT, note TEXT, series TEXT, episode INTEGER
);
CREATE INDEX segments_by_key ON segments (key);
CREATE INDEX segments_by_previous ON segments (previous) WHERE previous IS NOT NULL;
CREATE TABLE renderings (
    locale TEXT NOT NULL, segment INTEGER NOT NULL REFERENCES segments, text TEXT NOT NULL, by TEXT NOT NULL,
    at TEXT NOT NULL, PRIMARY KEY (locale, segment)
) WITHOUT ROWID;
"""


def open_to_read(path: Path) -> sqlite3.Connection:
    """A memory that is there; nothing can be changed through it.

    Raises:
        InputError: it is not there, or is no memory.
        StoreError: someone has been writing to it for half a minute.
    """
    if not path.is_file():
        raise InputError(f"{path} is not there", hint=f"a memory is made by `reelbridge memory import {path} FILE.tmx`")
    address = f"{path.absolute().as_uri()}?mode=ro"
    with database_errors(path):
        db = sqlite3.connect(address, uri=True, isolation_level=None, timeout=_WAIT_SECONDS)
        try:
            db.execute(f"PRAGMA cache_size=-{_READING_CACHE_KIB}")
            _check(db, path)
        except BaseException:
            db.close()
            raise
        return db


def open_to_write(path: Path, *, source_locale: str) -> sqlite3.Connection:
    """A memory, made where there is none.

    Raises:
        InputError: there is something else under that name.
        UsageError: its lines are in another language.
        StoreError: it cannot be written to.
    """
    if not path.absolute().parent.is_dir():
        raise UsageError(f"{path.parent} is no folder that is there", hint="make it first")
    is_new = not path.exists() or not path.stat().st_size
    with database_errors(path):
        db = sqlite3.connect(path, isolation_level=None, timeout=_WAIT_SECONDS)
        try:
            db.execute(f"PRAGMA cache_size=-{_WRITING_CACHE_KIB}")
            db.execute("PRAGMA cache_spill=OFF")
            if is_new:
                _make(db, source_locale)
            _check(db, path)
            known = read_fact(db, "source_locale")
            if known != source_locale:
                raise UsageError(f"{path} is a memory of lines in {known}; these are in {source_locale}")
        except BaseException:
            db.close()
            raise
        return db


def _make(db: sqlite3.Connection, source_locale: str) -> None:
    db.execute("BEGIN IMMEDIATE")
    if db.execute("PRAGMA user_version").fetchone() == (0,):  # nobody else has been faster
        for statement in _TABLES.split(";\n"):
            db.execute(statement)
        write_fact(db, "source_locale", source_locale)
        write_fact(db, "digest", "")
        db.execute(f"PRAGMA application_id={_APPLICATION}")
        db.execute(f"PRAGMA user_version={VERSION}")
    db.execute("COMMIT")


def _check(db: sqlite3.Connection, path: Path) -> None:
    (application,), (version,) = (db.execute(f"PRAGMA {n}").fetchone() for n in ("application_id", "user_version"))
    if application != _APPLICATION:
        raise InputError(
            f"{path} is a database of another program, not a memory",
            hint=f"a memory is made by `reelbridge memory import NEW{ENDING} FILE.tmx`",
        )
    if version != VERSION:
        raise InputError(
            f"the memory {path} has version {version}; this Reelbridge reads version {VERSION}",
            hint="export it as TMX with the Reelbridge that wrote it, and import that",
        )


def read_fact(db: sqlite3.Connection, name: str) -> str:
    """What the memory says of itself: `source_locale` or `digest`."""
    found = db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return str(found[0]) if found else ""


def write_fact(db: sqlite3.Connection, name: str, value: str) -> None:
    """See `read_fact`."""
    db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


@contextmanager
def database_errors(path: Path) -> Iterator[None]:
    """Raise what SQLite says in the block as one sentence."""
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            raise StoreError(
                f"the memory {path} is being written to by another process", hint="run again when that is done"
            ) from error
        if "readonly" in said or "unable to open" in said:
            raise StoreError(f"the memory {path} cannot be opened", hint="check who owns it and its folder") from error
        if "full" in said:
            raise StoreError(f"the disk that holds {path} is full", hint="free some space and run again") from error
        raise _damaged(path, error) from error
    except (sqlite3.DatabaseError, ValueError, IndexError) as error:  # the last two: the index has been tampered with
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> InputError:
    return InputError(
        f"{path} is no memory, or is damaged: {error}",
        hint="take a copy of it from a backup, or import its TMX into a new one",
    )
