"""`reelbridge read`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from reelbridge.app.reading import Reading, ReadRequest, read_video, render_lines
from reelbridge.cli.console import (
    EXIT_DONE,
    EXIT_INTERRUPTED,
    EXIT_REVIEW,
    count,
    leave_at_once,
    print_json,
    say,
)
from reelbridge.cli.options import AsJson, Force, Language, Video
from reelbridge.cli.progress import make_progress
from reelbridge.core.time import format_stamp
from reelbridge.model.cue import CueKind
from reelbridge.web.publishing import publish_reading

#: more unsure lines than this are for the page, not for a terminal
_SHOWN_UNSURE = 10


def read(
    video: Video,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write: .srt, .vtt, .ass, or .json with places and doubts.",
            show_default="SRT to standard output",
        ),
    ] = None,
    language: Language = "zh-Hans",
    script: Annotated[
        Path | None,
        typer.Option(
            "--script",
            metavar="FILE",
            help="A text with the words: the script's words get the picture's times.",
            show_default=False,
        ),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Read the lines that are burned into the picture of a video."""
    request = ReadRequest(video=video, language=language, script=script, target=output, is_forced=force)
    try:
        with make_progress() as progress:
            reading = read_video(request, on_progress=progress.piece(f"Reading {video.name}"))
    except KeyboardInterrupt:
        say("stopped; nothing is written")
        leave_at_once(EXIT_INTERRUPTED)
    if as_json:
        print_json(reading.cues)
    elif output is None:
        sys.stdout.buffer.write(render_lines(reading, "srt"))
        sys.stdout.flush()
    page = publish_reading(reading, output, title=video.name) if output else None
    _say_summary(reading, output, page)
    raise typer.Exit(EXIT_REVIEW if reading.unsure else EXIT_DONE)


def _say_summary(reading: Reading, output: Path | None, page: Path | None) -> None:
    cues = reading.cues.cues
    signs = sum(cue.kind is CueKind.SIGN for cue in cues)
    where = f" written to {output}" if output else ""
    if not cues:
        say(f"no lines were found in the picture{f'; {output} holds none' if output else ''}")
    else:
        say(f"{count(len(cues) - signs, 'line')} and {count(signs, 'sign')}{where}")
    if both := sum(cue.second is not None for cue in cues):
        say(f"{count(both, 'line')} also stand in a second language; only .json keeps it")
    for note in reading.cues.notes:
        say(f"note: {note}")
    if not reading.unsure:
        return
    say(f"{count(len(reading.unsure), 'line')} to look at, since the reading is unsure:")
    for line in reading.unsure[:_SHOWN_UNSURE]:
        say(f"  {format_stamp(line.cue.start_ms)}  {line.cue.text.replace(chr(10), ' / ')}")
    if len(reading.unsure) > _SHOWN_UNSURE:
        say(f"  and {len(reading.unsure) - _SHOWN_UNSURE} more")
    if page:
        say(f"their pictures: {page}")
