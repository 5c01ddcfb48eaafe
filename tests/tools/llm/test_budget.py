"""A budget is never overspent, and what it allows is used."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from reelbridge.core.errors import BudgetError, UsageError
from reelbridge.testing.fake_llm import FakeLlm
from reelbridge.tools.llm.answers import AnswerStore
from reelbridge.tools.llm.budget import Budget
from reelbridge.tools.llm.provider import Provider
from reelbridge.tools.llm.request import LlmAnswer
from support.llm_desk import ask, open_desk, provider_of, question, run

PRICES = {"usd_per_million_in": 100.0, "usd_per_million_out": 200.0}


def spend(provider: Provider, store: Path, *, budget_usd: float, count: int = 60) -> list[LlmAnswer | BaseException]:
    """Many questions at once, with a budget."""

    async def all_of_them() -> list[LlmAnswer | BaseException]:
        async with open_desk(store, budget_usd=budget_usd) as desk:
            requests = [question(provider, number) for number in range(count)]
            return await asyncio.gather(*(desk.ask(request) for request in requests), return_exceptions=True)

    return run(all_of_them())


def truly_spent_usd(fake: FakeLlm) -> float:
    return (fake.ledger.tokens_in * 100.0 + fake.ledger.tokens_out * 200.0) / 1_000_000


def most_usd(provider: Provider) -> float:
    request = question(provider)
    cost = provider.cost_usd(tokens_in=request.most_tokens_in, tokens_out=request.most_tokens_out)
    assert cost is not None
    return cost


@pytest.mark.parametrize("faults", [{}, {"429": 0.1, "500": 0.1, "reset": 0.1, "garbage": 0.1}])
def test_the_budget_is_never_overspent(tmp_path: Path, faults: dict[str, float]) -> None:
    with FakeLlm(faults=faults, latency_s=0.002) as fake:
        provider = provider_of(fake, **PRICES)
        budget = 1.02 * most_usd(provider)
        results = spend(provider, tmp_path / "answers", budget_usd=budget)
        assert any(isinstance(result, BudgetError) for result in results)
        assert any(isinstance(result, LlmAnswer) for result in results)
        assert 0 < truly_spent_usd(fake) <= budget


def test_the_budget_is_used_until_the_next_request_might_go_over(fake: FakeLlm, tmp_path: Path) -> None:
    provider = provider_of(fake, **PRICES)
    budget = 1.1 * most_usd(provider)
    spend(provider, tmp_path / "answers", budget_usd=budget, count=400)
    # what is set aside for requests in flight and not needed is used by others
    assert truly_spent_usd(fake) > budget - most_usd(provider) - 0.01


def test_a_run_that_stopped_at_its_budget_goes_on_with_a_new_one_and_pays_nothing_twice(
    fake: FakeLlm, tmp_path: Path
) -> None:
    provider = provider_of(fake, **PRICES)
    runs = 0
    results: list[Any] = [None]
    while not all(isinstance(result, LlmAnswer) for result in results):
        results = spend(provider, tmp_path / "answers", budget_usd=1.03 * most_usd(provider))
        runs += 1
    assert runs > 1
    assert fake.ledger.completions == 60
    assert fake.ledger.paid_again == 0
    with AnswerStore(tmp_path / "answers") as answers:
        (paid,) = answers.usage()
    assert paid.usage.cost_usd == pytest.approx(truly_spent_usd(fake))


def test_a_request_that_might_go_over_is_not_sent(fake: FakeLlm) -> None:
    with pytest.raises(BudgetError) as caught:
        ask(question(provider_of(fake, **PRICES)), budget_usd=0.01)
    assert caught.value.message.startswith("stopped at the budget of 0.01 USD: the next request might go over it")
    assert caught.value.hint == "run again to go on; what is answered is kept"
    assert fake.ledger.requests == 0


def test_what_is_in_the_store_needs_no_budget(fake: FakeLlm, tmp_path: Path) -> None:
    request = question(provider_of(fake, **PRICES))
    first = ask(request, tmp_path / "answers")
    assert ask(request, tmp_path / "answers", budget_usd=0.0001) == first


def test_an_answer_that_was_lost_on_its_way_may_have_been_paid(fake: FakeLlm) -> None:
    provider = provider_of(fake, **PRICES)
    fake.script("reset", "reset", "reset")
    with pytest.raises(BudgetError):
        ask(question(provider), budget_usd=1.5 * most_usd(provider))
    assert fake.ledger.requests == 1


def test_a_budget_without_prices_is_refused_and_the_keys_are_named(fake: FakeLlm) -> None:
    with pytest.raises(UsageError) as caught:
        ask(question(provider_of(fake, usd_per_million_in=1.0)), budget_usd=20)
    assert "usd_per_million_in" in str(caught.value)
    assert "usd_per_million_out" in str(caught.value)
    assert fake.ledger.requests == 0


def test_a_model_of_ones_own_costs_nothing(fake: FakeLlm) -> None:
    free = provider_of(fake, usd_per_million_in=0.0, usd_per_million_out=0.0)
    assert ask(question(free), budget_usd=1).cost_usd == 0


@pytest.mark.parametrize("amount", [0, -1, float("nan"), float("inf")])
def test_a_budget_that_is_none_is_refused(amount: float) -> None:
    with pytest.raises(UsageError, match="budget"):
        Budget(amount)


def test_what_is_set_aside_and_not_needed_goes_to_whoever_waits_longest() -> None:
    order: list[str] = []

    async def one(budget: Budget, name: str, most_usd: float, spent_usd: float) -> None:
        try:
            async with budget.hold(most_usd) as hold:
                order.append(name)
                await asyncio.sleep(0)
                hold.settle(spent_usd)
        except BudgetError:
            order.append(f"not {name}")

    async def several() -> None:
        budget = Budget(0.3)
        await asyncio.gather(
            one(budget, "first", 0.1, 0.1),
            one(budget, "second", 0.2, 0.1),
            one(budget, "waits", 0.1, 0.1),
            one(budget, "waits behind", 0.01, 0.0),
            one(budget, "has no place", 0.2, 0.2),
        )

    run(several())
    assert order == ["first", "second", "waits", "not waits behind", "not has no place"]


def test_one_who_leaves_while_waiting_for_money_takes_none_along() -> None:
    async def leave() -> None:
        budget = Budget(0.3)
        async with budget.hold(0.3):
            gone, next_one = (asyncio.create_task(budget.reserve(250_000_000)) for _ in range(2))
            await asyncio.sleep(0)
            gone.cancel()
        await next_one

    run(leave())
