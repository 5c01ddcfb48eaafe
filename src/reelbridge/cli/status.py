"""`reelbridge status`."""

from __future__ import annotations

from collections import Counter

import typer

from reelbridge.app.query import series_report
from reelbridge.cli.console import (
    EXIT_DONE,
    EXIT_FAILURE,
    EXIT_REVIEW,
    count,
    group_by_cause,
    print_json,
    say,
    say_lineless,
)
from reelbridge.cli.options import AsJson, SeriesFolder
from reelbridge.model.report import DeliveryState, SeriesReport


def status(folder: SeriesFolder, as_json: AsJson = False) -> None:
    """How a series stands: what is delivered, what needs a person, what failed."""
    report = series_report(folder, with_texts=False)
    states = Counter(locale.state for episode in report.episodes for locale in episode.locales)
    if as_json:
        print_json(report)
    else:
        _print_status(report, states)
    if states[DeliveryState.FAILED]:
        raise typer.Exit(EXIT_FAILURE)
    raise typer.Exit(EXIT_REVIEW if states[DeliveryState.REVIEW] else EXIT_DONE)


def _print_status(report: SeriesReport, states: Counter[DeliveryState]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    typer.echo(f"{report.title}: {count(len(report.episodes), 'episode')}")
    table = Table(box=box.SIMPLE_HEAD)
    for name in ("locale", "delivered", "failed", "pending", "lines", "translated", "to review"):
        table.add_column(name, justify="left" if name == "locale" else "right")
    for position, locale in enumerate(report.locales):
        here = [episode.locales[position] for episode in report.episodes]
        found = Counter(each.state for each in here)
        table.add_row(
            locale,
            str(found[DeliveryState.DONE] + found[DeliveryState.REVIEW]),
            _mark(found[DeliveryState.FAILED], "red"),
            _mark(found[DeliveryState.PENDING], "dim"),
            str(sum(each.line_count for each in here)),
            str(sum(each.translated_count for each in here)),
            _mark(sum(each.review_count for each in here), "yellow"),
        )
    Console().print(table)
    for episode in report.episodes:
        if episode.message:
            say(f"episode {episode.number}: {episode.message}")
            continue
        failed = group_by_cause((each.message, each.locale) for each in episode.locales if each.message)
        for message, locales in failed.items():
            say(f"episode {episode.number}, {', '.join(locales)}: {message}")
    say_lineless(report.episodes)
    total = len(report.episodes) * len(report.locales)
    done = states[DeliveryState.DONE] + states[DeliveryState.REVIEW]
    lines = sum(len(episode.lines) for episode in report.episodes)
    unsure = sum(episode.unsure_count for episode in report.episodes)
    doubts = f", {unsure} of them not for sure" if unsure else ""
    read = f"{count(lines, 'line')} read from {count(len(report.episodes), 'episode')}{doubts}"
    say(f"{done} of {total} delivered; {read}")


def _mark(number: int, style: str) -> str:
    return f"[{style}]{number}[/]" if number else "0"
