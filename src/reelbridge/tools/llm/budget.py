"""The money that one run may spend."""

from __future__ import annotations

import asyncio
import math
from collections import deque

from reelbridge.core.errors import BudgetError, UsageError
from reelbridge.tools.llm.provider import Provider

#: money is added up in whole billionths of a dollar, rounded up, so that what was set aside is given back to the last
#: bit; a token of the cheapest models costs ten of them
_UNITS_PER_USD = 1_000_000_000


class Budget:
    """The price of a request is set aside before it is sent, and corrected when it is known. So a run goes over its
    budget only where a model writes more than the most that it was told to.

    Args:
        limit_usd: what may be spent; None for no limit.

    Raises:
        UsageError: an amount that is none.
    """

    def __init__(self, limit_usd: float | None) -> None:
        if limit_usd is not None and not (math.isfinite(limit_usd) and limit_usd > 0):
            raise UsageError(f"a budget of {limit_usd} USD is none", hint="give an amount above 0, such as 20")
        self._limit = None if limit_usd is None else int(limit_usd * _UNITS_PER_USD)
        self._spent = 0
        self._reserved = 0
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()

    def check(self, provider: Provider) -> None:
        """A budget needs prices.

        Raises:
            UsageError: there is a budget, and the engine has no prices.
        """
        if self._limit is not None and provider.cost_usd(tokens_in=0, tokens_out=0) is None:
            raise UsageError(
                f"a budget of {_usd(self._limit):.2f} USD needs the prices of model {provider.model!r}; "
                "they are not set",
                hint="set usd_per_million_in and usd_per_million_out under [engine]; both 0 for a model of your own",
            )

    def hold(self, cost_usd: float) -> Hold:
        """Set the price of a request aside, in an `async with` around its sending."""
        return Hold(self, math.ceil(cost_usd * _UNITS_PER_USD))

    async def reserve(self, cost: int) -> None:
        """Set units aside. If they are left only when the requests in flight cost less than was set aside for them,
        wait for those, in order.

        Raises:
            BudgetError: it might go over the budget.
        """
        self._refuse(cost)
        if not self._waiting and self._fits(cost):
            self._reserved += cost
            return
        granted = asyncio.get_running_loop().create_future()
        self._waiting.append((cost, granted))
        try:
            await granted
        except asyncio.CancelledError:
            if granted.done() and not granted.cancelled() and granted.exception() is None:
                self.settle(cost, 0)
            raise

    def settle(self, reserved: int, spent: int) -> None:
        """A request is over, and cost that much in truth."""
        self._reserved -= reserved
        self._spent += spent
        while self._waiting:
            cost, granted = self._waiting[0]
            if not granted.done():
                try:
                    self._refuse(cost)
                except BudgetError as error:
                    granted.set_exception(error)
                else:
                    if not self._fits(cost):
                        return
                    self._reserved += cost
                    granted.set_result(None)
            self._waiting.popleft()

    def _fits(self, cost: int) -> bool:
        return self._limit is None or self._spent + self._reserved + cost <= self._limit

    def _refuse(self, cost: int) -> None:
        if self._limit is not None and self._spent + cost > self._limit:
            raise BudgetError(
                f"stopped at the budget of {_usd(self._limit):.2f} USD: the next request might go over it",
                hint="run again to go on; what is answered is kept",
            )


class Hold:
    """The price of one request, held from before it is sent until it is known."""

    def __init__(self, budget: Budget, cost: int) -> None:
        self._budget = budget
        self._cost = cost
        self._held = 0

    async def __aenter__(self) -> Hold:
        await self._take()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._settle(0)

    def settle(self, spent_usd: float) -> None:
        """It is over, and cost that much."""
        self._settle(math.ceil(spent_usd * _UNITS_PER_USD))

    async def renew(self) -> None:
        """The answer was lost and may have been paid: count it as paid, and hold the price of another try.

        Raises:
            BudgetError: another try might go over the budget.
        """
        self._settle(self._cost)
        await self._take()

    async def _take(self) -> None:
        await self._budget.reserve(self._cost)
        self._held = self._cost

    def _settle(self, spent: int) -> None:
        self._budget.settle(self._held, spent)
        self._held = 0


def _usd(units: int) -> float:
    return units / _UNITS_PER_USD
