"""A clock whose waits cost nothing: whatever is due next comes at once, and the time is then what it should be."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable
from itertools import count

#: real seconds in which whatever is going on at one virtual moment may happen
_MOMENT_S = 0.002


class VirtualTimer:
    def __init__(self, due_s: float, callback: Callable[[], None]) -> None:
        self.due_s = due_s
        self.callback = callback
        self.is_cancelled = False

    def cancel(self) -> None:
        self.is_cancelled = True


class VirtualClock:
    """`slept` is every wait that was asked for, in seconds."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._now_s = 0.0
        self._due: list[tuple[float, int, VirtualTimer]] = []
        self._numbers = count()
        self._is_turning = False

    def now(self) -> float:
        return self._now_s

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> VirtualTimer:
        self.slept.append(delay_s)
        timer = VirtualTimer(self._now_s + delay_s, callback)
        heapq.heappush(self._due, (timer.due_s, next(self._numbers), timer))
        self._turn_later()
        return timer

    def _turn_later(self) -> None:
        if not self._is_turning:
            self._is_turning = True
            asyncio.get_running_loop().call_later(_MOMENT_S, self._turn)

    def _turn(self) -> None:
        self._is_turning = False
        while self._due:
            _, _, timer = heapq.heappop(self._due)
            if not timer.is_cancelled:
                self._now_s = timer.due_s
                timer.callback()
                break
        if self._due:
            self._turn_later()
