"""What a client asks for: its request, and the lines found in it, however it writes them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

#: `target=ja` in the system text, for clients that do not name the locale in their payload
_TARGET = re.compile(r"target=([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)")

#: `12. text`, `12) text`, `12|text`, `12: text`
_NUMBERED = re.compile(r"^[ \t]*(\d+)([.)|:])[ \t]*(.*)$", re.MULTILINE)

#: under which name lists of objects carry the text
_TEXT_KEYS = ("source", "text", "content", "original")


class Shape(StrEnum):
    """How the lines came, and so how they go back."""

    PIPED = "piped"  # ours: {"lines": [[12, "text", 24], ...]} -> {"lines": ["12|te|translation", ...]}
    OBJECTS = "objects"  # [{"id": ..., "text": ...}, ...]
    MAP = "map"  # {"1": "text", ...}
    TEXTS = "texts"  # ["text", ...]
    NUMBERED = "numbered"  # 1. text
    PLAIN = "plain"  # the whole content is one line
    DOCUMENT = "document"  # no lines: something else is asked for, by schema


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """One line to translate. `was` is the text to shorten; `max_chars` 0 stands for no limit."""

    id: str
    source: str
    max_chars: int = 0
    was: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked for.

    `mark` is what stands behind the numbers, or the name of the text in each object; `is_wrapped`: the list stands
    under "lines"; `has_numbers`: the ids are numbers, not texts.
    """

    shape: Shape
    lines: tuple[AskedLine, ...] = ()
    locale: str = ""
    names: tuple[tuple[str, str], ...] = ()
    is_shorten: bool = False
    mark: str = ""
    is_wrapped: bool = False
    has_numbers: bool = False


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request for a completion, as it arrived. `headers` have small letters."""

    headers: dict[str, str]
    body: dict[str, Any]
    fault: str = field(default="", compare=False)

    @property
    def system(self) -> str:
        """What the system messages say."""
        return "\n".join(_content(part) for part in self._messages if part.get("role") in ("system", "developer"))

    @property
    def user(self) -> str:
        """What the last message says."""
        return _content(self._messages[-1]) if self._messages else ""

    @property
    def prompt(self) -> str:
        """All messages."""
        return "\n".join(_content(part) for part in self._messages)

    @property
    def payload(self) -> Any:
        """The JSON of the last message.

        Raises:
            ValueError: it is none.
        """
        return json.loads(self.user)

    @property
    def model(self) -> str:
        """The model asked."""
        return str(self.body.get("model", ""))

    @property
    def format(self) -> str:
        """The type of `response_format`."""
        wanted = self.body.get("response_format")
        return str(wanted.get("type", "text")) if isinstance(wanted, dict) else "text"

    @property
    def schema(self) -> tuple[str, dict[str, Any]]:
        """Name and schema of the answer, empty where none is given."""
        wanted = self.body.get("response_format")
        described = wanted.get("json_schema") if isinstance(wanted, dict) else None
        if not isinstance(described, dict):
            return "", {}
        schema = described.get("schema")
        return str(described.get("name", "")), schema if isinstance(schema, dict) else {}

    @property
    def lines(self) -> tuple[AskedLine, ...]:
        """The lines to translate."""
        return self.question.lines

    @cached_property
    def question(self) -> Question:
        """What is asked for."""
        return read_question(self.system, self.user, has_schema=bool(self.schema[1]))

    @property
    def _messages(self) -> list[dict[str, Any]]:
        messages = self.body.get("messages")
        return [part for part in messages if isinstance(part, dict)] if isinstance(messages, list) else []


def _content(message: dict[str, Any]) -> str:
    """A message's text; a list of parts is joined."""
    content = message.get("content")
    if isinstance(content, list):
        return "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""


def read_question(system: str, user: str, *, has_schema: bool = False) -> Question:
    """The lines of a request and how they are written. What surrounds a JSON value or numbered lines is passed over."""
    target = _TARGET.search(system) or _TARGET.search(user)
    locale = target.group(1) if target else ""
    value = _find_json(user)
    if isinstance(value, dict) and "lines" in value:
        return _read_payload(value, locale)
    if isinstance(value, dict) and value and all(isinstance(text, str) for text in value.values()):
        lines = tuple(AskedLine(id=str(key), source=text) for key, text in value.items())
        return Question(shape=Shape.MAP, lines=lines, locale=locale)
    if isinstance(value, list) and (found := _read_list(value, locale)):
        return found
    if has_schema or (isinstance(value, dict) and _is_json(user)):
        return Question(shape=Shape.DOCUMENT, locale=locale)
    numbered = _NUMBERED.findall(user)
    if numbered:
        lines = tuple(AskedLine(id=number, source=text) for number, _, text in numbered)
        return Question(shape=Shape.NUMBERED, lines=lines, locale=locale, mark=numbered[0][1])
    return Question(shape=Shape.PLAIN, lines=(AskedLine(id="1", source=user.strip()),), locale=locale)


def _read_payload(value: dict[str, Any], locale: str) -> Question:
    """Our own form, or a list of another form under "lines"."""
    given = value["lines"]
    named = str(value.get("locale") or locale)
    if not isinstance(given, list):
        return Question(shape=Shape.DOCUMENT, locale=named)
    if not all(isinstance(line, list) and len(line) >= 2 for line in given):
        found = _read_list(given, named)
        return replace(found, is_wrapped=True) if found else Question(shape=Shape.DOCUMENT, locale=named)
    pairs = value.get("names") or ()
    return Question(
        shape=Shape.PIPED,
        lines=tuple(_read_piped(line) for line in given),
        locale=named,
        names=tuple((str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) >= 2),
        is_shorten=value.get("task") == "shorten",
    )


def _read_piped(line: list[Any]) -> AskedLine:
    extras = next((item for item in line[2:] if isinstance(item, dict)), {})
    most = line[2] if len(line) > 2 and isinstance(line[2], int) else 0
    return AskedLine(id=str(line[0]), source=str(line[1]), max_chars=most, was=str(extras.get("was", "")))


def _read_list(value: list[Any], locale: str) -> Question | None:
    if value and all(isinstance(item, str) for item in value):
        lines = tuple(AskedLine(id=str(number), source=text) for number, text in enumerate(value, 1))
        return Question(shape=Shape.TEXTS, lines=lines, locale=locale)
    objects = [item for item in value if isinstance(item, dict) and "id" in item]
    key = next((key for key in _TEXT_KEYS if objects and all(isinstance(item.get(key), str) for item in objects)), "")
    if not key:
        return None
    return Question(
        shape=Shape.OBJECTS,
        lines=tuple(AskedLine(id=str(item["id"]), source=item[key]) for item in objects),
        locale=locale,
        mark="translation" if key == "source" else key,
        has_numbers=all(isinstance(item["id"], int) for item in objects),
    )


def _is_json(text: str) -> bool:
    """Whether the whole text is JSON."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _find_json(text: str) -> Any:
    """The first JSON object or list in a text, or None."""
    for match in re.finditer(r"[{\[]", text):
        try:
            return json.JSONDecoder().raw_decode(text, match.start())[0]
        except (ValueError, RecursionError):
            continue
    return None
