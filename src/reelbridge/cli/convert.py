"""`reelbridge convert`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reelbridge.app.files import convert_file
from reelbridge.cli.console import count, say
from reelbridge.cli.options import Force


def convert(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="The subtitle file to read, in any encoding.", show_default=False)
    ],
    target: Annotated[
        Path,
        typer.Argument(metavar="TARGET", help="The file to write; its ending says the format.", show_default=False),
    ],
    force: Force = False,
) -> None:
    """Convert a subtitle file: SRT, WebVTT, ASS."""
    cues = convert_file(source, target, is_forced=force)
    for note in cues.notes:
        say(f"note: {note}")
    say(f"{count(len(cues.cues), 'line')} written to {target}")
