"""Use cases around translation memories: what people approved goes in, TMX in and out, searching, counting."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from reelbridge.app.config import FILE_NAME, read_series
from reelbridge.app.local_work import check_target
from reelbridge.app.material import OWN_MEMORY, find_memories, is_database, read_tmx
from reelbridge.app.workspace import Workspace
from reelbridge.core.codec import decode
from reelbridge.core.errors import StoreError, UsageError
from reelbridge.core.lang import parse_tag
from reelbridge.formats.tmx import render_tmx_parts
from reelbridge.model.cue import CueList
from reelbridge.model.decision import Decision, DecisionList
from reelbridge.model.memory import Unit
from reelbridge.pipelines.nodes import node_id
from reelbridge.runtime.store import storage_errors
from reelbridge.translate.memory.approving import approved_units
from reelbridge.translate.memory.searching import Hit, Search, search
from reelbridge.translate.memory.store import Counts, MemoryStore
from reelbridge.translate.memory.writing import Added, MemoryWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """One file that was added to a memory, and what of it was new."""

    file: str
    added: Added


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written."""

    target: str
    lines: int
    translations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryStatus:
    """One memory: what series.toml or the command calls it, where its database is, and what it holds."""

    name: str
    path: str
    source_locale: str
    size_bytes: int
    counts: Counts


def remember(folder: Path, decisions: Iterable[Decision]) -> Added:
    """Put what people decided into the series' own memory, `approved.tmdb`, which is asked before every other.

    A line goes in with the line before it, so that it is found in context again. Decisions without a text are passed
    over; the same decision twice changes nothing.

    Raises:
        StoreError: the memory cannot be written to.
    """
    series = read_series(folder)
    by_place: dict[tuple[int, str], list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.text.strip() and decision.source.strip():
            by_place[decision.episode, decision.locale].append(decision)
    if not by_place:
        return Added()
    lines = _episode_lines(Workspace(folder=folder), {episode for episode, _ in by_place}, series.source_locale)
    with MemoryWriter(folder / OWN_MEMORY, source_locale=series.source_locale) as writer:
        return writer.add(
            unit
            for (episode, locale), decided in by_place.items()
            for unit in approved_units(
                lines[episode], DecisionList(locale=locale, decisions=tuple(decided)), series=series.title
            )
        )


def _episode_lines(workspace: Workspace, episodes: Iterable[int], language: str) -> dict[int, CueList]:
    """The lines of episodes as they were read last; none for an episode that was not."""
    store = workspace.open_store()
    with workspace.open_index() as index:
        outputs = {record.id: record.output for record in index.nodes() if record.output}
    found: dict[int, CueList] = {}
    for episode in episodes:
        found[episode] = CueList(language=language, origin="none", cues=())
        try:
            found[episode] = decode(CueList, store.read_bytes(outputs[node_id(episode, "lines")]))
        except (KeyError, StoreError):
            continue  # the decision is remembered without what came before
    return found


def import_files(target: Path, files: Sequence[Path]) -> tuple[TakenIn, ...]:
    """Add TMX files and other memories to a memory, which is made if it is not there.

    Args:
        target: the memory, or a series folder for the series' own.

    Raises:
        InputError: a file is not there or is no memory; those before it are in.
        UsageError: its lines are in another language than the memory's.
    """
    path = target / OWN_MEMORY if _is_series(target) else target
    return tuple(TakenIn(file=str(file), added=_add_file(path, file)) for file in files)


def _add_file(path: Path, file: Path) -> Added:
    if not is_database(file):
        memory = read_tmx(file)
        with MemoryWriter(path, source_locale=memory.sources.source_locale) as writer:
            return writer.add(memory.units())
    if path.exists() and path.samefile(file):
        raise UsageError(f"{file} is the memory itself", hint="name what is to be added to it")
    with MemoryStore(file) as store, MemoryWriter(path, source_locale=store.source_locale) as writer:
        return writer.add(store.units(store.locales()))


def export_file(source: Path, target: Path, *, locales: tuple[str, ...], is_forced: bool) -> Exported:
    """Write a memory, or all memories of a series, as one TMX file.

    Args:
        locales: which translations; empty for all.

    Raises:
        UsageError: the target is there already, or the memory has none of the locales.
    """
    check_target(target, is_forced=is_forced)
    tally = _Tally()
    with open_stores(source) as stores:
        wanted = _checked_locales(stores, locales)
        arriving = target.with_name(f".{target.name}.arriving")
        with storage_errors(str(target)):
            try:
                with arriving.open("wb") as stream:
                    units = tally.watch(_merged_units(stores, wanted))
                    stream.writelines(render_tmx_parts(stores[0][1].source_locale, units))
                arriving.replace(target)
            finally:
                arriving.unlink(missing_ok=True)
    return Exported(target=str(target), lines=tally.lines, translations=tally.translations)


class _Tally:
    """Counts what passes."""

    def __init__(self) -> None:
        self.lines = self.translations = 0

    def watch(self, units: Iterable[Unit]) -> Iterator[Unit]:
        for unit in units:
            self.lines += 1
            self.translations += len(unit.renderings)
            yield unit


def _merged_units(stores: Sequence[tuple[str, MemoryStore]], locales: tuple[str, ...]) -> Iterator[Unit]:
    """The units of all memories; ids of later ones that are taken get their memory's name before them."""
    taken: set[str] = set()
    for name, store in stores:
        before = frozenset(taken)
        for unit in store.units(locales):
            segment = unit.segment
            new_id, previous = (
                f"{name}:{each}" if each in before else each for each in (segment.id, segment.previous_id)
            )
            taken.add(str(new_id))
            yield replace(unit, segment=replace(segment, id=str(new_id), previous_id=previous))


def _checked_locales(stores: Sequence[tuple[str, MemoryStore]], asked: tuple[str, ...]) -> tuple[str, ...]:
    known = tuple(dict.fromkeys(locale for _, store in stores for locale in store.locales()))
    wanted = tuple(parse_tag(locale) for locale in asked)
    for locale in wanted:
        if locale not in known:
            raise UsageError(f"there is no translation into {locale!r}; there is {', '.join(known) or 'none at all'}")
    return wanted or known


def search_memories(source: Path, asked: Search) -> tuple[Hit, ...]:
    """The lines that hold a text, in a memory or in all memories of a series.

    Raises:
        UsageError: nothing is asked for, or the memory has none of the locales.
    """
    if not asked.text.strip():
        raise UsageError("there is no text to search for")
    with open_stores(source) as stores:
        locales = _checked_locales(stores, asked.locales)
        found: list[Hit] = []
        for name, store in stores:
            left = asked.most - len(found)
            found += search(name, store, replace(asked, locales=locales, most=left)) if left else ()
        return tuple(found)


def describe_memories(source: Path) -> tuple[MemoryStatus, ...]:
    """What a memory, or every memory of a series, holds."""
    with open_stores(source) as stores:
        return tuple(
            MemoryStatus(
                name=name,
                path=str(store.path),
                source_locale=store.source_locale,
                size_bytes=store.path.stat().st_size,
                counts=store.count(),
            )
            for name, store in stores
        )


@contextmanager
def open_stores(source: Path) -> Iterator[tuple[tuple[str, MemoryStore], ...]]:
    """A memory, or all memories of a series folder, with their names.

    Raises:
        InputError: it is not there, or is no memory.
        UsageError: it is a folder without a series, or a series without a memory.
    """
    with ExitStack() as stack:
        if not source.is_dir():
            yield ((source.name, stack.enter_context(MemoryStore(source))),)
            return
        series, workspace = read_series(source), Workspace(folder=source)
        with workspace.open_index() as index:
            memories = find_memories(series, workspace, index)
        if not memories.refs:
            raise UsageError(f"{source} has no memory yet", hint="name one in memories in series.toml")
        yield tuple((ref.name, stack.enter_context(MemoryStore(Path(ref.path)))) for ref in memories.refs)


def _is_series(path: Path) -> bool:
    if path.is_dir() and not (path / FILE_NAME).exists():
        raise UsageError(f"{path} is a folder and no series", hint=f"name a file in it: {path}{os.sep}studio.tmdb")
    return path.is_dir()
