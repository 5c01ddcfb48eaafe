"""The server: it waits as long as a model would, and answers what the table or a fault says."""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from reelbridge.core.errors import UsageError
from reelbridge.testing.fake_llm.asked import Asked, Shape
from reelbridge.testing.fake_llm.faults import Exchange, Fault, find_fault, right_items, spread
from reelbridge.testing.fake_llm.http import Request, chunk, event, head_of, read_request, reset, trickle
from reelbridge.testing.fake_llm.ledger import Ledger
from reelbridge.testing.fake_llm.replies import (
    Completion,
    Item,
    Manner,
    Raw,
    Reply,
    fails,
    smallest_document,
)
from reelbridge.testing.fake_llm.table import Table
from reelbridge.testing.fake_llm.tokens import PromptCache, count_tokens

#: the model it goes by
MODEL = "fake-model"

#: what it knows of `response_format` unless told otherwise
FORMATS = ("json_schema", "json_object", "text")

#: a fault by name, or a function of one's own
Step = str | Fault

#: when the completions were "created"; a server whose answers are the same every time has no clock
_CREATED = 1767225600

#: characters in one event of a streamed answer
_EVENT_CHARS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeLlmOptions:
    """How the server behaves.

    `latency_s` is before every answer; `faults` (name, share of requests) pairs, drawn by `seed` and the request, not
    by the order of arrival. `key` is the one it wants (None: any), `model` the one it knows (None: any), `formats`
    the types of `response_format` it accepts. `retry_after_s` goes with a 429. `is_recording` keeps every request.
    """

    latency_s: float = 0.0
    faults: tuple[tuple[str, float], ...] = ()
    seed: int = 0
    key: str | None = None
    model: str | None = MODEL
    formats: tuple[str, ...] = FORMATS
    retry_after_s: float = 1.0
    is_recording: bool = False


@dataclass(kw_only=True)
class Answering:
    """Decides what each request gets, and counts. It knows nothing of connections."""

    table: Table
    options: FakeLlmOptions
    ledger: Ledger = field(default_factory=Ledger)
    asked: list[Asked] = field(default_factory=list)
    script: list[Step] = field(default_factory=list)
    documents: dict[str, Callable[[Asked], Any]] = field(default_factory=dict)
    _cache: PromptCache = field(default_factory=PromptCache)
    _times_seen: Counter[bytes] = field(default_factory=Counter)

    def answer(self, number: int, request: Request) -> tuple[Reply, Asked | None]:
        """The reply to a request for a completion, and the request as it was understood."""
        try:
            body = json.loads(request.body)
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict):
            return fails(400, "the body is no JSON object"), None
        asked = Asked(headers=request.headers, body=body)
        refused = self._refuse(asked)
        locale = self.table.locale_of(asked.question)
        if refused is None and not locale and asked.lines:
            refused = fails(400, "no locale: give it as 'locale' in the payload or as target=xx in the system text")
        right = () if refused else right_items(asked, self.table, locale)
        fault, reply = ("", refused) if refused else self._choose(asked, request.body, locale, right)
        if self.options.is_recording:
            self.asked.append(replace(asked, fault=fault))
        self.ledger.note(request=number, fault=fault, locale=locale, body=request.body, right=right, reply=reply)
        return reply, asked

    def forget(self) -> None:
        """As if nothing had been asked yet: counts, the prompts that were cached, and which request came how often."""
        self.ledger.clear()
        self._cache = PromptCache()
        self._times_seen.clear()

    def usage(self, asked: Asked, reply: Completion) -> dict[str, Any]:
        """The tokens of an exchange, as the protocol states them; they are added up."""
        tokens_in, cached = self._cache.look_up(asked.prompt)
        tokens_out = count_tokens(reply.text or "")
        self.ledger.tokens_in += tokens_in
        self.ledger.tokens_cached += cached
        self.ledger.tokens_out += tokens_out
        return {
            "prompt_tokens": tokens_in,
            "completion_tokens": tokens_out,
            "total_tokens": tokens_in + tokens_out,
            "prompt_tokens_details": {"cached_tokens": cached},
        }

    def _refuse(self, asked: Asked) -> Raw | None:
        options = self.options
        if options.key is not None and asked.headers.get("authorization") != f"Bearer {options.key}":
            return fails(401, "Incorrect API key provided", code="invalid_api_key")
        if options.model is not None and asked.model != options.model:
            return fails(404, f"The model `{asked.model}` does not exist", code="model_not_found")
        if asked.format not in options.formats:
            return fails(400, f"response_format {asked.format} is not supported")
        return None

    def _choose(self, asked: Asked, body: bytes, locale: str, right: tuple[Item, ...]) -> tuple[str, Reply]:
        """(name of the fault or empty, reply)."""
        digest = hashlib.blake2b(body, digest_size=16).digest()
        self._times_seen[digest] += 1
        chance = random.Random(f"{self.options.seed}:{digest.hex()}:{self._times_seen[digest]}")  # noqa: S311
        step = self.script.pop(0) if self.script else self._draw(chance)
        exchange = Exchange(
            asked=asked,
            locale=locale,
            items=right,
            table=self.table,
            chance=chance,
            retry_after_s=self.options.retry_after_s,
            document=self._document(asked),
        )
        if callable(step):
            return getattr(step, "__name__", "scripted"), step(exchange)
        return step, find_fault(step)(exchange) if step else exchange.says(right)

    def _draw(self, chance: random.Random) -> str:
        drawn = chance.random()
        for name, share in self.options.faults:
            if drawn < share:
                return name
            drawn -= share
        return ""

    def _document(self, asked: Asked) -> str | None:
        """What is answered where no lines are asked for: what a test gave, else the smallest document there is."""
        if asked.question.shape is not Shape.DOCUMENT:
            return None
        name, schema = asked.schema
        value = self.documents[name](asked) if name in self.documents else smallest_document(schema)
        return json.dumps(value, ensure_ascii=False)


@dataclass(kw_only=True)
class Server:
    """Connections. `base_url` is known once it is started."""

    answering: Answering
    port: int = 0
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def base_url(self) -> str:
        """What a client is told."""
        return f"http://127.0.0.1:{self.port}/v1"

    async def start(self) -> None:
        """Listen on loopback; port 0 takes a free one.

        Raises:
            UsageError: the port is taken.
        """
        try:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, backlog=1024)
        except (OSError, OverflowError) as error:
            raise UsageError(f"port {self.port} cannot be listened on: {error}", hint="leave out --port") from error
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening and drop the connections."""
        if self._server is not None:
            self._server.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  # asyncio runs connections as tasks
        self._tasks.add(task)
        try:
            with suppress(ConnectionError):
                while (request := await read_request(reader)) is not None:
                    if not await self._respond(request, reader, writer):
                        break
        except asyncio.CancelledError:
            pass
        finally:
            self._tasks.discard(task)
            writer.transport.abort() if writer.is_closing() else writer.close()

    async def _respond(self, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection goes on."""
        path = request.path.partition("?")[0].rstrip("/")
        if request.method == "POST" and path.endswith("/chat/completions"):
            ledger = self.answering.ledger
            number = ledger.begin()
            try:
                reply, asked = self.answering.answer(number, request)
                await asyncio.sleep(self.answering.options.latency_s)
                return await self._send(reply, asked, reader, writer)
            finally:
                ledger.end()
        return await self._send(self._look_up(request, path), None, reader, writer)

    def _look_up(self, request: Request, path: str) -> Raw:
        """Models; and, for whoever runs the server, its counts and faults under /fake."""
        answering = self.answering
        if request.method == "GET" and path.endswith("/models"):
            model = {
                "id": answering.options.model or MODEL,
                "object": "model",
                "created": _CREATED,
                "owned_by": "nobody",
            }
            return Raw(body=json.dumps({"object": "list", "data": [model]}).encode())
        if request.method == "GET" and path == "/fake/stats":
            return Raw(body=answering.ledger.render().encode())
        if request.method == "PUT" and path == "/fake/faults":
            try:
                rates: Mapping[str, float] = {str(name): float(rate) for name, rate in json.loads(request.body).items()}
                answering.options = replace(answering.options, faults=spread(rates))
            except (ValueError, TypeError, AttributeError, UsageError) as error:
                return fails(400, str(error))
            answering.forget()
            return Raw(body=b"{}")
        return fails(404, f"no such path: {request.path}")

    async def _send(
        self, reply: Reply, asked: Asked | None, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        if reply.manner is Manner.RESET:
            reset(writer)
            return False
        if reply.manner is Manner.NEVER:
            await reader.read()
            return False
        if isinstance(reply, Completion):
            assert asked is not None  # noqa: S101  # completions answer requests for one
            usage = self.answering.usage(asked, reply)
            if asked.body.get("stream"):
                return await self._stream(reply, asked, usage, writer)
            reply = Raw(body=_completion(reply, asked, usage), manner=reply.manner)
        headers = (("content-type", reply.content_type), ("content-length", str(len(reply.body))), *reply.headers)
        writer.write(head_of(reply.status, headers))
        if reply.manner is Manner.BREAKS_OFF:
            writer.write(reply.body[: len(reply.body) // 2])
            await writer.drain()
            return False
        if reply.manner is Manner.TRICKLE:
            await trickle(writer, reply.body, self.answering.options.latency_s)
        else:
            writer.write(reply.body)
            await writer.drain()
        return True

    async def _stream(
        self, reply: Completion, asked: Asked, usage: dict[str, Any], writer: asyncio.StreamWriter
    ) -> bool:
        writer.write(head_of(200, (("content-type", "text/event-stream"), ("transfer-encoding", "chunked"))))
        data = b"".join(_events(reply, asked, usage))
        if reply.manner is Manner.BREAKS_OFF:
            writer.write(chunk(data[: len(data) // 2]))
            await writer.drain()
            return False
        if reply.manner is Manner.TRICKLE:
            for part in _events(reply, asked, usage):
                await asyncio.sleep(self.answering.options.latency_s / 4)
                writer.write(chunk(part))
                await writer.drain()
        else:
            writer.write(chunk(data))
        writer.write(chunk(b""))
        await writer.drain()
        return True


def _completion(reply: Completion, asked: Asked, usage: dict[str, Any]) -> bytes:
    message = {"role": "assistant", "content": reply.text, "refusal": reply.refusal}
    value = {
        "id": "chatcmpl-fake",
        "object": "chat.completion",
        "created": _CREATED,
        "model": asked.model or MODEL,
        "choices": [{"index": 0, "finish_reason": reply.finish, "message": message}],
        "usage": usage,
    }
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _events(reply: Completion, asked: Asked, usage: dict[str, Any]) -> list[bytes]:
    base = {
        "id": "chatcmpl-fake",
        "object": "chat.completion.chunk",
        "created": _CREATED,
        "model": asked.model or MODEL,
    }
    text = reply.text or ""
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": text[start : start + _EVENT_CHARS]} for start in range(0, len(text), _EVENT_CHARS)]
    if reply.refusal:
        deltas.append({"refusal": reply.refusal})
    events = [event(base | {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}) for delta in deltas]
    events.append(event(base | {"choices": [{"index": 0, "delta": {}, "finish_reason": reply.finish}]}))
    wanted = asked.body.get("stream_options")
    if isinstance(wanted, dict) and wanted.get("include_usage"):
        events.append(event(base | {"choices": [], "usage": usage}))
    return [*events, event("[DONE]")]
