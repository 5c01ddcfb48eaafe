"""`reelbridge study`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from reelbridge.app.local_work import check_target
from reelbridge.app.study_files import lay_out_study, write_profile
from reelbridge.app.studying import StudyOptions, StudyOutcome
from reelbridge.cli.console import EXIT_DONE, EXIT_FAILURE, print_json, say
from reelbridge.cli.options import DEFAULT_JOBS, AsJson, Episodes, Force, Jobs, Scheduler
from reelbridge.cli.study_run import carry_out, check_pdf, say_failures, say_kept, say_made, say_study
from reelbridge.core.errors import UsageError
from reelbridge.web.publishing import publish_study

StudyPath = Annotated[
    Path,
    typer.Argument(metavar="PATH", help="A series folder, a folder with videos, or one video.", show_default=False),
]
StudyPaths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...", help="Series folders, folders with videos, or single videos.", show_default=False
    ),
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
    paths: StudyPaths,
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
    profile: Annotated[
        Path | None,
        typer.Option(
            "--profile",
            metavar="FILE",
            help="Also write one profile of all that is studied, to compare with.",
            show_default=False,
        ),
    ] = None,
    force: Force = False,
    pdf: Pdf = False,
    jobs: Jobs = DEFAULT_JOBS,
    scheduler: Scheduler = None,
    as_json: AsJson = False,
) -> None:
    """Show how a series is cut: shots, pace, hooks, peaks, endings, as a page, timelines, lists and a profile."""
    check_pdf(pdf)
    if len(paths) > 1 and (output or as_json):
        raise UsageError(
            f"{'--output' if output else '--json'} is for one path; {len(paths)} are named",
            hint="study them one by one",
        )
    if profile:
        check_target(profile, is_forced=force)
    options = StudyOptions(
        output=output,
        episodes=episodes,
        language=language,
        with_lines=lines,
        free=_parse_range(free),
        jobs=jobs,
        scheduler=scheduler,
    )
    outcomes = [_study_one(path, options, with_pdf=pdf, as_json=as_json) for path in paths]
    studies = [outcome.study for outcome in outcomes if outcome.study]
    if profile and studies:
        write_profile(profile, studies)
        say(f"profile: {profile}")
    raise typer.Exit(EXIT_FAILURE if any(outcome.failures for outcome in outcomes) else EXIT_DONE)


def _study_one(path: Path, options: StudyOptions, *, with_pdf: bool, as_json: bool) -> StudyOutcome:
    outcome = carry_out(path, options)
    if outcome.study is None:
        say_failures(outcome)
        return outcome
    kept = lay_out_study(outcome, outcome.place.out, comparison=None)
    page, more = publish_study(outcome, outcome.place.out, comparison=None, with_pdf=with_pdf)
    if as_json:
        print_json(outcome.study)
    say_study(outcome.study)
    say_made(outcome)
    say_failures(outcome)
    say_kept((*kept, *more))
    say(f"study: {page}")
    return outcome


def _parse_range(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = _RANGE.match(text.strip())
    if not match:
        raise UsageError(f"--free {text!r} is no range of episodes", hint="write it like 8-15")
    return int(match[1]), int(match[2])
