"""A language model that needs no model: a real HTTP server on loopback that speaks the chat completions protocol.

It translates by rule (line 7 into Japanese is `[ja] line 7`, followed by the renderings of the terms that stand in the
line), so a test can tell that every line got its own text. `server.script(...)` makes it misbehave: each request takes
the next behaviour, and what comes after the last is answered well.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from types import TracebackType
from typing import Any

MODEL = "sample-model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What goes back over the wire. `promised` is a content length to state instead of the true one."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = "application/json"
    body: bytes = b""
    hangs_up: bool = False
    promised: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request for a completion, as it arrived."""

    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def system(self) -> str:
        return self.body["messages"][0]["content"]

    @property
    def payload(self) -> dict[str, Any]:
        return json.loads(self.body["messages"][-1]["content"])

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines to translate."""
        return [line for line in self.payload["lines"] if "id" in line]

    @property
    def format(self) -> str:
        return self.body.get("response_format", {}).get("type", "text")


Behaviour = Callable[[Asked], Reply]


def translate_line(asked: Asked, line: dict[str, Any]) -> str:
    payload = asked.payload
    renderings = [term["rendering"] for term in payload["terms"] if term["source"] in line["source"]]
    return " ".join([f"[{payload['locale']}] line {line['id']}", *renderings])


def items_of(asked: Asked) -> list[dict[str, str]]:
    return [
        {"id": line["id"], "starts": line["source"][:4], "translation": translate_line(asked, line)}
        for line in asked.lines
    ]


def says(asked: Asked, text: str | None, *, finish: str = "stop", refusal: str | None = None) -> Reply:
    """A well-formed completion with that content."""
    tokens_in = sum(len(message["content"]) for message in asked.body["messages"]) // 4
    tokens_out = len(text or "") // 4
    completion = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1767225600,
        "model": asked.body["model"],
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "message": {"role": "assistant", "content": text, "refusal": refusal},
            }
        ],
        "usage": {
            "prompt_tokens": tokens_in,
            "completion_tokens": tokens_out,
            "total_tokens": tokens_in + tokens_out,
        },
    }
    return Reply(body=json.dumps(completion).encode())


def says_items(asked: Asked, items: list[dict[str, str]]) -> Reply:
    return says(asked, json.dumps({"lines": items}, ensure_ascii=False))


def fails(status: int, message: str, *, code: str | None = None, **headers: str) -> Reply:
    """An error as OpenAI words it."""
    body = {"error": {"message": message, "type": "error", "param": None, "code": code}}
    return Reply(status=status, headers=tuple(headers.items()), body=json.dumps(body).encode())


# --- behaviours ---


def ok(asked: Asked) -> Reply:
    return says_items(asked, items_of(asked))


def busy(asked: Asked) -> Reply:
    return fails(429, "too many requests", **{"Retry-After": "0.01"})


def broken(asked: Asked) -> Reply:
    return fails(500, "the server had an error", **{"Retry-After": "0.01"})


def refuses(asked: Asked) -> Reply:
    return says(asked, "I'm sorry, but I can't help with that.")


def refuses_formally(asked: Asked) -> Reply:
    return says(asked, None, refusal="this is violent")


def filtered(asked: Asked) -> Reply:
    return fails(400, "the content policy forbids it", code="content_filter")


def empty(asked: Asked) -> Reply:
    return says(asked, None)


def fenced(asked: Asked) -> Reply:
    return says(asked, "Here you go:\n```json\n" + json.dumps({"lines": items_of(asked)}, indent=2) + "\n```\nEnjoy!")


def thinks_aloud(asked: Asked) -> Reply:
    draft = {"id": asked.lines[0]["id"], "starts": "", "translation": "a first thought"}
    return says(asked, f"<think>Maybe {json.dumps(draft)}?</think>\n" + json.dumps({"lines": items_of(asked)}))


def reordered(asked: Asked) -> Reply:
    """Items backwards, and the keys of each in another order."""
    return says_items(asked, [dict(reversed(item.items())) for item in reversed(items_of(asked))])


def one_per_line(asked: Asked) -> Reply:
    return says(asked, "\n".join(json.dumps(item) for item in items_of(asked)))


def truncated(asked: Asked) -> Reply:
    text = json.dumps({"lines": items_of(asked)})
    return says(asked, text[: len(text) // 2], finish="length")


def shifted(asked: Asked) -> Reply:
    """Every text one line too early, under ids that look right."""
    items = items_of(asked)
    moved = [{**later, "id": item["id"]} for item, later in pairwise(items)]
    return says_items(asked, [*moved, items[-1]])


def hangs_up(asked: Asked) -> Reply:
    return Reply(hangs_up=True)


def breaks_off(asked: Asked) -> Reply:
    """The connection ends in the middle of the answer."""
    whole = ok(asked)
    return Reply(body=whole.body[:40], promised=len(whole.body), hangs_up=True)


def web_page(asked: Asked) -> Reply:
    return Reply(content_type="text/html", body=b"<html><body>Welcome to the proxy</body></html>")


def no_choices(asked: Asked) -> Reply:
    return Reply(body=b'{"object": "chat.completion", "choices": []}')


def not_json(asked: Asked) -> Reply:
    return Reply(body=b"{not json")


def without(*ids: str) -> Behaviour:
    return lambda asked: says_items(asked, [item for item in items_of(asked) if item["id"] not in ids])


def with_text(line_id: str, text: str) -> Behaviour:
    """Good answers, but this text for one line."""
    return lambda asked: says_items(
        asked, [{**item, "translation": text} if item["id"] == line_id else item for item in items_of(asked)]
    )


def twice(line_id: str) -> Behaviour:
    """A second, different answer for one line."""
    return lambda asked: says_items(
        asked, [*items_of(asked), {"id": line_id, "starts": "", "translation": "something else"}]
    )


def renamed(line_id: str, other_id: str) -> Behaviour:
    """One line's answer under an id that nobody asked for."""
    return lambda asked: says_items(
        asked, [{**item, "id": other_id} if item["id"] == line_id else item for item in items_of(asked)]
    )


def echoes(asked: Asked) -> Reply:
    return says_items(asked, [{**item, "translation": line["source"]} for item, line in _with_lines(asked)])


def _with_lines(asked: Asked) -> list[tuple[dict[str, str], dict[str, Any]]]:
    return list(zip(items_of(asked), asked.lines, strict=True))


def slow(seconds: float) -> Behaviour:
    def answer(asked: Asked) -> Reply:
        time.sleep(seconds)
        return ok(asked)

    return answer


# --- the server ---


@dataclass
class LlmServer:
    """Use it in a `with`. `key` is the one it wants, if any; `formats` what it knows of `response_format`."""

    key: str | None = None
    formats: tuple[str, ...] = ("json_schema", "json_object", "text")
    asked: list[Asked] = field(default_factory=list)
    _script: list[Behaviour] = field(default_factory=list)

    def __enter__(self) -> LlmServer:
        server = self

        class Handler(_Handler):
            owner = server

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def script(self, *behaviours: Behaviour) -> None:
        """What the next requests get."""
        self._script.extend(behaviours)

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        if self.key is not None and asked.headers.get("authorization") != f"Bearer {self.key}":
            return fails(401, "Incorrect API key provided")
        if asked.body["model"] != MODEL:
            return fails(404, f"The model `{asked.body['model']}` does not exist", code="model_not_found")
        if asked.format not in self.formats:
            return fails(400, f"response_format {asked.format} is not supported")
        behaviour = self._script.pop(0) if self._script else ok
        return behaviour(asked)


class _Handler(BaseHTTPRequestHandler):
    owner: LlmServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/v1/models":
            models = {"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": "tests"}]}
            self._send(Reply(body=json.dumps(models).encode()))
        else:
            self._send(fails(404, f"no such path: {self.path}"))

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if self.path != "/v1/chat/completions":
            self._send(fails(404, f"no such path: {self.path}"))
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._send(self.owner.answer(Asked(headers=headers, body=json.loads(data))))

    def _send(self, reply: Reply) -> None:
        if not reply.hangs_up or reply.body:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body) if reply.promised is None else reply.promised))
            for name, value in reply.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)
        self.close_connection = reply.hangs_up

    def log_message(self, format: str, *args: object) -> None:
        """Tests are quiet."""
