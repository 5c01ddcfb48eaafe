"""What was paid to language models, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reelbridge.model.draft import Usage
from reelbridge.model.report import SeriesReport


#: what adding up many small costs may be off by
_DUST_USD = 1e-6


def describe_cost(usages: Iterable[Usage]) -> str:
    """The cost of all of them together: `$0.42`, `free`, `price not known`, or nothing where nobody was asked.

    Where some have no known price, the others are the least it was: `at least $0.42`.
    """
    asked = [usage for usage in usages if usage.requests]
    known = [usage.cost_usd for usage in asked if usage.cost_usd is not None]
    if not asked:
        return ""
    if not known:
        return "price not known"
    cost_usd = sum(known)
    amount = format_usd(cost_usd) if cost_usd else "free"
    if len(known) == len(asked):
        return amount
    return f"at least {amount}" if cost_usd else "price not known"


def format_usd(cost_usd: float) -> str:
    """Cents, and below a dollar as many places as it takes to see anything: `$12.50`, `$0.0021`."""
    return f"${cost_usd:.4f}" if cost_usd < 1 else f"${cost_usd:,.2f}"


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
