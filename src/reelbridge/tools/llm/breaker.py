"""The circuit breaker of one provider: when nobody is there the run waits, instead of failing a thousand lines."""

from __future__ import annotations

import asyncio
import copy
import math
from collections import deque
from collections.abc import Callable

from reelbridge.core.errors import EngineError
from reelbridge.tools.llm.clock import Clock
from reelbridge.tools.llm.failure import Failure, FailureKind, given_up
from reelbridge.tools.llm.patience import Patience


class Breaker:
    """Closed: requests go through. Open: they wait, and one at a time tries whether somebody is there again. Broken:
    each of them raises the same error.

    Args:
        name: of the provider, for a person: `the endpoint http://...`.
        say: told once when the wait begins and once when it is over.
    """

    def __init__(self, name: str, *, patience: Patience, clock: Clock, say: Callable[[str], None]) -> None:
        self._name = name
        self._patience = patience
        self._clock = clock
        self._say = say
        self._failures = 0
        self._is_there = False
        self._broken: EngineError | None = None
        self._opened_s: float | None = None
        self._probe_wait_s = 0.0
        self._may_probe = False
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def is_open(self) -> bool:
        """Whether the run waits for the provider."""
        return self._opened_s is not None

    @property
    def is_closed(self) -> bool:
        """Whether requests go through."""
        return self._opened_s is None and self._broken is None

    async def passage(self) -> bool:
        """Wait until the provider may be asked. Whether the request is the one that tries; it then has to end in
        `succeeded`, `failed` or `abandoned`.

        Raises:
            EngineError: it will not answer in this run.
        """
        while True:
            if self._broken is not None:
                raise copy.copy(self._broken)
            if not self.is_open:
                return False
            if self._may_probe:
                self._may_probe = False
                return True
            turn = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    self._wake_one()
                raise

    def succeeded(self) -> None:
        """The provider answered."""
        self._failures = 0
        self._is_there = True
        if self.is_open:
            self._opened_s = None
            self._may_probe = False
            self._say(f"{self._name} answers again; going on")
            self._wake_all()

    def failed(self, failure: Failure, *, tries: int, is_probe: bool) -> None:
        """The provider did not answer.

        Args:
            tries: how often this request has failed by now.
        """
        self._is_there = self._is_there or failure.is_reply
        if failure.kind is FailureKind.CLOSED:
            self._break(failure.error)
        elif is_probe:
            self._go_on_waiting(failure)
        elif not self.is_open:
            self._failures += 1
            is_down = failure.kind is FailureKind.DOWN
            few, many = self._patience.lone_failures, self._patience.failures
            if self._failures >= many or (is_down and tries >= few and self._failures >= few):
                self._open(failure)

    def abandoned(self) -> None:
        """The request that was to try does not: the next one may."""
        if self.is_open:
            self._may_probe = True
            self._wake_one()

    def _open(self, failure: Failure) -> None:
        self._opened_s = self._clock.now()
        self._probe_wait_s = max(self._patience.first_probe_s, self._asked_wait(failure))
        self._say(f"{failure.error.message}; waiting, next try in {math.ceil(self._probe_wait_s)} s")
        self._clock.call_later(self._probe_wait_s, self._probe)

    def _go_on_waiting(self, failure: Failure) -> None:
        if self._opened_s is None:  # another request, sent before, was answered meanwhile
            return
        waited_s = self._clock.now() - self._opened_s
        patience = self._patience
        if waited_s >= (patience.give_up_s if self._is_there else patience.give_up_early_s):
            self._break(given_up(failure, waited_s))
            return
        doubled_s = min(2 * self._probe_wait_s, patience.longest_probe_s)
        self._probe_wait_s = max(doubled_s, self._asked_wait(failure))
        self._clock.call_later(self._probe_wait_s, self._probe)

    def _asked_wait(self, failure: Failure) -> float:
        return min(failure.retry_after_s or 0.0, self._patience.longest_retry_after_s)

    def _probe(self) -> None:
        if self.is_open:
            self._may_probe = True
            self._wake_one()

    def _break(self, error: EngineError) -> None:
        self._broken = self._broken or error
        self._opened_s = None
        self._wake_all()

    def _wake_one(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return

    def _wake_all(self) -> None:
        while self._waiting:
            self._wake_one()
