"""How fast one provider may be asked: requests in flight, requests a minute, tokens a minute."""

from __future__ import annotations

import asyncio
import heapq
import math

from reelbridge.tools.llm.clock import Clock, Timer
from reelbridge.tools.llm.provider import Provider

_MINUTE_S = 60.0

#: how much of the most that a request can need is expected before anything is known of the provider
_FIRST_SHARE = 0.5

#: weight of the newest answer in what is expected of the next: the mean of about the last ten
_LEARNING = 0.1


class Limiter:
    """Lets requests through in the order in which they were first asked.

    Starts are spaced (a token bucket that holds one request), so no minute sees more than the limit, and a burst does
    not use up a minute's allowance at once.
    """

    def __init__(self, provider: Provider, clock: Clock) -> None:
        self._clock = clock
        self._free = provider.in_flight
        self._requests = _Pace(provider.requests_per_minute)
        self._tokens = _Pace(provider.tokens_per_minute)
        self._share = _FIRST_SHARE
        self._paused_until_s = -math.inf
        self._queue: list[tuple[int, float, asyncio.Future[None]]] = []
        self._timer: Timer | None = None

    async def enter(self, turn: int, most_tokens: int) -> float:
        """Wait until the request may be sent.

        Args:
            turn: its place among all requests; the lowest goes first. No two that wait have the same.
            most_tokens: the most tokens that it can need, in and out.

        Returns:
            The tokens reserved for it; give them to `leave`.
        """
        reserved = most_tokens * self._share
        admitted = asyncio.get_running_loop().create_future()
        heapq.heappush(self._queue, (turn, reserved, admitted))
        self._admit()
        try:
            await admitted
        except asyncio.CancelledError:
            if admitted.done() and not admitted.cancelled():
                self.leave(reserved, most_tokens, tokens=0)
            raise
        return reserved

    def leave(self, reserved: float, most_tokens: int, *, tokens: int) -> None:
        """The request is over, and needed that many tokens in truth; 0 when it was not answered."""
        self._free += 1
        self._tokens.take(tokens - reserved)
        if tokens:
            self._share += _LEARNING * (tokens / most_tokens - self._share)
        self._admit()

    def pause(self, seconds: float) -> bool:
        """Let nothing through for that long. Whether that is news: no pause of about that length was on."""
        until_s = self._clock.now() + seconds
        is_news = until_s > self._paused_until_s + seconds / 2
        self._paused_until_s = max(self._paused_until_s, until_s)
        return is_news

    def _admit(self) -> None:
        while self._queue and self._free > 0:
            _, reserved, admitted = self._queue[0]
            if admitted.done():  # whoever asked has gone
                heapq.heappop(self._queue)
                continue
            now_s = self._clock.now()
            ready_s = max(self._paused_until_s, self._requests.ready_s, self._tokens.ready_s)
            if ready_s > now_s:
                self._wake_in(ready_s - now_s)
                return
            heapq.heappop(self._queue)
            self._free -= 1
            self._requests.start(now_s, 1)
            self._tokens.start(now_s, reserved)
            admitted.set_result(None)

    def _wake_in(self, delay_s: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._clock.call_later(delay_s, self._admit)


class _Pace:
    """Something that may be used up at a steady rate; None for as fast as one likes."""

    def __init__(self, per_minute: int | None) -> None:
        self._seconds_each = 0.0 if per_minute is None else _MINUTE_S / per_minute
        #: when the next may start
        self.ready_s = -math.inf

    def start(self, now_s: float, amount: float) -> None:
        self.ready_s = max(now_s, self.ready_s)
        self.take(amount)

    def take(self, amount: float) -> None:
        """Use more than was said, or less."""
        self.ready_s += amount * self._seconds_each
