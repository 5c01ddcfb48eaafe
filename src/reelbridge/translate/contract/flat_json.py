"""Read one object or list that is almost JSON: any quotation marks, commas too many. Pure."""

from __future__ import annotations

import re

#: an opening quotation mark and those that close it: plain, or as a word processor writes them
_QUOTES = {'"': '"', "“": '”“"', "”": '”"', "„": '“”"', "'": "'", "‘": "’'"}
#: per set of closing marks: what comes before the next of them that no backslash stands before
_TO_CLOSING = {
    closing: re.compile(rf"((?:[^\\{closing}]++|\\.)*+)[{closing}]", re.DOTALL) for closing in set(_QUOTES.values())
}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_SPACE = re.compile(r"\s*")
_BARE = re.compile(r"[A-Za-z0-9.+-]{1,40}")

#: a flat object has as many fields as a window has lines, with room
_MAX_FIELDS = 500


def unescape(text: str) -> str:
    """JSON's escapes as what they stand for."""
    return whole(_ESCAPE.sub(_unescape, text))


def whole(text: str) -> str:
    """Surrogates joined; a lone one, which no file could hold, becomes the replacement character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescape(escape: re.Match[str]) -> str:
    sign = escape.group(1)
    return chr(int(sign[1:], 16)) if len(sign) > 1 else _ESCAPES.get(sign, sign)


class FlatReader:
    """Reads texts, numbers and words from `place` on; what holds a list or an object within is not read.

    Args:
        text: the whole answer.
        place: of the opening brace or bracket; afterwards, where reading ended.
        max_text_chars: a longer text is not read: a mark that is never closed would be searched from everywhere.
    """

    def __init__(self, text: str, place: int, *, max_text_chars: int) -> None:
        self._text = text
        self._max_text_chars = max_text_chars
        self.place = place

    def read_object(self) -> tuple[tuple[str, str], ...] | None:
        """Names and values of the object at this place, or None when it is not flat or not whole."""
        fields: list[tuple[str, str]] = []
        self.place += 1
        while not self._take("}"):
            name = self._read_quoted()
            if name is None or not self._take(":"):
                return None
            value = self._read_value()
            if value is None or len(fields) >= _MAX_FIELDS:
                return None
            fields.append((name.strip(), value))
            if not self._take(",") and not self._at("}"):
                return None
        return tuple(fields)

    def read_list(self) -> tuple[str, ...] | None:
        """The values of the list at this place, or None when it is not flat or not whole."""
        values: list[str] = []
        self.place += 1
        while not self._take("]"):
            value = self._read_value()
            if value is None or len(values) >= _MAX_FIELDS:
                return None
            values.append(value)
            if not self._take(",") and not self._at("]"):
                return None
        return tuple(values)

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
        found = _TO_CLOSING[closing].match(self._text, self.place + 1, self.place + 1 + self._max_text_chars)
        if found is None:
            return None
        self.place = found.end()
        return unescape(found.group(1))
