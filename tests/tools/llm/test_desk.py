"""The desk: what was answered is never asked or paid again."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reelbridge.core.errors import EngineUnavailableError
from reelbridge.testing.fake_llm import Completion, Exchange, FakeLlm, Reply
from reelbridge.tools.llm.answers import AnswerStore
from reelbridge.tools.llm.request import LlmAnswer, answer_key
from support.llm_desk import ask, open_desk, provider_of, question, run
from support.virtual_clock import VirtualClock


def refuses_formally(_: Exchange) -> Reply:
    return Completion(text=None, refusal="this is violent")


def says_nothing(_: Exchange) -> Reply:
    return Completion(text=None)


def test_an_answer_carries_its_text_its_tokens_and_its_price(fake: FakeLlm) -> None:
    request = question(provider_of(fake, usd_per_million_in=1.0, usd_per_million_out=2.0))
    answer = ask(request)
    assert answer.key == answer_key(request)
    assert "1|我有|" in answer.text
    assert (answer.tokens_in, answer.tokens_out) == (fake.ledger.tokens_in, fake.ledger.tokens_out)
    assert answer.cost_usd == pytest.approx((answer.tokens_in + 2 * answer.tokens_out) / 1_000_000)
    assert not answer.is_cut


def test_without_prices_there_is_no_cost(fake: FakeLlm) -> None:
    assert ask(question(provider_of(fake))).cost_usd is None


def test_tokens_that_the_provider_had_read_before_are_told(fake: FakeLlm) -> None:
    request = question(provider_of(fake))
    long = replace(request, system="Translate. " * 400)

    async def twice() -> LlmAnswer:
        async with open_desk() as desk:
            await desk.ask(long)
            return await desk.ask(replace(long, user=question(provider_of(fake), 2).user))

    assert run(twice()).tokens_cached == fake.ledger.tokens_cached > 0


@pytest.mark.parametrize("fault", [refuses_formally, says_nothing, "truncated", "refusal"])
def test_a_refusal_a_cut_and_an_empty_answer_are_answers_and_kept(fake: FakeLlm, fault: str, tmp_path: Path) -> None:
    fake.script(fault)
    request = question(provider_of(fake))
    first = ask(request, tmp_path / "answers")
    assert ask(request, tmp_path / "answers") == first
    assert fake.ledger.requests == 1
    assert first.refusal == ("this is violent" if fault is refuses_formally else "")
    assert first.is_cut == (fault == "truncated")


def test_the_same_question_in_another_run_costs_nothing(fake: FakeLlm, tmp_path: Path) -> None:
    requests = [question(provider_of(fake), number) for number in range(20)]

    async def all_of_them() -> list[LlmAnswer]:
        async with open_desk(tmp_path / "answers") as desk:
            return await asyncio.gather(*(desk.ask(request) for request in requests))

    first = run(all_of_them())
    assert run(all_of_them()) == first
    assert fake.ledger.requests == 20


def test_the_same_question_at_the_same_time_is_asked_once(fake: FakeLlm) -> None:
    async def together() -> list[LlmAnswer]:
        async with open_desk() as desk:
            return await asyncio.gather(*(desk.ask(question(provider_of(fake))) for _ in range(50)))

    answers = run(together())
    assert len(set(answers)) == 1
    assert fake.ledger.requests == 1


def test_a_second_sample_of_a_question_is_another_answer(fake: FakeLlm) -> None:
    async def both() -> tuple[LlmAnswer, LlmAnswer]:
        async with open_desk() as desk:
            request = question(provider_of(fake))
            return await desk.ask(request), await desk.ask(question(provider_of(fake), sample=1))

    first, second = run(both())
    assert first.key != second.key
    assert fake.ledger.requests == 2


def test_an_answer_that_led_nowhere_is_asked_for_anew_and_both_are_paid(fake: FakeLlm, tmp_path: Path) -> None:
    request = question(provider_of(fake))

    async def again() -> None:
        async with open_desk(tmp_path / "answers") as desk:
            desk.forget([(await desk.ask(request)).key])
            await desk.ask(request)

    run(again())
    assert fake.ledger.requests == 2
    with AnswerStore(tmp_path / "answers") as answers:
        assert [(one.topic, one.usage.requests) for one in answers.usage()] == [("e001/de", 2)]


def test_one_who_leaves_takes_nothing_from_another_who_asked_the_same(fake: FakeLlm) -> None:
    async def one_leaves() -> LlmAnswer:
        async with open_desk() as desk:
            leaves, stays = (asyncio.create_task(desk.ask(question(provider_of(fake)))) for _ in range(2))
            await asyncio.sleep(0)
            leaves.cancel()
            return await stays

    assert run(one_leaves()).text
    assert fake.ledger.requests == 1


def test_what_is_on_its_way_when_a_step_fails_is_stored(tmp_path: Path) -> None:
    with FakeLlm(latency_s=0.05) as fake:
        request = question(provider_of(fake, in_flight=1))
        waiting = question(provider_of(fake, in_flight=1), 2)

        async def fails() -> None:
            async with open_desk(tmp_path / "answers") as desk, asyncio.TaskGroup() as group:
                group.create_task(desk.ask(request))
                group.create_task(desk.ask(waiting))
                while not fake.ledger.requests:
                    await asyncio.sleep(0.001)
                raise ValueError("the step failed")

        with pytest.raises(ExceptionGroup):
            run(fails())
        assert fake.ledger.requests == 1
    with AnswerStore(tmp_path / "answers") as answers:
        assert answers.get(answer_key(request)) is not None
        assert answers.get(answer_key(waiting)) is None


def test_nobody_who_stops_the_run_waits_for_what_is_on_its_way() -> None:
    async def stopped(fake: FakeLlm) -> None:
        async with open_desk() as desk:
            asking = asyncio.create_task(desk.ask(question(provider_of(fake))))
            while not fake.ledger.requests:
                await asyncio.sleep(0.001)
            asking.cancel()
            raise KeyboardInterrupt

    with FakeLlm() as fake, pytest.raises(KeyboardInterrupt):
        fake.script("timeout")
        run(stopped(fake))


def test_a_failed_question_may_be_asked_again(fake: FakeLlm) -> None:
    async def twice() -> LlmAnswer:
        async with open_desk() as desk:
            fake.script(*["500"] * 8)
            with pytest.raises(EngineUnavailableError):
                await desk.ask(question(provider_of(fake)))
            return await desk.ask(question(provider_of(fake)))

    assert run(twice()).text


KILLED = """
import asyncio, sys
from pathlib import Path
from reelbridge.tools.llm.provider import Provider
from support.llm_desk import open_desk, question

async def main():
    provider = Provider(model=sys.argv[2], base_url=sys.argv[3], in_flight=4)
    async def one(number):
        await desk.ask(question(provider, number))
        print(number, flush=True)
    async with open_desk(Path(sys.argv[1])) as desk:
        await asyncio.gather(*(one(number) for number in range(120)))

asyncio.run(main())
"""


def test_a_killed_run_loses_at_most_what_was_on_its_way(tmp_path: Path) -> None:
    with FakeLlm(latency_s=0.005) as fake:
        command = [sys.executable, "-c", KILLED, str(tmp_path / "answers"), fake.model, fake.base_url]
        environment = os.environ | {"PYTHONPATH": "tests"}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout is not None
            answered = [int(process.stdout.readline()) for _ in range(15)]
            process.send_signal(signal.SIGKILL)
            answered += [int(line) for line in process.stdout.read().split()]
        provider = provider_of(fake, in_flight=4)
        paid = fake.ledger.requests
        with AnswerStore(tmp_path / "answers") as answers:
            kept = [number for number in range(120) if answers.get(answer_key(question(provider, number)))]
        assert set(answered) <= set(kept)
        assert paid - len(kept) <= 4

        async def go_on() -> None:
            async with open_desk(tmp_path / "answers", clock=VirtualClock()) as desk:
                await asyncio.gather(*(desk.ask(question(provider, number)) for number in range(120)))

        run(go_on())
        assert fake.ledger.requests == paid + 120 - len(kept)
