"""`reelbridge report`."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

from reelbridge.app.query import series_report
from reelbridge.cli.options import SeriesFolder
from reelbridge.web.publishing import publish_report


def report(
    folder: SeriesFolder,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Make the report page anew and print where it is."""
    page = publish_report(folder, series_report(folder, with_texts=True))
    typer.echo(str(page))
    if open_it:
        webbrowser.open(page.absolute().as_uri())
