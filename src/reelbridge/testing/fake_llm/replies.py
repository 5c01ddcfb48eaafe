"""What goes back to a client: a completion in the shape it asked in, or something else altogether."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reelbridge.testing.fake_llm.asked import Question, Shape

#: characters of the source that are copied in front of a translation
COPIED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of an answer. `starts` is what it says its source starts with."""

    id: str
    starts: str
    text: str


class Manner(StrEnum):
    """How a reply goes over the wire."""

    WHOLE = "whole"
    TRICKLE = "trickle"
    BREAKS_OFF = "breaks off"
    RESET = "reset"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """An answer of the model. `items` are the lines in it, for the truth that is recorded."""

    text: str | None
    items: tuple[Item, ...] = ()
    finish: str = "stop"
    refusal: str | None = None
    manner: Manner = Manner.WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Whatever is no answer of a model."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = "application/json"
    body: bytes = b""
    manner: Manner = Manner.WHOLE


Reply = Completion | Raw


def fails(status: int, message: str, *, code: str | None = None, **headers: str) -> Raw:
    """An error as OpenAI words it; headers are named with `_` for `-`."""
    body = {"error": {"message": message, "type": "error", "param": None, "code": code}}
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Raw(status=status, headers=named, body=json.dumps(body).encode())


def says(question: Question, items: Sequence[Item]) -> Completion:
    """A good completion with these items."""
    return Completion(text=write_items(question, items), items=tuple(items))


def write_items(question: Question, items: Sequence[Item]) -> str:
    """The items in the shape of the question. Twice the same id in a JSON map stands there twice."""
    if question.shape is Shape.PIPED:
        return _compact({"lines": [f"{item.id}|{item.starts}|{item.text}" for item in items]})
    if question.shape is Shape.MAP:
        pairs = (f"{_compact(item.id)}:{_compact(item.text)}" for item in items)
        return "{" + ",".join(pairs) + "}"
    if question.shape is Shape.OBJECTS:
        ids = [int(item.id) if question.has_numbers else item.id for item in items]
        objects = [{"id": key, question.mark: item.text} for key, item in zip(ids, items, strict=True)]
        return _compact({"lines": objects} if question.is_wrapped else objects)
    if question.shape is Shape.TEXTS:
        texts = [item.text for item in items]
        return _compact({"lines": texts} if question.is_wrapped else texts)
    if question.shape is Shape.NUMBERED:
        mark = question.mark if question.mark == "|" else f"{question.mark} "
        return "\n".join(f"{item.id}{mark}{item.text}" for item in items)
    return "\n".join(item.text for item in items)


def smallest_document(schema: dict[str, Any], depth: int = 0) -> Any:
    """The smallest value that a JSON schema allows: empty texts and lists, zeros, the first word of an enumeration.

    Without a schema an object with nothing in it.
    """
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if isinstance(kind, list):
        return None if "null" in kind else smallest_document({**schema, "type": kind[0]}, depth)
    if kind == "object" and depth < 20:
        wanted = schema.get("properties", {})
        return {
            name: smallest_document(wanted[name], depth + 1) for name in schema.get("required", ()) if name in wanted
        }
    return {"object": {}, "array": [], "integer": 0, "number": 0, "boolean": False, "string": ""}.get(str(kind), {})


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
