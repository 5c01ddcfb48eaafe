"""What goes over the wire, and what a person reads when it goes wrong."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from reelbridge.core.errors import EngineError, EngineUnavailableError, UsageError
from reelbridge.testing.fake_llm import Completion, Exchange, FakeLlm, Manner, Raw, Reply, fails
from reelbridge.tools.llm import client
from reelbridge.tools.llm.patience import Patience
from reelbridge.tools.llm.provider import KEY_VARIABLE, Provider
from reelbridge.tools.llm.request import LlmAnswer, LlmRequest
from support.llm_desk import ask, free_url, open_desk, provider_of, question, run


def answers(value: object) -> Any:
    """A fault: HTTP 200 with that JSON."""
    return lambda _: Raw(body=json.dumps(value).encode())


def wants_no_bound(exchange: Exchange) -> Reply:
    if "max_completion_tokens" in exchange.asked.body:
        return fails(400, "Unrecognized request argument supplied: max_completion_tokens")
    return exchange.says(exchange.items)


def has_a_small_limit(exchange: Exchange) -> Reply:
    bound = exchange.asked.body.get("max_completion_tokens", 0)
    if bound > 4096:
        return fails(400, f"max_completion_tokens is too large: {bound}. This model supports at most 4096")
    return exchange.says(exchange.items)


def filtered(_: Exchange) -> Reply:
    return fails(400, "the content policy forbids it", code="content_filter")


def moderated(_: Exchange) -> Reply:
    return fails(403, "Your chosen model requires moderation and your input was flagged")


def test_a_question_asks_for_json_of_its_schema_and_bounds_the_answer(fake: FakeLlm) -> None:
    ask(question(provider_of(fake)))
    (asked,) = fake.asked
    assert asked.body["response_format"]["json_schema"] == {
        "name": "lines",
        "strict": True,
        "schema": {"type": "object"},
    }
    assert asked.body["max_completion_tokens"] > 100
    assert "temperature" not in asked.body  # reasoning models refuse any but their own


def test_the_key_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, " secret-1\n")
    with FakeLlm(key="secret-1") as fake:
        assert ask(question(provider_of(fake))).text


def test_a_wrong_key_is_an_error_that_names_the_variable_and_never_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "secret-2")
    with FakeLlm(key="secret-1") as fake, pytest.raises(EngineError, match=KEY_VARIABLE) as caught:
        ask(question(provider_of(fake)))
    assert "secret-2" not in str(caught.value)
    assert not caught.value.retryable


def test_the_cloud_needs_a_key() -> None:
    with pytest.raises(UsageError, match=f"{KEY_VARIABLE} is not set"):
        ask(question(Provider(model="gpt-sample")))


def test_a_key_with_other_letters_is_refused_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "密码")
    with pytest.raises(UsageError, match="no key has"):
        ask(question(Provider(model="gpt-sample")))


def test_a_model_has_to_be_named() -> None:
    with pytest.raises(UsageError, match="needs the name of a model"):
        Provider(model="")


@pytest.mark.parametrize(
    "url", ["localhost:8000/v1", "ftp://host/v1", "http://", "http://host:x/v1", "http://ho st/v1", "http://[::1/v1"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="is no address"):
        Provider(model="sample", base_url=url)


@pytest.mark.parametrize(
    "setting", [{"in_flight": 0}, {"requests_per_minute": 0}, {"tokens_per_minute": -5}, {"usd_per_million_in": -1.0}]
)
def test_a_limit_or_price_that_cannot_be_is_refused(setting: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match=next(iter(setting))):
        Provider(model="sample", **setting)


@pytest.mark.parametrize("formats", [("json_object", "text"), ("text",)])
def test_an_endpoint_that_knows_no_schemas_is_asked_more_simply_from_then_on(formats: tuple[str, ...]) -> None:
    async def three() -> list[LlmAnswer]:
        async with open_desk() as desk:
            first = await asyncio.gather(*(desk.ask(question(provider, number)) for number in range(2)))
            return [*first, await desk.ask(question(provider, 3))]

    with FakeLlm(formats=formats) as fake:
        provider = provider_of(fake)
        assert all("我有" in answer.text for answer in run(three()))
        assert [asked.format for asked in fake.asked][-2:] == [formats[0]] * 2


def test_the_format_that_a_provider_took_is_told() -> None:
    async def before_and_after() -> tuple[str, str]:
        async with open_desk() as desk:
            before = desk.format_of(provider)
            await desk.ask(question(provider))
            return before, desk.format_of(provider)

    with FakeLlm(formats=("json_object", "text")) as fake:
        provider = provider_of(fake)
        assert run(before_and_after()) == ("", "json_object")


def test_an_endpoint_that_does_not_know_the_bound_is_asked_by_its_older_name(fake: FakeLlm) -> None:
    fake.script(wants_no_bound, wants_no_bound, wants_no_bound)
    assert ask(question(provider_of(fake))).text
    assert fake.asked[-1].body["max_tokens"] == 100
    assert fake.asked[-1].format == "json_schema"


def test_a_model_that_writes_no_long_answers_is_given_a_bound_without_room_to_think(fake: FakeLlm) -> None:
    fake.script(has_a_small_limit, has_a_small_limit)
    assert ask(question(provider_of(fake))).text
    assert fake.asked[-1].body["max_completion_tokens"] == 100


def test_a_request_that_is_refused_however_it_is_put_is_an_error_with_the_endpoints_words() -> None:
    with (
        FakeLlm(formats=()) as fake,
        pytest.raises(EngineError, match="HTTP 400: response_format text is not"),
    ):
        ask(question(provider_of(fake)))


@pytest.mark.parametrize("fault", [filtered, moderated], ids=lambda found: found.__name__)
def test_what_a_filter_stops_is_a_refusal_and_no_error(fake: FakeLlm, fault: Any) -> None:
    fake.script(fault)
    answer = ask(question(provider_of(fake)))
    assert answer.refusal
    assert (answer.text, fake.ledger.requests) == ("", 1)


def test_an_answer_that_the_filter_cut_is_a_refusal(fake: FakeLlm) -> None:
    fake.script(lambda _: Completion(text="", finish="content_filter"))
    assert ask(question(provider_of(fake))).refusal == "its content filter stopped the answer"


@pytest.mark.parametrize(
    "fault",
    [
        "garbage",
        answers({"object": "chat.completion", "choices": []}),
        answers({"choices": "none"}),
        answers({"choices": [{"message": "hello"}]}),
        answers(["a", "list"]),
        lambda _: Raw(body=b"{not json"),
        lambda _: Raw(body=b"[" * 200_000),
    ],
)
def test_something_else_than_a_completion_is_told_and_no_crash(fake: FakeLlm, fault: Any) -> None:
    fake.script(*[fault] * 40)
    with pytest.raises(EngineError, match="no chat completion") as caught:
        ask(question(provider_of(fake)))
    assert fake.base_url in caught.value.message


def test_an_error_that_comes_as_a_good_answer_is_told_in_its_own_words(fake: FakeLlm) -> None:
    fake.script(*[answers({"error": {"message": "the provider\nbehind us is full", "code": 502}})] * 40)
    with pytest.raises(EngineError, match="no chat completion: the provider behind us is full"):
        ask(question(provider_of(fake)))


def test_an_answer_that_does_not_end_is_read_no_further(fake: FakeLlm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MAX_ANSWER_BYTES", 1000)
    fake.script(lambda _: Raw(body=b" " * 2000))
    assert ask(question(provider_of(fake))).text
    assert fake.ledger.requests == 2


def test_letters_that_are_none_and_counts_that_cannot_be_do_no_harm(fake: FakeLlm) -> None:
    message = {"role": "assistant", "content": "half a pair: \ud800"}
    usage = {"prompt_tokens": 10**40, "completion_tokens": -1, "prompt_tokens_details": {"cached_tokens": "all"}}
    fake.script(answers({"choices": [{"message": message, "finish_reason": "stop"}], "usage": usage}))
    answer = ask(question(provider_of(fake)))
    assert answer.text == "half a pair: ?"
    assert answer.tokens_cached == 0
    assert answer.tokens_out == len(answer.text)


def test_an_answer_without_a_count_is_charged_the_most_that_it_can_be(fake: FakeLlm) -> None:
    fake.script(answers({"choices": [{"message": {"content": "好"}}]}))
    request = question(provider_of(fake))
    answer = ask(request)
    assert (answer.tokens_in, answer.tokens_out) == (request.most_tokens_in, 3)


@pytest.mark.parametrize("fault", ["timeout", lambda found: replace(found.says(found.items), manner=Manner.TRICKLE)])
def test_an_answer_that_does_not_come_in_time_is_told(fault: Any) -> None:
    with FakeLlm(latency_s=0.05) as fake:
        fake.script(*[fault] * 8)
        with pytest.raises(EngineUnavailableError, match="did not answer within"):
            ask(question(provider_of(fake)), patience=Patience(timeout_s=0.2, tries=2))


def test_an_endpoint_that_is_down_is_named() -> None:
    url = free_url()
    with pytest.raises(EngineUnavailableError) as caught:
        ask(question(Provider(model="sample", base_url=url)))
    assert caught.value.message.startswith(f"the endpoint {url} does not answer; given up after")
    assert "is base_url right?" in str(caught.value.hint)


def test_a_request_costs_at_least_as_many_tokens_as_it_is_said_to(fake: FakeLlm) -> None:
    request: LlmRequest = question(provider_of(fake))
    assert ask(request).tokens_in <= request.most_tokens_in


def test_listing_the_engines_loads_no_client() -> None:
    code = (
        "import sys; from reelbridge.translate.engines import TRANSLATORS; names = list(TRANSLATORS);"
        "import reelbridge.tools.llm.desk; sys.exit('openai' in sys.modules or 'rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
