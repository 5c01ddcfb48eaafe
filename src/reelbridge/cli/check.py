"""`reelbridge check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reelbridge.app.files import check_file
from reelbridge.cli.console import EXIT_DONE, EXIT_REVIEW, count, print_json, say
from reelbridge.cli.options import AsJson
from reelbridge.core.time import format_stamp
from reelbridge.model.finding import Severity


def check(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A subtitle file: .srt, .vtt, .ass.", show_default=False)
    ],
    locale: Annotated[
        str, typer.Option("--locale", metavar="LOCALE", help="The language of the file, such as ja or pt-BR.")
    ],
    horizontal: Annotated[
        bool, typer.Option("--horizontal", help="Use the limits of a landscape picture instead of a 9:16 one.")
    ] = False,
    frame_rate: Annotated[
        float, typer.Option("--frame-rate", metavar="FPS", min=1, max=240, help="For the gap in frames.")
    ] = 25,
    as_json: AsJson = False,
) -> None:
    """Check a subtitle file against the limits of its market."""
    checked = check_file(file, locale, is_vertical=not horizontal, frame_rate=frame_rate)
    if as_json:
        print_json(checked.findings)
    else:
        starts = {cue.id: cue.start_ms for cue in checked.cues.cues}
        for finding in checked.findings:
            place = f"{format_stamp(starts[finding.cue_id])}  {finding.severity.value:7}  {finding.check_id:14}"
            typer.echo(f"{place}  {finding.message}")
        for note in checked.cues.notes:
            say(f"note: {note}")
        say(f"{count(len(checked.cues.cues), 'line')}, {count(len(checked.findings), 'finding')}")
    needs_person = any(finding.severity is not Severity.NOTE for finding in checked.findings)
    raise typer.Exit(EXIT_REVIEW if needs_person else EXIT_DONE)
