"""Where the lines come from and what they cost, as the report page shows it. No HTML here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reelbridge.app.costs import describe_cost, rest_usage
from reelbridge.model.draft import LineOrigin, Usage
from reelbridge.model.report import Leverage, LocaleReport, SeriesReport


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginName:
    """Where a line can come from, in a legend and at the head of a column."""

    id: LineOrigin
    label: str
    short: str


#: in the order in which bars show them: from what people did to what nobody did
ORIGINS = (
    OriginName(id=LineOrigin.DECIDED, label="Decided by people", short="People"),
    OriginName(id=LineOrigin.CONTEXT, label="From memory, in its scene", short="In scene"),
    OriginName(id=LineOrigin.EXACT, label="From memory", short="Memory"),
    OriginName(id=LineOrigin.FUZZY, label="Like a line of the memory", short="Alike"),
    OriginName(id=LineOrigin.MACHINE, label="Machine", short="Machine"),
    OriginName(id=LineOrigin.UNTRANSLATED, label="No translation", short="None"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverageView:
    """One locale over all episodes. `counts` are lines by origin, in the order of `ORIGINS`."""

    name: str
    tag: str
    counts: tuple[int, ...]
    known_percent: str
    line_count: int
    translated_count: int
    review_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidRow:
    """What one locale, the bible or all of it cost; numbers as they are read."""

    name: str
    tag: str
    requests: str
    tokens_in: str
    tokens_cached: str
    tokens_out: str
    cost: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidView:
    """What was paid for the series; `rows` is empty where nothing ever was."""

    rows: tuple[PaidRow, ...]
    total: PaidRow


def count_origins(leverage: Leverage) -> tuple[int, ...]:
    """Lines by origin, in the order of `ORIGINS`."""
    return (
        leverage.decided,
        leverage.context,
        leverage.exact,
        leverage.fuzzy,
        leverage.machine,
        leverage.none,
    )


def view_leverage(name: str, tag: str, found: Iterable[LocaleReport]) -> LeverageView:
    """One locale over its episodes."""
    found = tuple(found)
    leverage = sum((each.leverage for each in found), start=Leverage())
    return LeverageView(
        name=name,
        tag=tag,
        counts=count_origins(leverage),
        known_percent=format_share(leverage),
        line_count=sum(each.line_count for each in found),
        translated_count=sum(each.translated_count for each in found),
        review_count=sum(each.review_count for each in found),
    )


def format_share(leverage: Leverage) -> str:
    """The part that people or the memory knew, rounded down, so that 100 % means all; a dash where there is no line."""
    return f"{100 * leverage.known_count // leverage.line_count} %" if leverage.line_count else "–"


def view_paid(report: SeriesReport, names: dict[str, str]) -> PaidView:
    """One row per locale that was paid for, then the bible, then what is no longer in the series.

    Args:
        report: the series.
        names: what its locales are called.
    """
    groups = [
        (name, tag, [each.usage for episode in report.episodes for each in episode.locales if each.locale == tag])
        for tag, name in names.items()
    ]
    groups.append(("The series bible", "", [report.bible_usage]))
    groups.append(("Trials, and what left the series", "", [rest_usage(report)]))
    rows = tuple(_row(*group) for group in groups if any(usage.requests for usage in group[2]))
    parts = [usage for _, _, usages in groups for usage in usages]
    return PaidView(rows=rows, total=_row("In all", "", parts))


def _row(name: str, tag: str, usages: list[Usage]) -> PaidRow:
    usage = sum(usages, start=Usage())
    return PaidRow(
        name=name,
        tag=tag,
        requests=f"{usage.requests:,}",
        tokens_in=f"{usage.tokens_in:,}",
        tokens_cached=f"{usage.tokens_cached:,}",
        tokens_out=f"{usage.tokens_out:,}",
        cost=describe_cost(usages),
    )
