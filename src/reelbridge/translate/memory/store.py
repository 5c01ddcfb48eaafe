"""One memory, opened to be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from reelbridge.core.errors import StoreError
from reelbridge.core.text import fold
from reelbridge.model.memory import Rendering, Segment, Unit
from reelbridge.translate.memory.candidates import Candidates
from reelbridge.translate.memory.database import database_errors, open_to_read, read_fact
from reelbridge.translate.memory.likeness import EXACT_SCORE, match_key

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

    @cached_property
    def _candidates(self) -> Candidates:
        return Candidates(self._db)

    def find(self, text: str, before: frozenset[str]) -> tuple[Found, ...]:
        """Segments like a text, best first: by score, then those in context, then in the memory's order. All that can
        be among the first `MAX_TEXTS` texts are there, with the first `MAX_SEGMENTS_PER_TEXT` segments of each.

        Args:
            text: a source line.
            before: names of the segments that the line before is.
        """
        key = match_key(text)
        with database_errors(self.path):
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
            (lines,), (texts,) = (
                db.execute(f"SELECT COUNT(*) FROM {name}").fetchone() for name in ("segments", "keys")
            )
            translations = tuple(
                LocaleCount(locale=locale, translations=number, newest=newest)
                for locale, number, newest in db.execute(query)
            )
        return Counts(lines=lines, texts=texts, translations=translations)


def _found(each: _Following, score: float) -> Found:
    return Found(name=each.name, source=each.source, key=each.key, score=score, in_context=True, order=each.id)
