"""One provider during a run: its connections, its limits, its breaker, and how often a request is tried."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from reelbridge.tools.llm.breaker import Breaker
from reelbridge.tools.llm.budget import Hold
from reelbridge.tools.llm.client import Client, Completion
from reelbridge.tools.llm.clock import Clock, sleep
from reelbridge.tools.llm.failure import Failure, FailureKind
from reelbridge.tools.llm.limits import Limiter
from reelbridge.tools.llm.patience import Patience
from reelbridge.tools.llm.provider import Provider
from reelbridge.tools.llm.request import LlmRequest

#: a wait this long is worth a sentence
_WORTH_SAYING_S = 10.0


@dataclass(slots=True, kw_only=True)
class Errand:
    """A request on its way.

    Attributes:
        turn: its place among all requests.
        hold: the money for it.
        wanted_by: how many wait for the answer; without any it is not tried again.
        is_sent: it is with the provider at this moment, and so may be paid.
    """

    turn: int
    request: LlmRequest
    hold: Hold
    wanted_by: int = 0
    is_sent: bool = False


class Endpoint:
    """Everything that all requests to one provider share."""

    def __init__(self, provider: Provider, *, patience: Patience, clock: Clock, say: Callable[[str], None]) -> None:
        self._name = f"the endpoint {provider.url}"
        self._patience = patience
        self._clock = clock
        self._say = say
        self._client = Client(provider, timeout_s=patience.timeout_s)
        self._limiter = Limiter(provider, clock)
        self._breaker = Breaker(self._name, patience=patience, clock=clock, say=say)

    @property
    def format(self) -> str:
        """See `Client.format`."""
        return self._client.format

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def run(self, errand: Errand) -> Completion:
        """Ask until there is an answer.

        Raises:
            EngineUnavailableError: it does not answer, or is too busy.
            EngineError: it refuses: the key, the model or the request.
            AnswerError: what comes back is no chat completion.
            BudgetError: another try might go over the budget.
        """
        tries = 0
        while True:
            failure = await self._try(errand, tries)
            if isinstance(failure, Completion):
                return failure
            if failure.kind in (FailureKind.REFUSED, FailureKind.CLOSED):
                raise failure.error
            tries += 1
            if not errand.wanted_by:
                raise failure.error
            if failure.may_be_paid:
                await errand.hold.renew()
            if not self._breaker.is_closed:
                tries = 0  # it is the endpoint that fails, not the request; the breaker knows when to go on
            elif tries >= self._patience.tries:
                raise failure.error
            else:
                await sleep(self._clock, self._backoff_s(tries, failure))

    async def _try(self, errand: Errand, tries: int) -> Completion | Failure:
        """One try, when the breaker and the limits allow it."""
        most_tokens = errand.request.most_tokens_in + errand.request.most_tokens_out
        while True:
            is_probe = await self._breaker.passage()
            reserved = tokens = 0.0
            is_in = False
            has_ended = not is_probe
            try:
                reserved = await self._limiter.enter(errand.turn, most_tokens)
                is_in = True
                if not is_probe and not self._breaker.is_closed:
                    continue
                errand.is_sent = True
                outcome = await self._client.complete(errand.request)
                errand.is_sent = False
                has_ended = True
                if isinstance(outcome, Completion):
                    tokens = outcome.tokens_in + outcome.tokens_out
                self._learn(outcome, tries=tries + 1, is_probe=is_probe)
                return outcome
            finally:
                if is_in:
                    self._limiter.leave(reserved, most_tokens, tokens=int(tokens))
                if not has_ended:
                    self._breaker.abandoned()

    def _learn(self, outcome: Completion | Failure, *, tries: int, is_probe: bool) -> None:
        if isinstance(outcome, Completion) or outcome.kind is FailureKind.REFUSED:
            self._breaker.succeeded()
            return
        if outcome.retry_after_s is not None:
            wait_s = min(outcome.retry_after_s, self._patience.longest_retry_after_s)
            if self._limiter.pause(wait_s) and wait_s >= _WORTH_SAYING_S:
                self._say(f"{self._name} asks to wait {wait_s:.0f} s; waiting")
        self._breaker.failed(outcome, tries=tries, is_probe=is_probe)

    def _backoff_s(self, tries: int, failure: Failure) -> float:
        if failure.retry_after_s is not None:
            tries -= 2  # the limiter waits as it was told; who says "at once" again and again is not believed
        if tries < 1:
            return 0.0
        doubled_s = self._patience.first_wait_s * 2.0 ** (tries - 1)
        # those that failed together should not come back together
        spread = random.uniform(0.5, 1.5)  # noqa: S311
        return min(doubled_s, self._patience.longest_wait_s) * spread
