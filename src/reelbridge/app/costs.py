"""What was paid to language models, in words."""

from __future__ import annotations

from collections.abc import Iterable

from reelbridge.model.draft import Usage


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
