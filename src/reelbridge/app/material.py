"""The memories and term bases that series.toml names."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from reelbridge.app.workspace import Workspace, source_file
from reelbridge.core.errors import ConfigError, InputError, ParseError
from reelbridge.core.lang import language_of
from reelbridge.formats.tbx import parse_tbx
from reelbridge.formats.tmx import parse_tmx
from reelbridge.model.memory import Memory, MemoryRef, MemorySet
from reelbridge.model.series import Series
from reelbridge.model.term import Term, TermBase, TermList
from reelbridge.runtime.index import Index
from reelbridge.runtime.store import storage_errors
from reelbridge.translate.memory.database import ENDING, VERSION
from reelbridge.translate.memory.store import MemoryStore
from reelbridge.translate.memory.writing import MemoryWriter

T = TypeVar("T")

#: a memory of a million segments in one locale; larger ones belong into several files
MAX_BYTES = 512 << 20

#: what people approved of this series: written by Reelbridge, and asked before every other memory
OWN_MEMORY = f"approved{ENDING}"

#: how every SQLite file begins: https://www.sqlite.org/fileformat.html
_DATABASE_HEAD = b"SQLite format 3\x00"


def find_memories(series: Series, workspace: Workspace, index: Index) -> MemorySet:
    """The memories of a series: its own first, if people have approved anything yet, then those that series.toml names.

    A TMX file is taken into a database under `.reelbridge` once and read from there as long as it stays the same.

    Raises:
        InputError: a file is not there, or is no memory.
        ConfigError: a memory translates from another language.
    """
    own = (OWN_MEMORY,) if (workspace.folder / OWN_MEMORY).exists() else ()
    refs: list[MemoryRef] = []
    for name in (*own, *series.memories):
        path = workspace.resolve(name)
        database = path if is_database(path) else _take_in(path, workspace, index)
        with MemoryStore(database) as store:
            if language_of(store.source_locale) != language_of(series.source_locale):
                raise ConfigError(
                    f"the memory {name} translates from {store.source_locale!r};"
                    f" the series is in {series.source_locale!r}",
                    hint="take it out of memories in series.toml",
                )
            refs.append(MemoryRef(name=name, path=str(database.absolute()), digest=store.digest))
    return MemorySet(refs=tuple(refs))


def is_database(path: Path) -> bool:
    """Whether a file is one of SQLite's; what else it is, opening it tells.

    Raises:
        InputError: it is not there or cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(len(_DATABASE_HEAD)) == _DATABASE_HEAD
    except FileNotFoundError:
        raise InputError(f"{path} is not there", hint="correct its name in series.toml") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error


def read_tmx(path: Path) -> Memory:
    """A TMX file.

    Raises:
        InputError: it is not there, cannot be read, or is no TMX file.
    """
    return _parse(path, parse_tmx)


def _take_in(path: Path, workspace: Workspace, index: Index) -> Path:
    """The database that holds what a TMX file holds."""
    folder = workspace.state / "memories"
    database = folder / f"{source_file(path, index).digest}-{VERSION}{ENDING}"
    if database.exists():
        return database
    memory = read_tmx(path)
    arriving = folder / f".{database.name}.{os.getpid()}"
    try:
        with storage_errors(str(folder)):
            folder.mkdir(parents=True, exist_ok=True)
            arriving.unlink(missing_ok=True)
        with MemoryWriter(arriving, source_locale=memory.sources.source_locale) as writer:
            writer.add(memory.units())
        arriving.replace(database)
    finally:
        arriving.unlink(missing_ok=True)
    return database


def load_terms(series: Series, folder: Path) -> TermBase:
    """All term bases of a series as one; the first file that has a term decides, with all its renderings."""
    lists: dict[str, dict[str, tuple[Term, ...]]] = {}
    for name in series.terms:
        for listed in _parse(folder / name, partial(parse_tbx, source_locale=series.source_locale)).lists:
            here: dict[str, tuple[Term, ...]] = {}
            for term in listed.terms:
                here[term.source] = (*here.get(term.source, ()), term)
            lists[listed.locale] = here | lists.get(listed.locale, {})
    return TermBase(
        source_locale=series.source_locale,
        lists=tuple(TermList(locale=locale, terms=tuple(chain(*found.values()))) for locale, found in lists.items()),
    )


def _parse(path: Path, parse: Callable[[bytes], T]) -> T:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path} is larger than {MAX_BYTES >> 20} MiB; it is not read")
        return parse(path.read_bytes())
    except FileNotFoundError:
        raise InputError(f"{path} is not there", hint="correct its name in series.toml") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    except ParseError as error:
        raise ParseError(f"{path.name}: {error.message}", hint=error.hint) from error
