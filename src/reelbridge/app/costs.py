"""What was paid to language models, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reelbridge.model.draft import Usage
from reelbridge.model.report import SeriesReport

#: what adding up many small costs may be off by
_DUST_USD = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What several pieces of work cost together. `usd` is None where no price is known.

    Not `is_whole`: some of them have no known price, and it was at least this much.
    """

    usd: float | None
    is_whole: bool


def sum_costs(usages: Iterable[Usage]) -> Cost | None:
    """The cost of all of them together; None where nobody was asked."""
    asked = [usage for usage in usages if usage.requests]
    known = [usage.cost_usd for usage in asked if usage.cost_usd is not None]
    if not asked:
        return None
    return Cost(usd=sum(known) if known else None, is_whole=len(known) == len(asked))


def describe_cost(usages: Iterable[Usage]) -> str:
    """`$0.42`, `at least $0.42`, `free`, `price not known`, or nothing where nobody was asked."""
    cost = sum_costs(usages)
    if cost is None:
        return ""
    if cost.is_whole and not cost.usd:
        return "free"
    if not cost.usd:
        return "price not known"
    return f"{'' if cost.is_whole else 'at least '}${format_usd(cost.usd)}"


def format_usd(usd: float) -> str:
    """Cents, and below a dollar more places, since a line costs little: `12.50`, `0.0021`."""
    return f"{usd:.4f}" if usd < 1 else f"{usd:,.2f}"


def rest_usage(report: SeriesReport) -> Usage:
    """What was paid for the series, but for none of its episodes and not for its bible: trials, and what left it."""
    told = sum(_told(report), start=Usage())
    cost_usd = (report.usage.cost_usd or 0.0) - (told.cost_usd or 0.0)
    return Usage(
        requests=max(report.usage.requests - told.requests, 0),
        tokens_in=max(report.usage.tokens_in - told.tokens_in, 0),
        tokens_out=max(report.usage.tokens_out - told.tokens_out, 0),
        tokens_cached=max(report.usage.tokens_cached - told.tokens_cached, 0),
        cost_usd=cost_usd if cost_usd > _DUST_USD else None,
    )


def describe_paid(report: SeriesReport) -> str:
    """What the series has cost in all, as one sentence; somebody must have been asked."""
    usage = report.usage
    cost = describe_cost((*_told(report), rest_usage(report)))
    return (
        f"paid to language models so far: {cost}, for {usage.requests:,} request{'' if usage.requests == 1 else 's'} "
        f"with {usage.tokens_in:,} tokens in and {usage.tokens_out:,} out"
    )


def _told(report: SeriesReport) -> Iterator[Usage]:
    yield from (found.usage for episode in report.episodes for found in episode.locales)
    yield report.bible_usage
