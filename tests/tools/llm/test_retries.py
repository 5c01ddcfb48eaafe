"""Trying again: what passes is waited for, what will not change is said at once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from reelbridge.core.errors import EngineError, EngineUnavailableError
from reelbridge.testing.fake_llm import FakeLlm, fails
from reelbridge.tools.llm.failure import retry_after_s
from reelbridge.tools.llm.patience import PATIENCE, Patience
from support.llm_desk import ask, open_desk, provider_of, question, run
from support.virtual_clock import VirtualClock

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def status(number: int, words: str = "no", **more: Any) -> Any:
    return lambda _: fails(number, words, **more)


@pytest.mark.parametrize(
    "fault",
    ["429", "429-bare", "500", "reset", "garbage", status(408), status(409), status(502), status(503), status(529)],
)
def test_what_passes_is_asked_for_again(fake: FakeLlm, fault: Any) -> None:
    fake.script(fault, fault, fault)
    assert ask(question(provider_of(fake))).text
    assert fake.ledger.requests == 4


def test_the_waits_between_tries_grow_and_stay_bounded(fake: FakeLlm) -> None:
    clock = VirtualClock()
    fake.script(*["500"] * 7)
    ask(question(provider_of(fake)), clock=clock)
    expected = [0.5, 1, 2, 4, 8, 16, 30]
    assert all(half / 2 <= slept <= 1.5 * half for half, slept in zip(expected, clock.slept, strict=True))


def test_a_request_that_keeps_failing_while_others_are_answered_fails_alone(fake: FakeLlm) -> None:
    def poison(exchange: Any) -> Any:
        is_it = "我有1块钱" in str(exchange.asked.body)
        return fails(500, "this text breaks the model") if is_it else exchange.says(exchange.items)

    async def two() -> list[Any]:
        async with open_desk() as desk:
            await desk.ask(question(provider_of(fake), 2))
            requests = [question(provider_of(fake), number) for number in (1, 3)]
            return await asyncio.gather(*(desk.ask(request) for request in requests), return_exceptions=True)

    fake.script(*[poison] * 20)
    failed, answered = run(two())
    assert isinstance(failed, EngineUnavailableError)
    assert failed.message == f"the endpoint {fake.base_url} fails with HTTP 500: this text breaks the model"
    assert answered.text


@pytest.mark.parametrize("code", [400, 405, 413, 422])
def test_a_request_that_is_refused_is_an_error_at_once(fake: FakeLlm, code: int) -> None:
    fake.script(*[status(code, "the text is too long")] * 20)
    with pytest.raises(EngineError, match=f"HTTP {code}: the text is too long") as caught:
        ask(question(provider_of(fake)))
    assert not caught.value.retryable
    assert fake.ledger.requests <= 6  # put more simply a few times, and never again


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (status(401), "refuses the key"),
        (status(403), "refuses the key"),
        (status(404, "no such model"), "does not know the model 'fake-model': no such model"),
        (status(429, "You exceeded your quota", code="insufficient_quota"), "takes no more requests now: You exceeded"),
    ],
)
def test_a_provider_that_will_never_answer_is_asked_once_and_all_are_told_the_same(
    fake: FakeLlm, fault: Any, words: str
) -> None:
    async def many() -> set[str]:
        async with open_desk() as desk:
            requests = [question(provider_of(fake, in_flight=2), number) for number in range(100)]
            told = await asyncio.gather(*(desk.ask(request) for request in requests), return_exceptions=True)
            return {str(error) for error in told}

    fake.script(*[fault] * 100)
    (sentence,) = run(many())
    assert words in sentence
    assert fake.ledger.requests <= 2


def test_when_one_is_told_to_wait_the_whole_provider_waits(fake: FakeLlm) -> None:
    clock = VirtualClock()
    sent_at: list[float] = []
    said: list[str] = []

    def busy(_: Any) -> Any:
        return fails(429, "slow down", Retry_After="20")

    def notes(exchange: Any) -> Any:
        sent_at.append(clock.now())
        return exchange.says(exchange.items)

    async def several() -> None:
        async with open_desk(clock=clock, say=said.append) as desk:
            requests = [question(provider_of(fake, in_flight=1), number) for number in range(3)]
            await asyncio.gather(*(desk.ask(request) for request in requests))

    fake.script(busy, notes, notes, notes)
    run(several())
    assert min(sent_at) >= 20
    assert said == [f"the endpoint {fake.base_url} asks to wait 20 s; waiting"]


def test_a_wait_without_end_is_bounded(fake: FakeLlm) -> None:
    clock = VirtualClock()
    fake.script(status(429, Retry_After="86400"))
    assert ask(question(provider_of(fake)), clock=clock).text
    assert max(clock.slept) == PATIENCE.longest_retry_after_s


def test_who_says_at_once_again_and_again_is_not_believed(fake: FakeLlm) -> None:
    clock = VirtualClock()
    fake.script(*[status(429, Retry_After="0")] * 7)
    assert ask(question(provider_of(fake)), clock=clock).text
    assert clock.now() > 5


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": format_datetime(NOW + timedelta(seconds=90), usegmt=True)}, 90.0),
        ({"retry-after": format_datetime(NOW - timedelta(seconds=90), usegmt=True)}, 0.0),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Tue, 99 Foo 2026 12:00:00 GMT"}, None),
        ({}, None),
    ],
)
def test_when_to_come_back_is_seconds_or_a_date(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after_s(headers, NOW) == seconds


def test_tries_are_counted_out(fake: FakeLlm) -> None:
    fake.script(*["500"] * 20)
    with pytest.raises(EngineUnavailableError):
        ask(question(provider_of(fake)), patience=Patience(tries=3))
    assert fake.ledger.requests == 3
