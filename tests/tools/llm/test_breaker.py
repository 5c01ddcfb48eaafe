"""When nobody is there the run waits, and says so once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest

from reelbridge.core.errors import EngineUnavailableError
from reelbridge.testing.fake_llm import FakeLlm, fails
from reelbridge.tools.llm.patience import PATIENCE, Patience
from reelbridge.tools.llm.provider import Provider
from support.llm_desk import free_url, open_desk, provider_of, question, run
from support.virtual_clock import VirtualClock


@dataclass
class Run:
    """Many questions to one provider: what was said, and what each asker got."""

    said: list[str] = field(default_factory=list)
    clock: VirtualClock = field(default_factory=VirtualClock)

    def ask(
        self, provider: Provider, count: int = 30, *, first: bool = True, patience: Patience = PATIENCE
    ) -> list[Any]:
        """`first`: one question before all others, that is answered."""

        async def all_of_them() -> list[Any]:
            async with open_desk(say=self.said.append, clock=self.clock, patience=patience) as desk:
                if first:
                    await desk.ask(question(provider, -1))
                requests = [question(provider, number) for number in range(count)]
                return await asyncio.gather(*(desk.ask(request) for request in requests), return_exceptions=True)

        return run(all_of_them())


def test_an_outage_is_waited_out_and_no_request_is_lost(fake: FakeLlm) -> None:
    fake.script("", *["reset"] * 30)
    outage = Run()
    assert all(answer.text for answer in outage.ask(provider_of(fake)))
    assert outage.said == [
        f"the endpoint {fake.base_url} does not answer; waiting, next try in 2 s",
        f"the endpoint {fake.base_url} answers again; going on",
    ]


@pytest.mark.parametrize("fault", ["500", "429-bare", "garbage", "reset"])
def test_whatever_all_requests_fail_with_the_run_waits(fake: FakeLlm, fault: str) -> None:
    fake.script("", *[fault] * 30)
    outage = Run()
    assert all(answer.text for answer in outage.ask(provider_of(fake)))
    assert len(outage.said) == 2


def test_while_nobody_is_there_one_request_at_a_time_tries(fake: FakeLlm) -> None:
    fake.script("", *["500"] * 20)
    Run().ask(provider_of(fake, in_flight=8))
    # one answered, ten that open the breaker with those that are in flight beside them, then probes
    assert fake.ledger.requests <= 1 + 10 + 7 + (20 - 10) + 1 + 30


def test_a_few_failures_among_answers_are_no_outage(fake: FakeLlm) -> None:
    fake.script(*["500", "reset", "429-bare", ""] * 10)
    calm = Run()
    assert all(answer.text for answer in calm.ask(provider_of(fake)))
    assert calm.said == []


def test_an_endpoint_that_does_not_come_back_is_given_up_with_one_sentence_for_all(fake: FakeLlm) -> None:
    fake.script("", *["reset"] * 5000)
    outage = Run()
    sentences = {str(error) for error in outage.ask(provider_of(fake), 200)}
    (sentence,) = sentences
    assert sentence.startswith(f"the endpoint {fake.base_url} does not answer; given up after 30 minutes")
    assert sentence.endswith("run again to go on; what is answered is kept")
    assert len(outage.said) == 1
    assert fake.ledger.requests < 100


def test_an_endpoint_that_was_never_there_is_given_up_soon() -> None:
    outage = Run()
    errors = outage.ask(Provider(model="m", base_url=free_url()), first=False)
    assert all(isinstance(error, EngineUnavailableError) for error in errors)
    assert outage.clock.now() < 15


def test_an_endpoint_that_is_still_loading_its_model_is_waited_for(fake: FakeLlm) -> None:
    fake.script(*[lambda _: fails(503, "Loading model")] * 20)
    start = Run()
    assert all(answer.text for answer in start.ask(provider_of(fake), first=False))
    assert start.said[0] == (
        f"the endpoint {fake.base_url} fails with HTTP 503: Loading model; waiting, next try in 2 s"
    )


def test_a_lone_request_waits_for_an_endpoint_that_is_down_too(fake: FakeLlm) -> None:
    fake.script("", *["reset"] * 12)
    outage = Run()
    assert all(answer.text for answer in outage.ask(provider_of(fake), 1))
    assert len(outage.said) == 2


def test_an_endpoint_that_says_when_it_is_back_is_not_tried_before(fake: FakeLlm) -> None:
    fake.script("", *[lambda _: fails(503, "loading the model", Retry_After="120")] * 10)
    outage = Run()
    assert all(answer.text for answer in outage.ask(provider_of(fake)))
    assert outage.clock.now() >= 120
