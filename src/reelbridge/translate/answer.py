"""Read what a model wrote as a list of translations, however it dressed them. Pure.

The items are found by themselves, wherever they stand: in an object, a list, one per line, in a code fence, after the
model's reasoning, or before the place where the answer was cut off. An item that is not whole is left out, never
guessed: its line is asked for again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reelbridge.core.errors import AnswerError

#: reasoning that some models write into the answer; an opened one that never closes goes to the end
_REASONING = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_REASONING_END = re.compile(r"^.*</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)

#: an opening quotation mark and those that close it: plain, or as a word processor writes them
_QUOTES = {'"': '"', "“": '”“"', "”": '”"', "„": '“”"', "'": "'", "‘": "’'"}
#: per set of closing marks: what comes before the next of them that no backslash stands before
_TO_CLOSING = {
    closing: re.compile(rf"((?:[^\\{closing}]++|\\.)*+)[{closing}]", re.DOTALL) for closing in set(_QUOTES.values())
}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_SPACE = re.compile(r"\s*")
_BARE = re.compile(r"[A-Za-z0-9.+-]+")

#: characters of one text in an answer; a subtitle has less than 200. Without a limit a quotation mark that is never
#: closed would be read to the end again from every brace.
_MAX_TEXT = 2000

#: characters of an answer in prose that a reason repeats
_MAX_QUOTED = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerItem:
    """One translation as the model gave it. `starts` is how it says that the source line starts, or empty."""

    id: str
    translation: str
    starts: str


def parse_answer(text: str) -> tuple[AnswerItem, ...]:
    """All whole items of an answer, in the order they stand in.

    Raises:
        AnswerError: there is none; the message tells what came instead.
    """
    plain = _REASONING_END.sub("", _REASONING.sub("", text)).strip()
    items: list[AnswerItem] = []
    place = plain.find("{")
    while place >= 0:
        reader = _Reader(plain, place)
        fields = reader.read_object()
        if fields is not None and "id" in fields and "translation" in fields:
            items.append(
                AnswerItem(
                    id=fields["id"].strip(),
                    translation=fields["translation"].strip(),
                    starts=fields.get("starts", "").strip(),
                )
            )
        # Whatever holds the items is no flat object: the search then goes on inside it.
        place = plain.find("{", place + 1 if fields is None else reader.place)
    if not items:
        raise AnswerError(_describe(plain))
    return tuple(items)


def _describe(plain: str) -> str:
    if not plain:
        return "the model's answer was empty"
    words = _whole(" ".join(plain.split()))
    quoted = words if len(words) <= _MAX_QUOTED else words[:_MAX_QUOTED] + "..."
    return f"the model answered without translations: {quoted}"


def _whole(text: str) -> str:
    """Surrogates joined; a lone one, which no file could hold, becomes the replacement character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Reader:
    """Reads one flat object: names with texts, numbers or words, no lists or objects within."""

    def __init__(self, text: str, place: int) -> None:
        self._text = text
        self.place = place

    def read_object(self) -> dict[str, str] | None:
        """The fields of the object at this place, or None when it is no flat object or not whole."""
        fields: dict[str, str] = {}
        self.place += 1
        while not self._take("}"):
            name = self._read_quoted()
            if name is None or not self._take(":"):
                return None
            value = self._read_value()
            if value is None or name in fields:
                return None
            fields[name] = value
            if not self._take(",") and not self._at("}"):
                return None
        return fields

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self.place)
        self.place = found.end() if found else self.place

    def _at(self, sign: str) -> bool:
        self._skip()
        return self._text.startswith(sign, self.place)

    def _take(self, sign: str) -> bool:
        if not self._at(sign):
            return False
        self.place += 1
        return True

    def _read_value(self) -> str | None:
        self._skip()
        if bare := _BARE.match(self._text, self.place):
            self.place = bare.end()
            return "" if bare.group() == "null" else bare.group()
        return self._read_quoted()

    def _read_quoted(self) -> str | None:
        self._skip()
        closing = _QUOTES.get(self._text[self.place : self.place + 1])
        if closing is None:
            return None
        found = _TO_CLOSING[closing].match(self._text, self.place + 1, self.place + 1 + _MAX_TEXT)
        if found is None:
            return None
        self.place = found.end()
        return _whole(_ESCAPE.sub(_unescape, found.group(1)))


def _unescape(escape: re.Match[str]) -> str:
    sign = escape.group(1)
    return chr(int(sign[1:], 16)) if len(sign) > 1 else _ESCAPES.get(sign, sign)
