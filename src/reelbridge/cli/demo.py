"""`reelbridge demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reelbridge.app.config import FILE_NAME
from reelbridge.app.create import create_sample
from reelbridge.app.run import RunOptions
from reelbridge.cli.console import say
from reelbridge.cli.options import DEFAULT_JOBS, AsJson, Jobs, Scheduler
from reelbridge.cli.running import run_series


def demo(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the sample series is laid.")] = Path("demo"),
    jobs: Jobs = DEFAULT_JOBS,
    scheduler: Scheduler = None,
    as_json: AsJson = False,
) -> None:
    """Localize the bundled sample series into 14 locales."""
    if not (folder / FILE_NAME).exists():
        create_sample(folder)
        say(f"The sample series lies in {folder}. Its lines are read from the picture.")
    raise typer.Exit(run_series(folder, RunOptions(jobs=jobs, scheduler=scheduler), as_json=as_json))
