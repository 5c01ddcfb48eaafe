"""The limits of a provider are kept, and everybody gets a turn."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from reelbridge.testing.fake_llm import FakeLlm
from reelbridge.tools.llm.limits import Limiter
from reelbridge.tools.llm.provider import Provider
from support.llm_desk import open_desk, provider_of, question, run
from support.virtual_clock import VirtualClock


def starts_of(provider: Provider, *, used: Sequence[int], most: int = 1000, lasts_s: float = 0.0) -> list[float]:
    """When requests start that all want to at once. `used`: tokens that each needs in truth."""
    clock = VirtualClock()
    limiter = Limiter(provider, clock)
    starts: list[float] = []

    async def one(turn: int, tokens: int) -> None:
        reserved = await limiter.enter(turn, most)
        starts.append(clock.now())
        over = asyncio.get_running_loop().create_future()
        clock.call_later(lasts_s, lambda: over.set_result(None))
        await over
        limiter.leave(reserved, most, tokens=tokens)

    async def all_of_them() -> None:
        await asyncio.gather(*(one(turn, tokens) for turn, tokens in enumerate(used)))

    run(all_of_them())
    return starts


def busiest_minute(starts: Sequence[float], amounts: Sequence[int]) -> int:
    return max(
        sum(amount for start, amount in zip(starts, amounts, strict=True) if first <= start < first + 60)
        for first in starts
    )


def test_no_more_are_in_flight_than_allowed(fake: FakeLlm) -> None:
    async def many() -> None:
        async with open_desk() as desk:
            requests = [question(provider_of(fake, in_flight=3), number) for number in range(40)]
            await asyncio.gather(*(desk.ask(request) for request in requests))

    fake.script(*["500", "reset", ""] * 10)
    run(many())
    assert fake.ledger.most_in_flight <= 3


def test_as_many_are_in_flight_as_allowed() -> None:
    async def many() -> None:
        async with open_desk() as desk:
            requests = [question(provider_of(fake, in_flight=6), number) for number in range(24)]
            await asyncio.gather(*(desk.ask(request) for request in requests))

    with FakeLlm(latency_s=0.1) as fake:
        run(many())
        assert fake.ledger.most_in_flight == 6


def test_no_minute_sees_more_requests_than_allowed() -> None:
    starts = starts_of(Provider(model="m", in_flight=50, requests_per_minute=30), used=[500] * 90)
    assert busiest_minute(starts, [1] * 90) <= 30
    assert max(starts) <= 181  # and the allowance is used


def test_tokens_a_minute_are_kept_by_what_was_truly_used() -> None:
    used = [800] * 60
    starts = starts_of(Provider(model="m", in_flight=4, tokens_per_minute=8000), used=used, lasts_s=1.0)
    assert busiest_minute(starts, used) <= 8000 + 800  # half a request may be told too low before much is known
    assert max(starts) <= 60 * 800 / 8000 * 60 * 1.1


def test_requests_that_need_less_than_reserved_give_it_back() -> None:
    used = [100] * 60
    starts = starts_of(Provider(model="m", in_flight=4, tokens_per_minute=6000), used=used, lasts_s=0.5)
    assert max(starts) <= 60 * 100 / 6000 * 60 * 1.2


def test_a_request_above_the_limit_of_a_minute_is_still_sent() -> None:
    assert len(starts_of(Provider(model="m", tokens_per_minute=100), used=[5000, 5000], most=5000)) == 2


def test_the_first_to_ask_is_the_first_to_be_sent() -> None:
    order: list[int] = []

    async def queue() -> None:
        limiter = Limiter(Provider(model="m", in_flight=1), VirtualClock())

        async def one(turn: int) -> None:
            reserved = await limiter.enter(turn, 1)
            order.append(turn)
            await asyncio.sleep(0)
            limiter.leave(reserved, 1, tokens=1)

        await limiter.enter(0, 1)
        waiting = [asyncio.create_task(one(turn)) for turn in (3, 1, 2)]
        await asyncio.sleep(0)
        waiting[1].cancel()
        limiter.leave(0.5, 1, tokens=1)
        await asyncio.gather(*waiting, return_exceptions=True)

    run(queue())
    assert order == [2, 3]


def test_a_request_that_is_cancelled_as_it_gets_its_turn_gives_the_place_to_the_next() -> None:
    async def queue() -> float:
        limiter = Limiter(Provider(model="m", in_flight=1), VirtualClock())
        await limiter.enter(0, 1)
        gone = asyncio.create_task(limiter.enter(1, 1))
        await asyncio.sleep(0)
        limiter.leave(0.5, 1, tokens=1)
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        return await asyncio.wait_for(limiter.enter(2, 1), timeout=5)

    assert run(queue()) > 0
