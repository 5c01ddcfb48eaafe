"""The desk that all questions of a run go over: what was answered before comes from the store, the rest is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from types import TracebackType

from reelbridge.tools.llm.answers import AnswerStore
from reelbridge.tools.llm.budget import Budget
from reelbridge.tools.llm.clock import Clock, LoopClock
from reelbridge.tools.llm.endpoint import Endpoint, Errand
from reelbridge.tools.llm.patience import PATIENCE, Patience
from reelbridge.tools.llm.provider import Provider
from reelbridge.tools.llm.request import LlmAnswer, LlmRequest, answer_key


class Desk:
    """One for a run, on one event loop. Use it in an `async with`.

    Args:
        answers: what was answered before; new answers are added.
        budget_usd: what this run may spend; None for no limit.
        say: told, in one sentence each, when the run waits for a provider and when it goes on.

    Raises:
        UsageError: a budget that is none.
    """

    def __init__(
        self,
        *,
        answers: AnswerStore,
        budget_usd: float | None = None,
        say: Callable[[str], None],
        patience: Patience = PATIENCE,
        clock: Clock | None = None,
    ) -> None:
        self._answers = answers
        self._budget = Budget(budget_usd)
        self._say = say
        self._patience = patience
        self._clock = clock or LoopClock()
        self._endpoints: dict[Provider, Endpoint] = {}
        self._asking: dict[str, tuple[Errand, asyncio.Task[LlmAnswer]]] = {}
        self._turns = 0

    async def __aenter__(self) -> Desk:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # a person who stops the run does not wait for what is on its way
        await self.close(is_hurried=kind is not None and not issubclass(kind, Exception))

    def check(self, provider: Provider) -> None:
        """Whether this provider can be asked in this run, before anything is sent.

        Raises:
            UsageError: no key where one is needed, or no prices though there is a budget.
            EngineMissingError: the `openai` package is not installed.
        """
        if provider not in self._endpoints:
            self._budget.check(provider)
            self._endpoints[provider] = Endpoint(provider, patience=self._patience, clock=self._clock, say=self._say)

    async def ask(self, request: LlmRequest) -> LlmAnswer:
        """The answer to a question: from the store if it is there; else from the provider, and stored before it is
        returned. The same question at the same time is asked once.

        Raises:
            UsageError: see `check`.
            BudgetError: it might cost more than is left; nothing was sent.
            EngineUnavailableError: the provider does not answer, or is too busy, though it was waited for.
            EngineError: it refuses: the key, the model or the request.
            AnswerError: what comes back is no chat completion.
            StoreError: the store cannot be read or written.
        """
        key = answer_key(request)
        if stored := self._answers.get(key):
            return stored
        self.check(request.provider)
        errand, task = self._asking.get(key) or self._start(key, request)
        errand.wanted_by += 1
        try:
            return await asyncio.shield(task)
        finally:
            errand.wanted_by -= 1
            if not errand.wanted_by and not task.done() and not errand.is_sent:
                self._drop(key, task)

    def format_of(self, provider: Provider) -> str:
        """The `response_format` that a provider took, see `Client.format`; empty if it was not asked in this run."""
        endpoint = self._endpoints.get(provider)
        return endpoint.format if endpoint else ""

    def forget(self, keys: Iterable[str]) -> None:
        """Answers that led nowhere: whoever asks next asks anew."""
        self._answers.forget(keys)

    async def close(self, *, is_hurried: bool = False) -> None:
        """Close the connections. What is with a provider at this moment is waited for and stored, unless hurried;
        what is not is dropped."""
        tasks = [task for _, task in self._asking.values()]
        for key, (errand, task) in tuple(self._asking.items()):
            errand.wanted_by = 0
            if is_hurried or not errand.is_sent:
                self._drop(key, task)
        await asyncio.gather(*tasks, return_exceptions=True)
        for endpoint in self._endpoints.values():
            await endpoint.close()
        self._endpoints.clear()

    def _start(self, key: str, request: LlmRequest) -> tuple[Errand, asyncio.Task[LlmAnswer]]:
        self._turns += 1
        most_usd = request.provider.cost_usd(tokens_in=request.most_tokens_in, tokens_out=request.most_tokens_out)
        errand = Errand(turn=self._turns, request=request, hold=self._budget.hold(most_usd or 0.0))
        task = asyncio.create_task(self._fetch(key, errand))
        task.add_done_callback(lambda _: self._drop(key, task))
        self._asking[key] = (errand, task)
        return errand, task

    async def _fetch(self, key: str, errand: Errand) -> LlmAnswer:
        request = errand.request
        provider = request.provider
        async with errand.hold as hold:
            found = await self._endpoints[provider].run(errand)
            cost_usd = provider.cost_usd(tokens_in=found.tokens_in, tokens_out=found.tokens_out)
            hold.settle(cost_usd or 0.0)
        answer = LlmAnswer(
            key=key,
            text=found.text,
            is_cut=found.is_cut,
            refusal=found.refusal,
            tokens_in=found.tokens_in,
            tokens_out=found.tokens_out,
            tokens_cached=found.tokens_cached,
            cost_usd=cost_usd,
        )
        self._answers.put(answer, topic=request.topic, model=provider.model)
        return answer

    def _drop(self, key: str, task: asyncio.Task[LlmAnswer]) -> None:
        """Nobody can join this question any more; if it is not over, it ends here."""
        if key in self._asking and self._asking[key][1] is task:
            del self._asking[key]
        if task.done() and not task.cancelled():
            task.exception()  # those who asked were told; if they have gone, nobody needs to know
        task.cancel()
