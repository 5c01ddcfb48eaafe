"""`reelbridge doctor`."""

from __future__ import annotations

import typer

from reelbridge.app.doctor import examine
from reelbridge.cli.console import EXIT_FAILURE, print_json, say
from reelbridge.cli.options import AsJson


def doctor(as_json: AsJson = False) -> None:
    """Look for ffmpeg, engines and fonts, and say how to get what is missing."""
    found = examine()
    if as_json:
        print_json(found)
    else:
        for each in found:
            mark = "found  " if each.is_found else "MISSING" if each.is_needed else "missing"
            typer.secho(f"{mark} ", fg="green" if each.is_found else "red" if each.is_needed else "yellow", nl=False)
            typer.echo(f"{each.name}: {each.detail}")
    if any(each.is_needed and not each.is_found for each in found):
        raise typer.Exit(EXIT_FAILURE)
    if not as_json:
        say(
            "What is missing not every series needs: a font burns lines into a picture, an engine translates where "
            "series.toml names it."
            if any(not e.is_found for e in found)
            else "All there."
        )
