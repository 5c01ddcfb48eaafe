"""One memory, opened to be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reelbridge.core.errors import StoreError
from reelbridge.model.memory import Rendering, Segment, Unit
from reelbridge.translate.memory.database import database_errors, open_to_read, read_fact


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleCount:
    """Translations in one locale; `newest` is when the last one was approved, empty where that is not known."""

    locale: str
    translations: int
    newest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a memory holds; `texts` are lines that differ by more than punctuation."""

    lines: int
    texts: int
    translations: tuple[LocaleCount, ...]


class MemoryStore:
    """Reads from one moment of the memory: who writes meanwhile waits, so do not keep it open. A context manager.

    Args:
        path: the file.
        digest: what the memory must be; None for whatever it is.

    Raises:
        InputError: it is not there, is no memory, or is damaged.
        StoreError: it is not what `digest` says.
    """

    def __init__(self, path: Path, *, digest: str | None = None) -> None:
        self.path = path
        self._db = open_to_read(path)
        try:
            with database_errors(path):
                self._db.execute("BEGIN")
                self.source_locale = read_fact(self._db, "source_locale")
                self.digest = read_fact(self._db, "digest")
            if digest not in (None, self.digest):
                raise StoreError(
                    f"the memory {path} was written to while the run was on", hint="run again; what is done is kept"
                )
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> MemoryStore:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The database itself, for those who read more of it; what SQLite says becomes a sentence."""
        with database_errors(self.path):
            yield self._db

    def renderings(self, names: Iterable[str], locale: str) -> Iterator[Rendering]:
        """The translations of segments in one locale."""
        query = (
            "SELECT text, by, at FROM renderings JOIN segments ON segments.id = renderings.segment"
            " WHERE locale = ? AND name = ?"
        )
        with self.reading() as db:
            for name in names:
                if row := db.execute(query, (locale, name)).fetchone():
                    yield Rendering(segment_id=name, text=row[0], by=row[1], at=row[2])

    def renderings_of(self, number: int, locales: Iterable[str]) -> Iterator[tuple[str, Rendering]]:
        """The translations of one segment, by its number, with their locales."""
        query = (
            "SELECT name, text, by, at FROM renderings JOIN segments ON segments.id = renderings.segment"
            " WHERE locale = ? AND segment = ?"
        )
        with self.reading() as db:
            for locale in locales:
                if row := db.execute(query, (locale, number)).fetchone():
                    yield locale, Rendering(segment_id=row[0], text=row[1], by=row[2], at=row[3])

    def locales(self) -> tuple[str, ...]:
        """The locales that there are translations in, sorted."""
        found: list[str] = []
        with self.reading() as db:  # each time the next one: reading all rows would take long
            while row := db.execute(
                "SELECT locale FROM renderings WHERE locale > ? ORDER BY locale LIMIT 1", (found[-1] if found else "",)
            ).fetchone():
                found.append(row[0])
        return tuple(found)

    def units(self, locales: Iterable[str]) -> Iterator[Unit]:
        """Everything, in the memory's order, with the translations in some locales."""
        query = "SELECT segment, text, by, at FROM renderings WHERE locale = ? ORDER BY segment"
        with self.reading() as db:
            rows = {locale: db.execute(query, (locale,)) for locale in locales}
            heads = {locale: row for locale, found in rows.items() if (row := found.fetchone())}
            segments = "SELECT id, name, source, previous, speaker, note, series, episode FROM segments ORDER BY id"
            for number, name, source, previous, speaker, note, series, episode in db.execute(segments):
                renderings: list[tuple[str, Rendering]] = []
                for locale, (segment, text, by, at) in list(heads.items()):
                    if segment != number:
                        continue
                    renderings.append((locale, Rendering(segment_id=name, text=text, by=by, at=at)))
                    if (following := rows[locale].fetchone()) is None:
                        del heads[locale]
                    else:
                        heads[locale] = following
                yield Unit(
                    segment=Segment(
                        id=name,
                        source=source,
                        previous_id=previous,
                        speaker=speaker,
                        note=note,
                        series=series,
                        episode=episode,
                    ),
                    renderings=tuple(renderings),
                )

    def count(self) -> Counts:
        """What is in it."""
        query = "SELECT locale, COUNT(*), MAX(at) FROM renderings GROUP BY locale ORDER BY locale"
        with self.reading() as db:
            (lines,) = db.execute("SELECT COUNT(*) FROM segments").fetchone()
            (texts,) = db.execute("SELECT COUNT(*) FROM keys").fetchone()
            translations = tuple(
                LocaleCount(locale=locale, translations=number, newest=newest)
                for locale, number, newest in db.execute(query)
            )
        return Counts(lines=lines, texts=texts, translations=translations)
