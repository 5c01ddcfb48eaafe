"""`reelbridge study`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from reelbridge.app.study_files import lay_out_study
from reelbridge.app.studying import StudyOptions
from reelbridge.cli.console import EXIT_DONE, EXIT_FAILURE, print_json, say
from reelbridge.cli.options import DEFAULT_JOBS, AsJson, Episodes, Jobs, Scheduler
from reelbridge.cli.study_run import carry_out, check_pdf, say_failures, say_kept, say_made, say_study
from reelbridge.core.errors import UsageError
from reelbridge.web.publishing import publish_study

StudyPath = Annotated[
    Path,
    typer.Argument(metavar="PATH", help="A series folder, a folder with videos, or one video.", show_default=False),
]
StudyOutput = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FOLDER", help="The folder of the study.", show_default="study, beside the videos"
    ),
]
Spoken = Annotated[
    str | None,
    typer.Option(
        "--language", metavar="TAG", help="What is spoken, such as zh-Hans, en, ja or vi.", show_default="zh-Hans"
    ),
]
Lines = Annotated[
    bool,
    typer.Option("--lines/--no-lines", help="Read the lines (the slow part), for speech rate and charged words."),
]
Pdf = Annotated[bool, typer.Option("--pdf", help="Also make study.pdf, to print for the set.")]

_RANGE = re.compile(r"^(\d{1,4})-(\d{1,4})$")


def study_command(
    path: StudyPath,
    output: StudyOutput = None,
    episodes: Episodes = None,
    language: Spoken = None,
    lines: Lines = True,
    free: Annotated[
        str | None,
        typer.Option(
            "--free",
            metavar="FIRST-LAST",
            help="Between which episodes payment may begin.",
            show_default="7-15; anywhere in a short series",
        ),
    ] = None,
    pdf: Pdf = False,
    jobs: Jobs = DEFAULT_JOBS,
    scheduler: Scheduler = None,
    as_json: AsJson = False,
) -> None:
    """Show how a series is cut: shots, pace, hooks, peaks, endings, as a page, timelines, lists and a profile."""
    check_pdf(pdf)
    options = StudyOptions(
        output=output,
        episodes=episodes,
        language=language,
        with_lines=lines,
        free=_parse_range(free),
        jobs=jobs,
        scheduler=scheduler,
    )
    outcome = carry_out(path, options)
    if outcome.study is None:
        say_failures(outcome)
        raise typer.Exit(EXIT_FAILURE)
    kept = lay_out_study(outcome, outcome.place.out, comparison=None)
    page, more = publish_study(outcome, outcome.place.out, comparison=None, with_pdf=pdf)
    if as_json:
        print_json(outcome.study)
    say_study(outcome.study)
    say_made(outcome)
    say_failures(outcome)
    say_kept((*kept, *more))
    say(f"study: {page}")
    raise typer.Exit(EXIT_FAILURE if outcome.failures else EXIT_DONE)


def _parse_range(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = _RANGE.match(text.strip())
    if not match:
        raise UsageError(f"--free {text!r} is no range of episodes", hint="write it like 8-15")
    return int(match[1]), int(match[2])
