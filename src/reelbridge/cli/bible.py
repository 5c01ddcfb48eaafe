"""`reelbridge bible`: who is who in a series, made from its lines and kept by people."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from reelbridge.app.bible import Written, check_bible, choose_provider, export_bible, import_bible, make
from reelbridge.app.lines import read_lines
from reelbridge.cli.console import EXIT_DONE, EXIT_REVIEW, count, print_json, say, say_waiting
from reelbridge.cli.options import DEFAULT_JOBS, AsJson, Force, Jobs, Scheduler, SeriesFolder
from reelbridge.cli.progress import make_progress
from reelbridge.cli.running import BarProgress, PlainProgress
from reelbridge.core.errors import UsageError
from reelbridge.model.bible import Bible

app = typer.Typer(
    help="The bible of a series: who is who, what things are called, what has happened.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

#: changes that a terminal shows; all of them are in the file
_SHOWN_CHANGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class BibleSummary:
    """What a command did to a bible, for programs. `backup` is empty where nothing was written over."""

    path: str
    backup: str
    changes: tuple[str, ...]
    notes: tuple[str, ...]


@app.command("make")
def make_command(
    folder: SeriesFolder,
    engine: Annotated[
        str | None,
        typer.Option("--engine", metavar="NAME", help="Ask this engine.", show_default="as series.toml says"),
    ] = None,
    budget: Annotated[
        float | None,
        typer.Option("--budget", metavar="USD", help="Stop before more than this is spent.", show_default="no limit"),
    ] = None,
    jobs: Jobs = DEFAULT_JOBS,
    scheduler: Scheduler = None,
    as_json: AsJson = False,
) -> None:
    """Make bible.toml from the lines of all episodes; in one that is there, add what is new and leave the rest."""
    provider = choose_provider(folder, engine=engine, budget_usd=budget)
    reading = BarProgress() if sys.stderr.isatty() else PlainProgress()
    with reading:
        lines = read_lines(
            folder, jobs=jobs, scheduler=scheduler, on_plan=reading.plan, listen=reading, on_wait=say_waiting
        )
    with make_progress() as progress:
        tell = progress.piece(f"Asking {provider.model}")
        tell(0.0)
        written = make(folder, lines, provider, budget_usd=budget, on_progress=tell, say=say)
    if as_json:
        _print_summary(written)
    say(f"{written.path}: {_contents(written.bible)}")
    _say_backup(written)
    if not written.changes:
        say("nothing new")
    for note in written.notes:
        say(f"note: {note}")
    say(f"look it over and edit it; what it lacks: reelbridge bible check {folder}")
    raise typer.Exit(EXIT_REVIEW if written.notes else EXIT_DONE)


@app.command("check")
def check_command(folder: SeriesFolder, as_json: AsJson = False) -> None:
    """Say what the bible lacks: genders, forms in the locales of the series, names that stand in no line."""
    found = check_bible(folder)
    if as_json:
        print_json(found.gaps)
    else:
        for gap in found.gaps:
            typer.echo(gap)
        say(f"{_contents(found.bible)}; {count(len(found.gaps), 'gap')}")
        if not found.has_lines:
            say("names were not looked for in the lines, since not every episode has been read")
    raise typer.Exit(EXIT_REVIEW if found.gaps else EXIT_DONE)


@app.command("export")
def export_command(
    folder: SeriesFolder,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="A table for a spreadsheet.", show_default=False),
    ] = None,
    tbx: Annotated[
        Path | None,
        typer.Option("--tbx", metavar="FILE", help="Names and entries as terms, for CAT tools.", show_default=False),
    ] = None,
    force: Force = False,
) -> None:
    """Write the bible as a table or as a termbase, to be edited elsewhere and imported again."""
    targets = [(target, ending) for target, ending in ((csv, ".csv"), (tbx, ".tbx")) if target is not None]
    if not targets:
        raise UsageError("nothing to export to", hint="name a file with --csv or --tbx")
    for target, ending in targets:
        if target.suffix.lower() != ending:
            raise UsageError(f"{target} is no name for that; it has to end in {ending}")
    for target, _ in targets:
        bible = export_bible(folder, target, is_forced=force)
        say(f"{target}: {_contents(bible)}")


@app.command("import")
def import_command(
    folder: SeriesFolder,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .csv or .tbx file.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Take a table or a termbase into the bible. What the file says counts; what it does not say stays."""
    written = import_bible(folder, file)
    if as_json:
        _print_summary(written)
        return
    for change in written.changes[:_SHOWN_CHANGES]:
        say(f"  {change}")
    if len(written.changes) > _SHOWN_CHANGES:
        say(f"  and {len(written.changes) - _SHOWN_CHANGES} more")
    say(f"{count(len(written.changes), 'change')} in {written.path}")
    _say_backup(written)


def _print_summary(written: Written) -> None:
    print_json(
        BibleSummary(
            path=str(written.path),
            backup=str(written.backup or ""),
            changes=written.changes,
            notes=written.notes,
        )
    )


def _say_backup(written: Written) -> None:
    if written.backup:
        say(f"as it was before, comments and all: {written.backup}")


def _contents(bible: Bible) -> str:
    parts = (
        count(len(bible.characters), "character"),
        f"{count(len(bible.addresses), 'form')} of address",
        "1 entry" if len(bible.entries) == 1 else f"{len(bible.entries)} entries",
        count(len(bible.episodes), "episode"),
        count(len(bible.secrets), "secret"),
    )
    return ", ".join(parts)
