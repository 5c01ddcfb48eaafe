"""`reelbridge localize`."""

from __future__ import annotations

from typing import Annotated

import typer

from reelbridge.app.run import RunOptions, preview
from reelbridge.cli.console import print_json
from reelbridge.cli.options import DEFAULT_JOBS, AsJson, Episodes, Jobs, Scheduler, SeriesFolder, split_names
from reelbridge.cli.running import run_series
from reelbridge.pipelines.stages import STAGES


def localize_command(
    folder: SeriesFolder,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to", metavar="LOCALES", help="Only these locales of the series, like ja,th.", show_default="all"
        ),
    ] = None,
    episodes: Episodes = None,
    engine: Annotated[
        str | None,
        typer.Option(
            "--engine", metavar="NAME", help="Translate with this engine.", show_default="as series.toml says"
        ),
    ] = None,
    burn: Annotated[
        list[str] | None,
        typer.Option(
            "--burn",
            metavar="LOCALES",
            help="Also make an MP4 with the lines of these locales in the picture.",
            show_default=False,
        ),
    ] = None,
    budget: Annotated[
        float | None,
        typer.Option(
            "--budget",
            metavar="USD",
            help="Stop before language models cost more than this in this run; run again to go on.",
            show_default=False,
        ),
    ] = None,
    jobs: Jobs = DEFAULT_JOBS,
    scheduler: Scheduler = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be made, and make nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read, translate, check and package a series. Run it again after anything: what is done is not done twice."""
    options = RunOptions(
        locales=split_names(to),
        episodes=episodes,
        engine=engine,
        burn=split_names(burn),
        jobs=jobs,
        scheduler=scheduler,
        budget_usd=budget,
    )
    if not dry_run:
        raise typer.Exit(run_series(folder, options, as_json=as_json))
    stages = preview(folder, options)
    if as_json:
        print_json(stages)
        return
    for stage in stages:
        typer.echo(f"{STAGES[stage.stage]:36} {stage.to_make:5} to make  {stage.stored:5} already there")
