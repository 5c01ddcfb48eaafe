"""`reelbridge hand-out`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reelbridge.app.exchange import HandoutRequest, hand_out
from reelbridge.cli.console import count, print_json, say
from reelbridge.cli.options import AsJson, Episodes, Force, SeriesFolder, split_names


def hand_out_command(
    folder: SeriesFolder,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="LOCALES", help="Only these locales, like ja,fr.", show_default="all"),
    ] = None,
    episodes: Episodes = None,
    kind: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="xliff|omegat|csv|xlsx|srt",
            help="For a translator's tool, OmegaT, a spreadsheet, or a subtitle editor.",
        ),
    ] = "xliff",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Where to lay the files.", show_default="FOLDER/hand-out"),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write the lines into files for translators and reviewers, one for each episode and locale, with notes."""
    request = HandoutRequest(locales=split_names(to), episodes=episodes, kind=kind, target=output, is_forced=force)
    files = hand_out(folder, request)
    if as_json:
        print_json(files)
        return
    for file in files:
        typer.echo(file.path)
    lines = sum(file.lines for file in files)
    to_do = sum(file.untranslated for file in files), sum(file.for_review for file in files)
    say(
        f"{count(len(files), 'file')}, {count(lines, 'line')}: {to_do[0]} without a translation, "
        f"{to_do[1]} to look at; take them back with `reelbridge take-in {folder} FILES`"
    )
