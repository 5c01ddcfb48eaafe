"""`reelbridge new`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reelbridge.app.config import FILE_NAME
from reelbridge.app.create import create_series
from reelbridge.cli.console import count, print_json, say
from reelbridge.cli.options import AsJson


def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The series folder to make.", show_default=False)],
    source: Annotated[
        Path, typer.Option("--from", metavar="MEDIA", help="The folder with the videos; they stay there.")
    ],
    title: Annotated[
        str | None,
        typer.Option(
            "--title", metavar="TEXT", help="What the series is called.", show_default="the media folder's name"
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a series out of a folder of videos: finds episodes, subtitle files and scripts, writes a series.toml."""
    creation = create_series(folder, source, title=title)
    if as_json:
        print_json(creation.series)
    for episode in creation.series.episodes:
        beside = " and ".join(file for file in (episode.sidecar, episode.script) if file)
        say(f"  {episode.number:3d}  {episode.video}" + (f"  with {beside}" if beside else ""))
    for each in creation.left_out:
        say(f"  left out: {each.path.name}: {each.reason}")
    say(
        f"{count(len(creation.series.episodes), 'episode')} in {folder / FILE_NAME}; next: reelbridge localize {folder}"
    )
