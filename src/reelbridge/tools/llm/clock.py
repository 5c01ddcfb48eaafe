"""The clock that waits are measured by: the event loop's own, or one of a test's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol


class Timer(Protocol):
    """A call that is still to come."""

    def cancel(self) -> None:
        """Do not call."""


class Clock(Protocol):
    """What tells the time and calls back later."""

    def now(self) -> float:
        """Seconds since some moment; never goes back."""

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> Timer:
        """Call back on the event loop, after that many seconds."""


class LoopClock:
    """The clock of the running event loop."""

    def now(self) -> float:
        """See `Clock`."""
        return asyncio.get_running_loop().time()

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> Timer:
        """See `Clock`."""
        return asyncio.get_running_loop().call_later(delay_s, callback)


async def sleep(clock: Clock, delay_s: float) -> None:
    """Wait that many seconds of the clock."""
    woken = asyncio.get_running_loop().create_future()
    timer = clock.call_later(delay_s, lambda: _wake(woken))
    try:
        await woken
    finally:
        timer.cancel()


def _wake(woken: asyncio.Future[None]) -> None:
    if not woken.done():
        woken.set_result(None)
