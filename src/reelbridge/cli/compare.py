"""`reelbridge compare`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reelbridge.app.comparing import compare_study, find_profile, folder_against, reference_folder
from reelbridge.app.config import FILE_NAME
from reelbridge.app.study_files import lay_out_study
from reelbridge.app.studying import StudyOptions, find_asked
from reelbridge.cli.console import EXIT_DONE, EXIT_FAILURE, count, print_json, say
from reelbridge.cli.options import DEFAULT_JOBS, AsJson, Episodes, Jobs, Scheduler
from reelbridge.cli.study import Lines, Pdf, Spoken, StudyOutput, StudyPath
from reelbridge.cli.study_run import carry_out, check_pdf, say_failures, say_kept
from reelbridge.core.errors import InputError
from reelbridge.core.time import format_clock
from reelbridge.model.profile import Note, ProfileKind
from reelbridge.model.study import SeriesStudy
from reelbridge.web.publishing import publish_study

#: more notes than this are for the page, not for a terminal
_SHOWN_NOTES = 25


def compare_command(
    mine: StudyPath,
    reference: Annotated[
        str,
        typer.Argument(
            metavar="REFERENCE",
            help="What to hold it against: a profile (micro-drama-craft), a profile.toml, a series, folder or video.",
            show_default=False,
        ),
    ],
    output: StudyOutput = None,
    episodes: Episodes = None,
    language: Spoken = None,
    reference_language: Annotated[
        str | None,
        typer.Option(
            "--reference-language",
            metavar="TAG",
            help="What is spoken in a reference that is no series.",
            show_default="as --language",
        ),
    ] = None,
    lines: Lines = True,
    pdf: Pdf = False,
    jobs: Jobs = DEFAULT_JOBS,
    scheduler: Scheduler = None,
    as_json: AsJson = False,
) -> None:
    """Say where episodes leave the way another series is cut, with what to try, as notes on timecodes."""
    check_pdf(pdf)

    options = StudyOptions(
        output=output, episodes=episodes, language=language, with_lines=lines, jobs=jobs, scheduler=scheduler
    )
    place, _ = find_asked(mine, options)

    def study_reference(path: Path) -> SeriesStudy:
        spoken = None if (path / FILE_NAME).is_file() else reference_language or language
        theirs = StudyOptions(
            output=reference_folder(path, place), language=spoken, with_lines=lines, jobs=jobs, scheduler=scheduler
        )
        found = carry_out(path, theirs)
        if found.study is None:
            say_failures(found)
            raise InputError(f"nothing in {path} could be studied")
        return found.study

    profile = find_profile(reference, study=study_reference)
    outcome = carry_out(mine, options)
    if outcome.study is None:
        say_failures(outcome)
        raise typer.Exit(EXIT_FAILURE)
    comparison = compare_study(outcome.study, profile)
    folder = outcome.place.out / folder_against(reference, profile)
    kept = lay_out_study(outcome, folder, comparison=comparison)
    page, more = publish_study(outcome, folder, comparison=comparison, with_pdf=pdf)
    if as_json:
        print_json(comparison)
    else:
        _print_notes(comparison.notes)
    kind = "guidance, nobody measured it" if profile.kind is ProfileKind.GUIDANCE else "measured"
    say(f"{count(len(comparison.notes), 'note')} against {profile.title} ({kind})")
    say_failures(outcome)
    say_kept((*kept, *more))
    say(f"page: {page}")
    raise typer.Exit(EXIT_FAILURE if outcome.failures else EXIT_DONE)


def _print_notes(notes: tuple[Note, ...]) -> None:
    worst = sorted(notes, key=lambda note: -note.weight)[:_SHOWN_NOTES]
    for note in sorted(worst, key=lambda note: (note.episode, note.start_ms)):
        when = format_clock(note.start_ms) if note.end_ms else "all"
        advice = note.advice[:1].upper() + note.advice[1:]
        typer.echo(f"episode {note.episode} {when:>6}  {note.text} ({note.band}). {advice}")
    if len(notes) > _SHOWN_NOTES:
        say(f"and {len(notes) - _SHOWN_NOTES} more, in notes.csv and on the page")
