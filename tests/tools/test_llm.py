"""The client of OpenAI-compatible endpoints: what goes over the wire, and what a person reads when it goes wrong."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator

import pytest

from reelbridge.core.errors import AnswerError, EngineError, EngineUnavailableError, UsageError
from reelbridge.tools.llm import KEY_VARIABLE, LlmAnswer, LlmClient
from support import llm_server as fake
from support.llm_server import MODEL, LlmServer

USER = json.dumps({"locale": "de", "terms": [], "lines": [{"id": "1", "source": "不签"}]}, ensure_ascii=False)


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[LlmServer]:
    with LlmServer() as running:
        yield running


def ask(server: LlmServer, *, model: str = MODEL, max_retries: int = 2) -> LlmAnswer:
    with LlmClient(model=model, base_url=server.base_url, max_retries=max_retries) as client:
        return client.complete(system="Translate.", user=USER, schema_name="lines", schema={"type": "object"})


def refused_url() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/v1"


def test_an_answer_carries_its_text_and_what_it_cost(server: LlmServer) -> None:
    answer = ask(server)
    assert json.loads(answer.text)["lines"][0]["translation"] == "[de] line 1"
    assert answer.tokens_in == (len("Translate.") + len(USER)) // 4
    assert answer.tokens_out == len(answer.text) // 4
    assert not answer.is_cut


def test_an_answer_that_ran_out_of_room_says_so(server: LlmServer) -> None:
    server.script(fake.truncated)
    assert ask(server).is_cut


@pytest.mark.parametrize("behaviour", [fake.refuses_formally, fake.filtered], ids=lambda found: found.__name__)
def test_a_refusal_is_an_answer_and_no_error(server: LlmServer, behaviour: fake.Behaviour) -> None:
    server.script(behaviour)
    answer = ask(server)
    assert answer.refusal
    assert answer.text == ""


@pytest.mark.parametrize("behaviour", [fake.busy, fake.broken], ids=lambda found: found.__name__)
def test_a_busy_endpoint_is_asked_again(server: LlmServer, behaviour: fake.Behaviour) -> None:
    server.script(behaviour, behaviour)
    assert "[de] line 1" in ask(server).text
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [(fake.busy, "takes no more requests now: too many requests"), (fake.broken, "HTTP 500: the server had an error")],
)
def test_an_endpoint_that_stays_busy_is_unavailable(server: LlmServer, behaviour: fake.Behaviour, words: str) -> None:
    server.script(behaviour, behaviour)
    with pytest.raises(EngineUnavailableError, match=words) as caught:
        ask(server, max_retries=1)
    assert caught.value.retryable
    assert server.base_url in caught.value.message


@pytest.mark.parametrize("behaviour", [fake.hangs_up, fake.breaks_off], ids=lambda found: found.__name__)
def test_a_broken_connection_is_an_endpoint_that_does_not_answer(server: LlmServer, behaviour: fake.Behaviour) -> None:
    server.script(behaviour)
    with pytest.raises(EngineUnavailableError, match="does not answer"):
        ask(server, max_retries=0)


def test_an_endpoint_that_is_down_is_named() -> None:
    url = refused_url()
    with LlmClient(model=MODEL, base_url=url, max_retries=0) as client, pytest.raises(EngineUnavailableError) as caught:
        client.complete(system="", user="", schema_name="lines", schema={})
    assert caught.value.message == f"the endpoint {url} does not answer"


def test_an_endpoint_that_takes_too_long_is_unavailable(server: LlmServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reelbridge.tools.llm.TIMEOUT_S", 0.05)
    server.script(fake.slow(0.3))
    with pytest.raises(EngineUnavailableError, match="did not answer within"):
        ask(server, max_retries=0)


def test_the_key_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, " secret-1\n")
    with LlmServer(key="secret-1") as server:
        assert "[de] line 1" in ask(server).text


def test_a_wrong_key_is_an_error_that_names_the_variable_and_never_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "secret-2")
    with LlmServer(key="secret-1") as server, pytest.raises(EngineError, match=KEY_VARIABLE) as caught:
        ask(server)
    assert "secret-2" not in str(caught.value)
    assert not caught.value.retryable


def test_an_endpoint_of_ones_own_needs_no_key(server: LlmServer) -> None:
    assert "[de] line 1" in ask(server).text


def test_the_cloud_needs_a_key() -> None:
    with pytest.raises(UsageError, match=f"{KEY_VARIABLE} is not set"):
        LlmClient(model=MODEL)


def test_a_key_with_other_letters_is_refused_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "密码")
    with pytest.raises(UsageError, match="no key has"):
        LlmClient(model=MODEL)


def test_a_model_that_is_not_there_is_named(server: LlmServer) -> None:
    with pytest.raises(EngineError, match="does not know the model 'gpt-nothing'"):
        ask(server, model="gpt-nothing")


def test_a_model_has_to_be_named(server: LlmServer) -> None:
    with pytest.raises(UsageError, match="needs the name of a model"):
        ask(server, model="")


@pytest.mark.parametrize(
    "url", ["localhost:8000/v1", "ftp://host/v1", "http://", "http://host:x/v1", "http://ho st/v1", "http://[::1/v1"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="is no address"):
        LlmClient(model=MODEL, base_url=url)


@pytest.mark.parametrize("formats", [("json_object", "text"), ("text",)])
def test_an_endpoint_that_knows_no_schemas_is_asked_more_simply_from_then_on(formats: tuple[str, ...]) -> None:
    with LlmServer(formats=formats) as server, LlmClient(model=MODEL, base_url=server.base_url) as client:
        for _ in range(2):
            answer = client.complete(system="", user=USER, schema_name="lines", schema={"type": "object"})
            assert "[de] line 1" in answer.text
        assert [asked.format for asked in server.asked][-2:] == [formats[0]] * 2


def test_a_request_that_is_refused_however_it_is_put_is_an_error_with_the_endpoints_words() -> None:
    with LlmServer(formats=()) as server, pytest.raises(EngineError, match="HTTP 400: response_format text is not"):
        ask(server)


@pytest.mark.parametrize("behaviour", [fake.web_page, fake.no_choices, fake.not_json], ids=lambda found: found.__name__)
def test_something_else_than_a_completion_is_an_error_and_no_crash(
    server: LlmServer, behaviour: fake.Behaviour
) -> None:
    server.script(behaviour)
    with pytest.raises(AnswerError, match="no chat completion") as caught:
        ask(server)
    assert server.base_url in caught.value.message


def test_the_tests_own_endpoint_lists_its_model_as_a_real_one_does(server: LlmServer) -> None:
    with urllib.request.urlopen(server.base_url + "/models") as response:
        assert [model["id"] for model in json.load(response)["data"]] == [MODEL]


def test_listing_the_engines_loads_no_client() -> None:
    code = (
        "import sys; from reelbridge.translate.engines import TRANSLATORS; names = list(TRANSLATORS);"
        "import reelbridge.tools.llm; sys.exit('openai' in sys.modules or 'rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
