"""`reelbridge plugins`."""

from __future__ import annotations

import typer

from reelbridge.app.plugins import list_plugins
from reelbridge.cli.console import print_json
from reelbridge.cli.options import AsJson


def plugins(as_json: AsJson = False) -> None:
    """List engines, checks, formats and markets."""
    found = list_plugins()
    if as_json:
        print_json(found)
        return
    for each in found:
        typer.echo(f"{each.kind}: {', '.join(each.names)}")
