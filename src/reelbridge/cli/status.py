"""`reelbridge status`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TypeAlias

import typer

from reelbridge.app.costs import describe_paid, format_usd, sum_costs
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
from reelbridge.model.report import DeliveryState, Leverage, LocaleReport, SeriesReport

#: one locale over all episodes
_Row: TypeAlias = tuple[LocaleReport, ...]


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

    rows = [
        (locale, tuple(episode.locales[place] for episode in report.episodes))
        for place, locale in enumerate(report.locales)
    ]
    columns = _columns(report)
    # two spaces between columns and none around, so that all of them fit into 100 characters
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("locale", *columns):
        table.add_column(name, justify="left" if name == "locale" else "right")
    for locale, here in rows:
        table.add_row(locale, *(cell(here) for cell in columns.values()))
    Console().print(table)


def _columns(report: SeriesReport) -> dict[str, Callable[[_Row], str]]:
    """The columns that say something: none for failures, waiting or cost where there is none."""
    found = [each for episode in report.episodes for each in episode.locales]
    states = {each.state for each in found}
    columns: dict[str, Callable[[_Row], str]] = {"delivered": _delivered}
    if DeliveryState.FAILED in states:
        columns["failed"] = lambda here: _mark(_in_state(here, DeliveryState.FAILED), "red")
    if DeliveryState.PENDING in states:
        columns["pending"] = lambda here: _mark(_in_state(here, DeliveryState.PENDING), "dim")
    columns |= {
        "lines": lambda here: str(sum(each.line_count for each in here)),
        "translated": lambda here: str(sum(each.translated_count for each in here)),
        "review": lambda here: _mark(sum(each.review_count for each in here), "yellow"),
        "known": _known_percent,
    }
    if any(each.usage.requests for each in found):
        columns |= {
            "requests": lambda here: str(sum(each.usage.requests for each in here)),
            "tokens": lambda here: _short(sum(each.usage.tokens_in + each.usage.tokens_out for each in here)),
            "USD": _short_cost,
        }
    return columns


def _in_state(here: _Row, state: DeliveryState) -> int:
    return sum(each.state is state for each in here)


def _delivered(here: _Row) -> str:
    return str(_in_state(here, DeliveryState.DONE) + _in_state(here, DeliveryState.REVIEW))


def _known_percent(here: _Row) -> str:
    """Rounded down, so that 100 % means all of them."""
    leverage = sum((each.leverage for each in here), start=Leverage())
    return f"{100 * leverage.known_count // leverage.line_count} %" if leverage.line_count else "-"


def _short(number: int) -> str:
    """Six characters at most: `9999`, `47.3k`, `1.2M`."""
    if number < 10_000:
        return str(number)
    return f"{number / 1_000:.1f}k" if number < 999_950 else f"{number / 1_000_000:.1f}M"


def _short_cost(here: _Row) -> str:
    """`12.50`, `12.50+` where it was at least that much."""
    cost = sum_costs(each.usage for each in here)
    if cost is None:
        return "-"
    if cost.usd is None:
        return "unknown"
    return f"{format_usd(cost.usd)}{'' if cost.is_whole else '+'}"


def _say_read_first(report: SeriesReport) -> None:
    found = [each for each in report.read_first if each.lines]
    if found:
        parts = ", ".join(f"{each.locale} {len(each.lines)}" for each in found)
        total = sum(len(each.lines) for each in found)
        say(f"{count(total, 'line')} to read first ({parts}); the report shows them, the riskiest first")


def _mark(number: int, style: str) -> str:
    return f"[{style}]{number}[/]" if number else "0"
