"""`reelbridge memory`: what people have approved, as files, searched and counted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from reelbridge.app.memory import (
    MemoryStatus,
    describe_memories,
    export_file,
    import_files,
    search_memories,
)
from reelbridge.cli.console import count, print_json, say
from reelbridge.cli.options import AsJson, Force
from reelbridge.core.errors import UsageError
from reelbridge.translate.memory.searching import Hit, MarkedText, Search

app = typer.Typer(
    help="Translation memories: take TMX in and out, search, count.", no_args_is_help=True, rich_markup_mode=None
)

Memory = Annotated[
    Path,
    typer.Argument(
        metavar="MEMORY", help="A memory (.tmdb), or a series folder for all its memories.", show_default=False
    ),
]
Locales = Annotated[
    list[str] | None,
    typer.Option("--to", metavar="LOCALE", help="Only translations into this; may be repeated.", show_default="all"),
]


@app.command("import")
def import_command(
    memory: Annotated[
        Path,
        typer.Argument(
            metavar="MEMORY",
            help="The memory (.tmdb), made if it is not there; a series folder for the series' own.",
            show_default=False,
        ),
    ],
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="TMX files, or other memories.", show_default=False)
    ],
    as_json: AsJson = False,
) -> None:
    """Add what TMX files or other memories hold; what is there already stays."""
    taken = import_files(memory, files)
    if as_json:
        print_json(taken)
        return
    for each in taken:
        lines, translations = (
            count(number, f"new {noun}")
            for number, noun in ((each.added.segments, "line"), (each.added.renderings, "translation"))
        )
        say(f"{each.file}: {lines}, {translations}")


@app.command("export")
def export_command(
    memory: Memory,
    target: Annotated[Path, typer.Argument(metavar="FILE", help="The TMX file to write.", show_default=False)],
    to: Locales = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write a memory as TMX 1.4b, which every translators' tool reads."""
    done = export_file(memory, target, locales=tuple(to or ()), is_forced=force)
    if as_json:
        print_json(done)
        return
    say(f"{count(done.lines, 'line')}, {count(done.translations, 'translation')} written to {done.target}")


@app.command("search")
def search_command(
    memory: Memory,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A word or a phrase.", show_default=False)],
    to: Locales = None,
    source: Annotated[bool, typer.Option("--source", help="Look in the original alone.")] = False,
    target: Annotated[bool, typer.Option("--target", help="Look in the translations alone.")] = False,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, max=10_000, help="Lines to show at most.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Show how a word or a phrase was translated before: in the original and in every language."""
    if source and target:
        raise UsageError("--source and --target exclude each other", hint="leave both out to look in both")
    asked = Search(
        text=text.encode("utf-8", "replace").decode(),  # bytes that are no text come as lone surrogates
        locales=tuple(to or ()),
        in_source=not target,
        in_target=not source,
        most=most,
    )
    hits = search_memories(memory, asked)
    if as_json:
        print_json(hits)
        return
    for hit in hits:
        _print_hit(hit)
    more = "; there may be more: --most" if len(hits) == most else ""
    say(f"{count(len(hits), 'line')}{more}")


@app.command("stats")
def stats_command(memory: Memory, as_json: AsJson = False) -> None:
    """Count what a memory holds, and say when the last translation was approved."""
    found = describe_memories(memory)
    if as_json:
        print_json(found)
        return
    for each in found:
        _print_status(each)


def _print_hit(hit: Hit) -> None:
    place = ", ".join(
        part
        for part in (hit.series, f"episode {hit.episode}" if hit.episode is not None else None, hit.speaker)
        if part
    )
    typer.echo(f"{hit.source.locale:8} {_marked(hit.source)}" + (f"   ({place})" if place else ""))
    for each in hit.translations:
        typer.echo(f"  {each.locale:8} {_marked(each)}")


def _marked(each: MarkedText) -> str:
    """The place in other colours on a terminal, in brackets elsewhere."""
    before, found, after = each.text[: each.start], each.text[each.start : each.end], each.text[each.end :]
    if found:
        found = typer.style(found, reverse=True) if sys.stdout.isatty() else f"[{found}]"
    return f"{before}{found}{after}".replace("\n", " ")


def _print_status(each: MemoryStatus) -> None:
    counts = each.counts
    typer.echo(
        f"{each.name}: {count(counts.lines, 'line')} in {each.source_locale}, {count(counts.texts, 'different text')},"
        f" {each.size_bytes / 1e6:.1f} MB"
    )
    for found in counts.translations:
        newest = f", the newest of {found.newest[:10]}" if found.newest else ""
        typer.echo(f"  {found.locale:8} {count(found.translations, 'translation')}{newest}")
