"""What models have answered, and what was paid for it, in SQLite with a write-ahead log.

An answer is stored before it is used: a run that is killed asks for nothing twice.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reelbridge.core.errors import StoreError
from reelbridge.model.draft import Usage
from reelbridge.tools.llm.request import LlmAnswer

_SCHEMA_VERSION = 1

#: marks the file as this store's: "rbAN"
_APPLICATION_ID = 0x7262414E

#: seconds to wait for another process that writes
_BUSY_S = 30.0

# The ledger holds no answers and the answers no topics: an answer may be forgotten, what was paid may not.
_TABLES = """
CREATE TABLE answers (
    key TEXT PRIMARY KEY, text TEXT NOT NULL, is_cut INTEGER NOT NULL, refusal TEXT NOT NULL,
    tokens_in INTEGER NOT NULL, tokens_out INTEGER NOT NULL, tokens_cached INTEGER NOT NULL, cost_usd REAL
);
CREATE TABLE ledger (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, topic TEXT NOT NULL, model TEXT NOT NULL, key TEXT NOT NULL,
    tokens_in INTEGER NOT NULL, tokens_out INTEGER NOT NULL, tokens_cached INTEGER NOT NULL, cost_usd REAL
);
CREATE TABLE lines (
    key TEXT PRIMARY KEY, text TEXT NOT NULL, full TEXT NOT NULL, second TEXT NOT NULL, reason TEXT
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLine:
    """A translation that was accepted. `full`, `second` and `reason` are as in a draft line."""

    key: str
    text: str
    full: str = ""
    second: str = ""
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicUsage:
    """All that was ever paid for one topic."""

    topic: str
    usage: Usage


class AnswerStore:
    """The store in one file, which is made if it is missing. Only the planning process opens it, one thread at a time.

    Use it as a context manager.

    Raises:
        StoreError: the file is another program's, damaged, of a newer version, or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_S, check_same_thread=False)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        (application_id,) = self._db.execute("PRAGMA application_id").fetchone()
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        (tables,) = self._db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        if application_id == 0 and version == 0 and tables == 0:
            self._db.execute("PRAGMA journal_mode=WAL")
            marks = f"PRAGMA application_id={_APPLICATION_ID}; PRAGMA user_version={_SCHEMA_VERSION};"
            self._db.executescript(f"BEGIN; {_TABLES} {marks} COMMIT;")
        elif application_id != _APPLICATION_ID:
            raise StoreError(f"{self._path} is no store of answers", hint="move the file away; a new one is made")
        elif version != _SCHEMA_VERSION:
            raise StoreError(
                f"the store of answers {self._path} has version {version}; this Reelbridge reads version "
                f"{_SCHEMA_VERSION}",
                hint="upgrade Reelbridge, or move the file away to ask and pay anew",
            )
        # a process that is killed loses nothing; only a power failure may take the last answers, and never the file
        self._db.execute("PRAGMA synchronous=NORMAL")

    def __enter__(self) -> AnswerStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"{self._path} cannot be used: {error.strerror or error}", hint="check the disk"
            ) from error
        except sqlite3.Error as error:
            if "readonly" in str(error):
                raise StoreError(
                    f"{self._path} cannot be written to", hint="check who owns the series folder"
                ) from error
            raise StoreError(
                f"the store of answers {self._path} cannot be used: {error}",
                hint="check the disk; if the file is damaged, move it away: answers are then asked and paid for anew",
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """All that the block writes, or nothing of it."""
        with self._errors():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

    def get(self, key: str) -> LlmAnswer | None:
        """The answer to the question of that key, if it was ever answered."""
        with self._errors():
            row = self._db.execute(
                "SELECT text, is_cut, refusal, tokens_in, tokens_out, tokens_cached, cost_usd FROM answers "
                "WHERE key = ?",
                (key,),
            ).fetchone()
        if row is None:
            return None
        return LlmAnswer(
            key=key,
            text=row[0],
            is_cut=bool(row[1]),
            refusal=row[2],
            tokens_in=row[3],
            tokens_out=row[4],
            tokens_cached=row[5],
            cost_usd=row[6],
        )

    def put(self, answer: LlmAnswer, *, topic: str, model: str) -> None:
        """Keep an answer, and write down for which topic it was paid."""
        paid = (answer.tokens_in, answer.tokens_out, answer.tokens_cached, answer.cost_usd)
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (answer.key, answer.text, answer.is_cut, answer.refusal, *paid),
            )
            db.execute(
                "INSERT INTO ledger (at, topic, model, key, tokens_in, tokens_out, tokens_cached, cost_usd) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (int(time.time()), topic, model, answer.key, *paid),
            )

    def forget(self, keys: Iterable[str]) -> None:
        """Have these questions asked anew; what was paid for them stays in the ledger."""
        with self._writing() as db:
            db.executemany("DELETE FROM answers WHERE key = ?", ((key,) for key in keys))

    def lines(self, keys: Iterable[str]) -> tuple[StoredLine, ...]:
        """The accepted translations among those keys, in no order; one question to the database for all of them."""
        wanted = json.dumps(list(keys))
        with self._errors():
            rows = self._db.execute(
                "SELECT key, text, full, second, reason FROM lines WHERE key IN (SELECT value FROM json_each(?))",
                (wanted,),
            ).fetchall()
        return tuple(StoredLine(key=row[0], text=row[1], full=row[2], second=row[3], reason=row[4]) for row in rows)

    def put_lines(self, lines: Iterable[StoredLine]) -> None:
        """Keep accepted translations: all of them, or on an error none."""
        rows = ((line.key, line.text, line.full, line.second, line.reason) for line in lines)
        with self._writing() as db:
            db.executemany("INSERT OR REPLACE INTO lines VALUES (?, ?, ?, ?, ?)", rows)

    def usage(self) -> tuple[TopicUsage, ...]:
        """Everything ever paid, by topic. Where some requests had no price, the cost is that of the others."""
        with self._errors():
            rows = self._db.execute(
                "SELECT topic, COUNT(*), SUM(tokens_in), SUM(tokens_out), SUM(tokens_cached), SUM(cost_usd) "
                "FROM ledger GROUP BY topic ORDER BY topic"
            ).fetchall()
        return tuple(
            TopicUsage(
                topic=row[0],
                usage=Usage(
                    requests=row[1], tokens_in=row[2], tokens_out=row[3], tokens_cached=row[4], cost_usd=row[5]
                ),
            )
            for row in rows
        )
