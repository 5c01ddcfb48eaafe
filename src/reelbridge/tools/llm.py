"""A language model behind an OpenAI-compatible endpoint: the cloud's, vLLM, Ollama, llama.cpp.

The key comes from the environment (`OPENAI_API_KEY`) and from nowhere else.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from reelbridge.core.errors import (
    AnswerError,
    EngineError,
    EngineMissingError,
    EngineUnavailableError,
    UsageError,
)

if TYPE_CHECKING:
    import openai

KEY_VARIABLE = "OPENAI_API_KEY"

#: where requests go when no endpoint is named
DEFAULT_BASE_URL = "https://api.openai.com/v1"

#: sent to an endpoint of one's own when there is no key: the SDK insists on one, such endpoints ignore it
PLACEHOLDER_KEY = "no-key"

#: tries after the first for 408, 409, 429, 5xx and broken connections. The SDK waits as `Retry-After` says, else
#: 0.5, 1 and 2 s: enough for a restart or a busy minute, while an endpoint that is down is reported in 4 s.
MAX_RETRIES = 3

#: seconds for one answer; forty lines from a 7B model on a CPU (about 8 tokens/s) take three minutes
TIMEOUT_S = 300.0
CONNECT_TIMEOUT_S = 10.0

_URL_HINT = "see that base_url ends as the endpoint wants it, most often in /v1"

#: characters of an endpoint's own words that a message repeats
_MAX_WORDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmAnswer:
    """What a model wrote. `is_cut` when it ran out of room; `refusal` in its own words, or empty."""

    text: str
    is_cut: bool
    refusal: str
    tokens_in: int
    tokens_out: int


class LlmClient:
    """One model at one endpoint; close it, or use it in a `with`.

    Args:
        model: the endpoint's name of the model.
        base_url: the endpoint, up to and with its `/v1`; empty for OpenAI's own.
        max_retries: tries after the first.

    Raises:
        UsageError: no model, an address that is none, or no key where one is needed.
        EngineMissingError: the `openai` package is not installed.
    """

    def __init__(self, *, model: str, base_url: str = "", max_retries: int = MAX_RETRIES) -> None:
        if not model:
            raise UsageError("engine 'openai' needs the name of a model; none is set", hint="set model under [engine]")
        self.model = model
        self.base_url = _checked_url(base_url or DEFAULT_BASE_URL)
        key = _find_key(has_own_endpoint=bool(base_url))
        try:
            import openai
        except ImportError as error:
            raise EngineMissingError("the openai package is not installed", hint="pip install openai") from error
        self._client = openai.OpenAI(
            api_key=key,
            base_url=self.base_url,
            max_retries=max_retries,
            timeout=openai.Timeout(TIMEOUT_S, connect=CONNECT_TIMEOUT_S),
        )
        self._formats = ["json_schema", "json_object", "text"]

    def __enter__(self) -> LlmClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def complete(self, *, system: str, user: str, schema_name: str, schema: Mapping[str, Any]) -> LlmAnswer:
        """Ask once, for JSON of the given schema. An endpoint that knows no schemas is asked for any JSON, one that
        does not know that either is asked plainly; what it knows is remembered.

        Raises:
            EngineUnavailableError: it does not answer, or is too busy.
            EngineError: it refuses: the key, the model or the request.
            AnswerError: what came back is no chat completion.
        """
        import openai

        while True:
            try:
                return self._ask(system, user, schema_name, schema)
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                if error.code == "content_filter":
                    return LlmAnswer(text="", is_cut=False, refusal=_words(error), tokens_in=0, tokens_out=0)
                if len(self._formats) == 1:
                    raise self._explained(error) from error
                self._formats.pop(0)
            except openai.OpenAIError as error:
                raise self._explained(error) from error
            except (ValueError, RecursionError) as error:  # the SDK lets those of the JSON reader through
                raise AnswerError(_no_completion(self.base_url), hint=_URL_HINT) from error

    def _ask(self, system: str, user: str, schema_name: str, schema: Mapping[str, Any]) -> LlmAnswer:
        # No temperature: reasoning models refuse any but their own.
        body: dict[str, Any] = {
            "model": self.model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        }
        if self._formats[0] == "json_schema":
            described = {"name": schema_name, "strict": True, "schema": schema}
            body["response_format"] = {"type": "json_schema", "json_schema": described}
        elif self._formats[0] == "json_object":
            body["response_format"] = {"type": "json_object"}
        return _read_completion(self._client.chat.completions.create(**body), self.base_url)

    def _explained(self, error: openai.OpenAIError) -> EngineError:
        import openai

        where = f"the endpoint {self.base_url}"
        if isinstance(error, openai.APITimeoutError):
            return EngineUnavailableError(f"{where} did not answer within {TIMEOUT_S:.0f} s")
        if isinstance(error, openai.APIConnectionError):
            return EngineUnavailableError(f"{where} does not answer", hint="is it running, and is base_url right?")
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
            return EngineError(f"{where} refuses the key", hint=f"set {KEY_VARIABLE} to a key that is valid there")
        if isinstance(error, openai.NotFoundError):
            return EngineError(
                f"{where} does not know the model {self.model!r}: {_words(error)}",
                hint=f"check model, and {_URL_HINT}",
            )
        if isinstance(error, openai.RateLimitError):
            return EngineUnavailableError(
                f"{where} takes no more requests now: {_words(error)}", hint="run the same again later"
            )
        if isinstance(error, openai.InternalServerError):
            return EngineUnavailableError(f"{where} fails with HTTP {error.status_code}: {_words(error)}")
        if isinstance(error, openai.APIStatusError):
            return EngineError(f"{where} refuses the request with HTTP {error.status_code}: {_words(error)}")
        return AnswerError(f"{_no_completion(self.base_url)}: {_words(error)}", hint=_URL_HINT)


def _checked_url(base_url: str) -> str:
    try:
        parts = urlsplit(base_url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or not base_url.isascii() or not base_url.isprintable() or " " in base_url:
        raise UsageError(f"base_url {base_url!r} is no address", hint="write it like http://localhost:8000/v1")
    return base_url


def _find_key(*, has_own_endpoint: bool) -> str:
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not key and not has_own_endpoint:
        raise UsageError(
            f"{KEY_VARIABLE} is not set", hint="set it in the environment, or name an endpoint of your own in base_url"
        )
    if not (key.isascii() and key.isprintable()):
        raise UsageError(f"{KEY_VARIABLE} holds characters that no key has", hint="copy the key again")
    return key or PLACEHOLDER_KEY


def _read_completion(completion: Any, base_url: str) -> LlmAnswer:
    """The answer out of a completion. The SDK does not check what it received, so nothing is taken for granted."""
    choices = getattr(completion, "choices", None)
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = getattr(choice, "message", None)
    if message is None:
        raise AnswerError(_no_completion(base_url), hint=_URL_HINT)
    finish = getattr(choice, "finish_reason", None)
    refusal = _text(getattr(message, "refusal", None))
    if finish == "content_filter":
        refusal = refusal or "its content filter stopped the answer"
    usage = getattr(completion, "usage", None)
    return LlmAnswer(
        text=_text(getattr(message, "content", None)),
        is_cut=finish == "length",
        refusal=refusal,
        tokens_in=_count(getattr(usage, "prompt_tokens", None)),
        tokens_out=_count(getattr(usage, "completion_tokens", None)),
    )


def _no_completion(base_url: str) -> str:
    return f"the endpoint {base_url} answers something that is no chat completion"


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and value >= 0 else 0


def _words(error: openai.OpenAIError) -> str:
    """What the endpoint said, on one line."""
    body = getattr(error, "body", None)
    said = body.get("message") if isinstance(body, dict) else None
    words = " ".join(str(said or error).split())
    return words if len(words) <= _MAX_WORDS else words[:_MAX_WORDS] + "..."
