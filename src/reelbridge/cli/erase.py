"""`reelbridge erase`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reelbridge.app.erasing import ErasedVideo, EraseRequest, erase_lines
from reelbridge.cli.console import EXIT_INTERRUPTED, count, leave_at_once, print_json, say
from reelbridge.cli.options import AsJson, Force, Language, Video
from reelbridge.cli.progress import make_progress


def erase(
    video: Video,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The video to write: .mp4, .mov, .mkv.")
    ],
    mode: Annotated[
        str,
        typer.Option(
            "--mode",
            metavar="fill|blur|box",
            help="Fill the letters with what stands behind them, blur them, or cover them with a plate.",
        ),
    ] = "fill",
    lines: Annotated[
        Path | None,
        typer.Option(
            "--lines",
            metavar="FILE",
            help="The lines as `reelbridge read` wrote them to .json.",
            show_default="the video is read first",
        ),
    ] = None,
    language: Language = "zh-Hans",
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Take the lines that are burned in off the picture of a video. Signs and watermarks stay."""
    request = EraseRequest(video=video, target=output, mode=mode, lines=lines, language=language, is_forced=force)
    try:
        with make_progress() as progress:
            reading, erasing = progress.piece(f"Reading {video.name}"), progress.piece(f"Writing {output.name}")
            erased = erase_lines(request, on_reading=reading, on_erasing=erasing)
    except KeyboardInterrupt:
        say("stopped; nothing is written")
        leave_at_once(EXIT_INTERRUPTED)
    if as_json:
        print_json(erased)
    else:
        _say_summary(erased)


def _say_summary(erased: ErasedVideo) -> None:
    for note in erased.notes:
        say(f"note: {note}")
    say(
        f"{erased.erased_count} of {count(erased.line_count, 'line')} taken off, "
        f"{count(erased.frame_count, 'frame')} changed; written to {erased.target}"
    )
