"""Options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

SeriesFolder = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="The series folder: the one with series.toml.", show_default=False)
]
Video = Annotated[Path, typer.Argument(metavar="VIDEO", help="The video.", show_default=False)]
Language = Annotated[
    str, typer.Option("--language", metavar="TAG", help="The language of the text, such as zh-Hans, zh-Hant or ja.")
]
Episodes = Annotated[
    str | None,
    typer.Option("--episodes", metavar="NUMBERS", help="Only these episodes, like 1-3,7.", show_default="all"),
]
Force = Annotated[bool, typer.Option("--force", help="Write over the target if it is there.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON for programs.")]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs", "-j", metavar="N", min=1, max=256, help="Steps to run at a time.", show_default="one per core"
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler", metavar="tcp://HOST:PORT", help="Run the steps on this Dask cluster.", show_default=False
    ),
]

DEFAULT_JOBS = len(os.sched_getaffinity(0))


def split_names(values: list[str] | None) -> tuple[str, ...]:
    """The names in an option that may be repeated, and may hold several: `--to ja,th --to fr`."""
    return tuple(part.strip() for value in values or () for part in value.split(",") if part.strip())
