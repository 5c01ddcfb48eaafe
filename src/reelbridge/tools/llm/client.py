"""One try at one question, over the wire: the cloud's endpoint, vLLM, Ollama, llama.cpp."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

from reelbridge.core.errors import EngineMissingError
from reelbridge.tools.llm.failure import Failure, failure_of, is_filtered, no_completion, one_line, timed_out, words_of
from reelbridge.tools.llm.provider import Provider, find_key
from reelbridge.tools.llm.request import THINKING_TOKENS, LlmRequest, most_tokens

CONNECT_TIMEOUT_S = 10.0

#: the most that is read of one answer; the longest that a model writes is 128,000 tokens of a few bytes
MAX_ANSWER_BYTES = 8 << 20

#: a count above this is no count; it also keeps the sum in a database's integers
_MAX_COUNT = 1_000_000_000

_FORMATS = ("json_schema", "json_object", "text")

#: what the bound is called and the tokens of thinking it leaves room for: today's name, first with room and then, for
#: models whose limit is below that, without; the older name that some endpoints know only; and none
_BOUNDS = (("max_completion_tokens", THINKING_TOKENS), ("max_completion_tokens", 0), ("max_tokens", 0), ("", 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """What a model wrote. `refusal` in its own words, or empty."""

    text: str
    is_cut: bool
    refusal: str
    tokens_in: int
    tokens_out: int
    tokens_cached: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """How a request is put: what is asked of the answer's form, and how its bound is named, see `_BOUNDS`."""

    format: str = _FORMATS[0]
    bound: tuple[str, int] = _BOUNDS[0]


class Client:
    """The connections to one provider.

    Args:
        timeout_s: for one answer as a whole, however it trickles in.

    Raises:
        UsageError: no key where one is needed.
        EngineMissingError: the `openai` package is not installed.
    """

    def __init__(self, provider: Provider, *, timeout_s: float) -> None:
        key = find_key(provider)
        try:
            import openai
        except ImportError as error:
            raise EngineMissingError("the openai package is not installed", hint="pip install openai") from error
        self._provider = provider
        self._timeout_s = timeout_s
        self._sdk = openai.AsyncOpenAI(
            api_key=key,
            base_url=provider.url,
            max_retries=0,
            timeout=openai.Timeout(timeout_s, connect=CONNECT_TIMEOUT_S),
            http_client=openai.DefaultAsyncHttpxClient(event_hooks={"response": [_bound_size]}),
        )
        #: the richest style that the endpoint is not known to refuse
        self._style = _Style()

    @property
    def format(self) -> str:
        """The type of `response_format` that the endpoint takes: json_schema, json_object or text; json_schema as long
        as it has not refused it."""
        return self._style.format

    async def close(self) -> None:
        """Close the connections."""
        await self._sdk.close()

    async def complete(self, request: LlmRequest) -> Completion | Failure:
        """Ask once, for JSON of the given schema. An endpoint that knows no schemas is asked for any JSON, one that
        does not know that either is asked plainly; what it knows is remembered."""
        import openai

        style = self._style
        while True:
            try:
                async with asyncio.timeout(self._timeout_s):
                    answer = await self._sdk.post("/chat/completions", body=_body(request, style), cast_to=object)
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                if is_filtered(error):
                    return _filtered(words_of(error))
                simpler = _simpler(style, str(error.body))
                if simpler is None:
                    return failure_of(error, self._provider)
                style = simpler
            except (openai.APITimeoutError, TimeoutError):
                return timed_out(self._provider, self._timeout_s)
            except openai.APIStatusError as error:
                return _filtered(words_of(error)) if is_filtered(error) else failure_of(error, self._provider)
            except openai.OpenAIError as error:
                is_too_long = isinstance(error.__cause__, _AnswerTooLongError)
                return no_completion(self._provider) if is_too_long else failure_of(error, self._provider)
            except (ValueError, RecursionError, _AnswerTooLongError):  # the SDK lets its JSON reader's errors through
                return no_completion(self._provider)
            else:
                self._style = style
                return _read_completion(answer, request) or no_completion(self._provider, _words_in(answer))


class _AnswerTooLongError(Exception):
    """An answer that does not end."""


async def _bound_size(response: Any) -> None:
    """Have the response read no further than an answer can go, whatever it unpacks to."""
    read = response.aiter_bytes

    async def bounded(chunk_size: int | None = None) -> AsyncIterator[bytes]:
        size = 0
        async for part in read(chunk_size):
            size += len(part)
            if size > MAX_ANSWER_BYTES:
                raise _AnswerTooLongError
            yield part

    response.aiter_bytes = bounded


def _body(request: LlmRequest, style: _Style) -> dict[str, Any]:
    # No temperature: reasoning models refuse any but their own.
    body: dict[str, Any] = {
        "model": request.provider.model,
        "messages": [{"role": "system", "content": request.system}, {"role": "user", "content": request.user}],
    }
    if style.format == "json_schema":
        described = {"name": request.schema_name, "strict": True, "schema": request.schema}
        body["response_format"] = {"type": "json_schema", "json_schema": described}
    elif style.format == "json_object":
        body["response_format"] = {"type": "json_object"}
    name, room = style.bound
    if name:
        body[name] = request.max_tokens_out + room
    return body


def _simpler(style: _Style, said: str) -> _Style | None:
    """How to put it next, after a refusal that says so; None if there is no simpler way."""
    is_the_bound = any(name in said for name, _ in _BOUNDS[:-1]) and style.bound != _BOUNDS[-1]
    if style.format != _FORMATS[-1] and not is_the_bound:
        return replace(style, format=_FORMATS[_FORMATS.index(style.format) + 1])
    if style.bound != _BOUNDS[-1]:
        return replace(style, bound=_BOUNDS[_BOUNDS.index(style.bound) + 1])
    return None


def _filtered(words: str) -> Completion:
    return Completion(text="", is_cut=False, refusal=words, tokens_in=0, tokens_out=0, tokens_cached=0)


def _read_completion(answer: object, request: LlmRequest) -> Completion | None:
    """The completion in an answer, if it is one; nothing that came over the wire is taken for granted."""
    choices = _entry(answer, "choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = _entry(choice, "message")
    if not isinstance(message, dict):
        return None
    finish = _entry(choice, "finish_reason")
    text, refusal = _text(message.get("content")), _text(message.get("refusal"))
    if finish == "content_filter":
        refusal = refusal or "its content filter stopped the answer"
    usage = _entry(answer, "usage")
    tokens_in = _count(_entry(usage, "prompt_tokens"))
    cached = _count(_entry(_entry(usage, "prompt_tokens_details"), "cached_tokens"))
    return Completion(
        text=text,
        is_cut=finish == "length",
        refusal=refusal,
        # an endpoint that does not count is charged the most that it can have been
        tokens_in=tokens_in or request.most_tokens_in,
        tokens_out=_count(_entry(usage, "completion_tokens")) or most_tokens(text),
        # DeepSeek has a name of its own for it
        tokens_cached=min(tokens_in, cached or _count(_entry(usage, "prompt_cache_hit_tokens"))),
    )


def _words_in(answer: object) -> str:
    """What an endpoint says that reports an error with status 200, as gateways do."""
    return one_line(_text(_entry(_entry(answer, "error"), "message")))


def _entry(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None


def _text(value: object) -> str:
    """Text that can be stored: half a surrogate pair, which JSON can carry, becomes a question mark."""
    return value.encode(errors="replace").decode() if isinstance(value, str) else ""


def _count(value: object) -> int:
    return value if type(value) is int and 0 <= value <= _MAX_COUNT else 0
