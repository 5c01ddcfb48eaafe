"""`reelbridge engines`: which translating engines there are, and whether one works."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reelbridge.app.engines import EngineSetting, EngineTrial, list_engines, try_engine
from reelbridge.cli.console import EXIT_DONE, EXIT_REVIEW, count, print_json, say
from reelbridge.cli.options import AsJson
from reelbridge.tools.llm.provider import KEY_VARIABLE

app = typer.Typer(help="The translating engines: list them, try one.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_command(as_json: AsJson = False) -> None:
    """List the engines: what is installed, and what each needs."""
    found = list_engines()
    if as_json:
        print_json(found)
        return
    for each in found:
        typer.echo(f"{each.name:12} {each.found}")
        typer.echo(f"{'':12} needs {each.needs}")


@app.command("test")
def test_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The engine.", show_default=False)],
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder", metavar="SERIES", help="Use the [engine] settings of this series.", show_default=False
        ),
    ] = None,
    locale: Annotated[
        str | None,
        typer.Option("--to", metavar="LOCALE", help="Translate into this.", show_default="the series' first, or en"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Send one line to an engine and say what happened."""
    tell = _ignore if as_json else _print_setting
    trial = try_engine(name, folder=folder, locale=locale, tell=tell, say=say)
    if as_json:
        print_json(trial)
    else:
        _print_trial(trial)
    raise typer.Exit(EXIT_DONE if trial.translation else EXIT_REVIEW)


def _ignore(setting: EngineSetting) -> None:
    """Programs are told once, at the end."""


def _print_setting(setting: EngineSetting) -> None:
    """What is about to be asked. The key itself is never shown."""
    key = {True: f"{KEY_VARIABLE} is set", False: f"{KEY_VARIABLE} is not set", None: ""}[setting.has_key]
    rows = (("engine", setting.name), ("address", setting.address), ("model", setting.model), ("key", key))
    for label, value in (*rows, ("folder", setting.folder), ("into", setting.locale)):
        if value:
            typer.echo(f"{label:12} {value}")


def _print_trial(trial: EngineTrial) -> None:
    usage = trial.usage
    typer.echo(f"{'sent':12} {trial.source}")
    typer.echo(f"{'came back':12} {trial.translation or 'no translation'}")
    if trial.reason:
        typer.echo(f"{'because':12} {trial.reason}")
    if trial.format:
        typer.echo(f"{'format':12} {trial.format}")
    typer.echo(f"{'time':12} {trial.seconds:.2f} s")
    if usage.requests:
        tokens = f"{count(usage.tokens_in, 'token')} in, {count(usage.tokens_out, 'token')} out"
        typer.echo(f"{'used':12} {count(usage.requests, 'request')}, {tokens}")
        price = (
            "not known: set usd_per_million_in and usd_per_million_out under [engine]"
            if trial.usd_per_1000_lines is None
            else f"about ${trial.usd_per_1000_lines:.2f} for 1,000 short lines, the bible aside"
        )
        typer.echo(f"{'price':12} {price}")
