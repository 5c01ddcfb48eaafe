"""The index: what has been done, in SQLite with a write-ahead log. Only the planning process opens it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reelbridge.core.errors import StoreError
from reelbridge.runtime.store import storage_errors

_SCHEMA_VERSION = 1

_TABLES = """
CREATE TABLE results (
    key TEXT PRIMARY KEY, step TEXT NOT NULL, output TEXT NOT NULL, files TEXT NOT NULL, seconds REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE nodes (
    id TEXT PRIMARY KEY, stage TEXT NOT NULL, label TEXT NOT NULL, state TEXT NOT NULL, message TEXT NOT NULL,
    output TEXT NOT NULL, seconds REAL NOT NULL, run INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE runs (id INTEGER PRIMARY KEY, started TEXT NOT NULL, seconds REAL, state TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredResult:
    """A result that is in the store: the digest of its document and of the files it names.

    One that is not `is_final` serves the run that made it; the next run makes it again.
    """

    output: str
    files: tuple[str, ...]
    seconds: float
    is_final: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRecord:
    """How a node ended when it last ran. `state`: done, failed or skipped; `output` is empty unless done.

    `seconds` is what making the result took, whenever that was.
    """

    id: str
    stage: str
    label: str
    state: str
    message: str
    output: str
    seconds: float
    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """What a file was when it was last looked at."""

    size: int
    modified_ns: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One run. `state`: running, done, failed or stopped; `seconds` is None until it ended."""

    id: int
    started: str
    seconds: float | None
    state: str


class Index:
    """The index of one workspace. Use it as a context manager."""

    def __init__(self, path: Path) -> None:
        with storage_errors(str(path.parent)):
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._db.execute("PRAGMA journal_mode=WAL")
            # a lost last transaction only means a step is run again; the file itself stays whole
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._prepare(path)
        except sqlite3.Error as error:
            if "readonly" in str(error):
                raise StoreError(f"{path} cannot be written to", hint="check who owns the series folder") from error
            raise StoreError(f"the index {path} cannot be used: {error}") from error

    def _prepare(self, path: Path) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version == 0:
            self._db.executescript(f"BEGIN; {_TABLES} PRAGMA user_version={_SCHEMA_VERSION}; COMMIT;")
        elif version != _SCHEMA_VERSION:
            raise StoreError(
                f"the index {path} has version {version}; this Reelbridge reads version {_SCHEMA_VERSION}",
                hint="upgrade Reelbridge, or move the .reelbridge folder away to start anew",
            )

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            yield self._db
        except sqlite3.Error as error:
            raise StoreError(
                f"the index cannot be written: {error}", hint="check the disk; what is done is kept"
            ) from error

    def result(self, key: str) -> StoredResult | None:
        """The result of that key, if it was ever made."""
        row = self._db.execute("SELECT output, files, seconds FROM results WHERE key = ?", (key,)).fetchone()
        return StoredResult(output=row[0], files=tuple(json.loads(row[1])), seconds=row[2]) if row else None

    def add_result(self, key: str, step: str, result: StoredResult) -> None:
        """Remember a result that is in the store."""
        values = (key, step, result.output, json.dumps(result.files), result.seconds)
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)", values)

    def set_nodes(self, records: list[NodeRecord]) -> None:
        """Remember how nodes ended."""
        rows = [(r.id, r.stage, r.label, r.state, r.message, r.output, r.seconds, r.run) for r in records]
        with self._writing() as db:
            db.execute("BEGIN")
            db.executemany("INSERT OR REPLACE INTO nodes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            db.execute("COMMIT")

    def nodes(self) -> tuple[NodeRecord, ...]:
        """Every node as it last ended, by id."""
        rows = self._db.execute("SELECT id, stage, label, state, message, output, seconds, run FROM nodes ORDER BY id")
        names = ("id", "stage", "label", "state", "message", "output", "seconds", "run")
        return tuple(NodeRecord(**dict(zip(names, row, strict=True))) for row in rows)

    def file(self, path: Path) -> FileRecord | None:
        """What is remembered of a file."""
        row = self._db.execute("SELECT size, modified_ns, digest FROM files WHERE path = ?", (str(path),)).fetchone()
        return FileRecord(size=row[0], modified_ns=row[1], digest=row[2]) if row else None

    def set_file(self, path: Path, record: FileRecord) -> None:
        """Remember a file."""
        values = (str(path), record.size, record.modified_ns, record.digest)
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", values)

    def begin_run(self, started: str) -> int:
        """Open a run; its number comes back."""
        with self._writing() as db:
            number = db.execute("INSERT INTO runs (started, state) VALUES (?, 'running')", (started,)).lastrowid
        return int(number or 0)

    def end_run(self, run: int, *, seconds: float, state: str) -> None:
        """Close a run."""
        with self._writing() as db:
            db.execute("UPDATE runs SET seconds = ?, state = ? WHERE id = ?", (seconds, state, run))

    def last_run(self) -> RunRecord | None:
        """The newest run."""
        row = self._db.execute("SELECT id, started, seconds, state FROM runs ORDER BY id DESC LIMIT 1").fetchone()
        return RunRecord(id=row[0], started=row[1], seconds=row[2], state=row[3]) if row else None
