"""Use cases around the bible of a series: make it, look it over, take it to a spreadsheet or a CAT tool and back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reelbridge.app.bible_file import BIBLE_NAME, read_bible, write_bible
from reelbridge.app.config import read_series
from reelbridge.app.lines import SeriesLines
from reelbridge.app.local_work import check_target
from reelbridge.app.query import series_report
from reelbridge.app.wiring import choose_translators, providers_of
from reelbridge.app.workspace import Workspace
from reelbridge.core.errors import ConfigError, InputError, ParseError, UnknownNameError
from reelbridge.formats.bible_checking import checked_bible
from reelbridge.formats.bible_csv import parse_bible_csv, render_bible_csv
from reelbridge.formats.tbx import parse_tbx, render_tbx
from reelbridge.model.bible import Bible
from reelbridge.model.series import Series
from reelbridge.runtime.store import storage_errors
from reelbridge.tools.llm.answers import AnswerStore
from reelbridge.tools.llm.budget import Budget
from reelbridge.tools.llm.desk import Desk
from reelbridge.tools.llm.provider import Provider, find_key
from reelbridge.translate.bible.checking import find_gaps
from reelbridge.translate.bible.from_terms import bible_of_terms
from reelbridge.translate.bible.making import Made, make_bible
from reelbridge.translate.bible.merging import merge_bibles
from reelbridge.translate.bible.terms import terms_of

#: a bible as CSV has about 200 KB
_MAX_FILE_BYTES = 16 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A bible that was written. `backup` is where the file lies that was there before; None if there was none, or if
    nothing changed."""

    path: Path
    backup: Path | None
    bible: Bible
    changes: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What a bible lacks. `has_lines`: names were looked for in the lines of the series."""

    bible: Bible
    gaps: tuple[str, ...]
    has_lines: bool


def choose_provider(folder: Path, *, engine: str | None, budget_usd: float | None) -> Provider:
    """Who makes the bible: the first language model that the series names. Asked before anything is read.

    Raises:
        UsageError: none is named, or what is named cannot be used.
    """
    series = read_series(folder)
    read_bible(folder)
    providers = providers_of(choose_translators(series.engine, engine))
    if not providers:
        raise ConfigError(
            f"a bible is made by a language model, and {folder / 'series.toml'} names none",
            hint='set name = "openai" and model under [engine], or write bible.toml by hand',
        )
    Budget(budget_usd).check(providers[0])
    find_key(providers[0])
    return providers[0]


def make(
    folder: Path,
    lines: SeriesLines,
    provider: Provider,
    *,
    budget_usd: float | None,
    on_progress: Callable[[float], None],
    say: Callable[[str], None],
) -> Written:
    """Make the bible of a series, or add to it what is new. What people wrote stays as it is.

    Args:
        folder: the series.
        lines: of all its episodes.
        provider: who is asked.
        budget_usd: the most that it may cost; None for no limit.
        on_progress: told the share that is done.
        say: told when the service has to be waited for.

    Raises:
        InputError: no episode has a line.
        EngineError: the model cannot be asked, or its answers cannot be used.
        ConfigError: the bible that is there cannot be read.
    """
    series = read_series(folder)
    episodes = tuple((each.number, each.cues) for each in lines.episodes if each.cues.cues)
    if not episodes:
        why = f": {lines.failures[0].label}: {lines.failures[0].message}" if lines.failures else ""
        raise InputError(f"no episode of {folder} has a line to make a bible of{why}")

    async def ask() -> Made:
        with AnswerStore(Workspace(folder=folder).answers) as answers:
            async with Desk(answers=answers, budget_usd=budget_usd, say=say) as desk:
                return await make_bible(
                    desk,
                    provider,
                    episodes,
                    base=read_bible(folder),
                    locales=series.locales,
                    on_progress=on_progress,
                )

    made = asyncio.run(ask())
    notes = (*(f"{each.label}: {each.message}" for each in lines.failures), *made.notes)
    # somebody may have written in the file while the model was at work: that stays too
    merged = merge_bibles(read_bible(folder), made.bible, prefers_added=False)
    return _write(folder, merged.bible, merged.changes, notes)


def export_bible(folder: Path, target: Path, *, is_forced: bool) -> Bible:
    """Write the bible as a table (`.csv`) or its names and entries as terms (`.tbx`); the bible comes back.

    Raises:
        UsageError: another ending, or the file is there and `is_forced` is false.
    """
    series, bible = read_series(folder), read_bible(folder)
    if target.suffix.lower() == ".csv":
        content = render_bible_csv(bible, locales=series.locales)
    elif target.suffix.lower() == ".tbx":
        content = render_tbx(terms_of(bible, source_locale=series.source_locale))
    else:
        raise UnknownNameError("ending", target.suffix, (".csv", ".tbx"))
    check_target(target, is_forced=is_forced)
    with storage_errors(str(target)):
        target.write_bytes(content)
    return bible


def import_bible(folder: Path, source: Path) -> Written:
    """Take a table or a termbase into the bible. What the file says counts; what it does not say stays.

    Raises:
        UsageError: another ending, or an address of somebody whom neither knows.
        InputError: the file is not there, or is none.
    """
    series, bible = read_series(folder), read_bible(folder)
    added = _read_added(series, bible, source)
    merged = merge_bibles(bible, added, prefers_added=True)
    checked_bible(merged.bible, place=str(source))
    return _write(folder, merged.bible, merged.changes, ())


def check_bible(folder: Path) -> Gaps:
    """What the bible of a series lacks; names are looked for in the lines that were read so far.

    Raises:
        ConfigError: there is no bible, or it is wrong.
    """
    if not (folder / BIBLE_NAME).exists():
        raise ConfigError(
            f"{folder} has no {BIBLE_NAME}", hint=f"make one with `reelbridge bible make {folder}`, or write it by hand"
        )
    bible, report = read_bible(folder), series_report(folder, with_texts=False)
    is_read = all(episode.origin for episode in report.episodes)
    lines = "\n".join(line.text for episode in report.episodes for line in episode.lines) if is_read else ""
    return Gaps(bible=bible, gaps=find_gaps(bible, locales=report.locales, lines=lines), has_lines=is_read)


def _read_added(series: Series, bible: Bible, source: Path) -> Bible:
    ending = source.suffix.lower()
    if ending not in (".csv", ".tbx"):
        raise UnknownNameError("ending", source.suffix, (".csv", ".tbx"))
    try:
        if source.stat().st_size > _MAX_FILE_BYTES:
            raise ParseError(f"{source} is larger than {_MAX_FILE_BYTES >> 20} MiB; it is no bible")
        data = source.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{source} is not there") from None
    except OSError as error:
        raise InputError(f"{source} cannot be read: {error.strerror or error}") from error
    if ending == ".csv":
        return parse_bible_csv(data, name=str(source))
    try:
        return bible_of_terms(parse_tbx(data, source_locale=series.source_locale), bible)
    except ParseError as error:
        raise ParseError(f"{source}: {error.message}", hint=error.hint) from error


def _write(folder: Path, bible: Bible, changes: tuple[str, ...], notes: tuple[str, ...]) -> Written:
    path = folder / BIBLE_NAME
    backup = write_bible(folder, bible) if changes or not path.exists() else None
    return Written(path=path, backup=backup, bible=bible, changes=changes, notes=notes)
