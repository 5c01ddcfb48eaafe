"""`reelbridge status`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import typer

from reelbridge.app.costs import describe_cost, describe_paid
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
from reelbridge.model.draft import Usage
from reelbridge.model.report import DeliveryState, Leverage, LocaleReport, SeriesReport

#: what is said of a cost in a narrow column
_SHORT_COSTS = {"price not known": "not known"}


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
    typer.echo(f"{report.title}: {count(len(report.episodes), 'episode')}")
    _print_table(report)
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
    if report.usage.requests:
        say(describe_paid(report))
    _say_read_first(report)


def _print_table(report: SeriesReport) -> None:
    """One row per locale; `known` is the share of its lines that people or the memory knew."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    is_paid = any(each.usage.requests for episode in report.episodes for each in episode.locales)
    # the edge is left out so that all columns of a series that cost something fit into 100 characters
    table = Table(box=box.SIMPLE_HEAD, show_edge=not is_paid, pad_edge=not is_paid)
    names = ("locale", "delivered", "failed", "pending", "lines", "translated", "to review", "known")
    for name in (*names, *(("requests", "tokens", "USD") if is_paid else ())):
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
            _known_percent(here),
            *(_paid_cells(here) if is_paid else ()),
        )
    Console().print(table)


def _known_percent(here: Sequence[LocaleReport]) -> str:
    """Rounded down, so that 100 % means all of them."""
    leverage = sum((each.leverage for each in here), start=Leverage())
    return f"{100 * leverage.known_count // leverage.line_count} %" if leverage.line_count else "-"


def _paid_cells(here: Sequence[LocaleReport]) -> tuple[str, str, str]:
    usage = sum((each.usage for each in here), start=Usage())
    cost = describe_cost(each.usage for each in here).removeprefix("$")
    return str(usage.requests), f"{usage.tokens_in + usage.tokens_out:,}", _SHORT_COSTS.get(cost, cost) or "-"


def _say_read_first(report: SeriesReport) -> None:
    found = [each for each in report.read_first if each.lines]
    if found:
        parts = ", ".join(f"{each.locale} {len(each.lines)}" for each in found)
        say(f"lines to read first: {parts}; the report shows them, the riskiest first")


def _mark(number: int, style: str) -> str:
    return f"[{style}]{number}[/]" if number else "0"
