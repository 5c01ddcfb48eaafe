"""Read what a model wrote as a list of translations, however it dressed them. Pure.

Asked for is `{"lines": ["12|三千|30 million. Sign tonight!", ...]}`: id, copied start of the source, translation.
Also read: the same lines without JSON, with full-width bars or without the start; objects with names; a map from id to
text; lists. An item that is not whole is left out, never guessed: its line is asked for again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reelbridge.core.errors import AnswerError
from reelbridge.translate.contract.flat_json import FlatReader, unescape, whole

#: sixty lines of 200 characters, with their ids and escapes, are less than a tenth of it
MAX_ANSWER_CHARS = 200_000

#: characters of one text in an answer; a subtitle has less than 200
MAX_TEXT_CHARS = 2000

#: characters of an answer in prose that a reason repeats
_MAX_QUOTED = 80

#: how often valid JSON is looked for amid prose
_MAX_STARTS = 20

_REASONING_BEGINS = re.compile(r"<(?:think|thinking|reasoning)>", re.IGNORECASE)
_REASONING_ENDS = re.compile(r"</(?:think|thinking|reasoning)>", re.IGNORECASE)

#: id, bar, then whatever follows: the start and the text, or the text alone
_LINE = re.compile(r"\s*#?\s*(\d{1,9})\s*[.:)]?\s*[|｜](.*)", re.DOTALL)
_BAR = re.compile(r"[|｜]")
#: the same behind a quotation mark that no backslash stands before
_QUOTED_LINE = re.compile(r"""(?<!\\)(["“„'‘])\s*#?\s*\d{1,9}\s*[.:)]?\s*[|｜]""")
_CLOSING = {'"': '"', "“": '”“"', "„": '“”"', "'": "'", "‘": "’'"}
_ESCAPE_OR_MARK = re.compile(r"""\\.|["“”'’]""", re.DOTALL)
#: what stands behind the closing mark of an item, whose place is cut off before the next item's opening mark
_AFTER_ITEM = re.compile(r"\s*,?\s*(?:[\]}]|\Z|```)|[ \t]*,?[ \t]*\n")
_PLAIN_LINE = re.compile(r"\s*(?:[-*•]\s+)?#?\s*\d{1,9}\s*[.:)]?\s*[|｜]")
_BULLET = re.compile(r"\s*[-*•]\s+")
_ID = re.compile(r"\s*#?\s*(\d{1,9})\s*[.:)]?\s*")
_OPENING = re.compile(r"[{\[]")
#: a line break as some models write it inside a text
_BREAK = re.compile(r"\\[nN]|<br\s*/?>")

_TEXT_NAMES = ("translation", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerItem:
    """One translation as the model gave it. `starts` is how it says that the source line starts, or empty."""

    id: str
    translation: str
    starts: str


def parse_answer(text: str, *, is_cut: bool = False) -> tuple[AnswerItem, ...]:
    """All whole items of an answer, in the order they stand in.

    Args:
        text: what the model wrote.
        is_cut: it was cut off at the end, so that a last line without a closing mark is not whole.

    Raises:
        AnswerError: there is none; the message tells what came instead.
    """
    if len(text) > MAX_ANSWER_CHARS:
        raise AnswerError(f"the model's answer has {len(text):,} characters; at most {MAX_ANSWER_CHARS:,} are read")
    plain = _without_reasoning(text)
    items = (
        _in_valid_json(plain)
        or tuple(_in_quotes(plain))
        or tuple(_in_structures(plain))
        or tuple(_in_plain_lines(plain, is_cut=is_cut))
    )
    if not items:
        raise AnswerError(_describe(plain))
    return items


def _without_reasoning(text: str) -> str:
    """What follows the reasoning that some models write first; its opening mark may be lost."""
    plain = text.strip()
    if plain.startswith(("{", "[", "```")):
        return plain  # a mark further on stands in a translation
    ends = _REASONING_ENDS.search(plain)
    if ends is None:
        return "" if _REASONING_BEGINS.match(plain) else plain
    return plain[ends.end() :].strip()


def _in_valid_json(plain: str) -> tuple[AnswerItem, ...]:
    """The lines of the first valid JSON that has any."""
    decoder = json.JSONDecoder(strict=False)
    place = -1
    for _ in range(_MAX_STARTS):
        found = _OPENING.search(plain, place + 1)
        if found is None:
            return ()
        place = found.start()
        try:
            value, _ = decoder.raw_decode(plain, place)
            items = tuple(item for text in _texts_in(value) if (item := _read_line(whole(text))) is not None)
        except (ValueError, RecursionError):
            continue
        if items:
            return items
    return ()


def _texts_in(value: object) -> Iterator[str]:
    """The texts that stand in lists, however deep."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, str):
                yield inner
            else:
                yield from _texts_in(inner)


def _in_quotes(plain: str) -> Iterator[AnswerItem]:
    """Lines in quotation marks in what is no valid JSON: cut off, with marks inside, with commas too many."""
    openings = list(_QUOTED_LINE.finditer(plain))
    ends = (*(opening.start() for opening in openings[1:]), len(plain))
    for opening, end in zip(openings, ends, strict=False):  # none at all leaves one end
        text = _read_to_closing(plain[opening.start() + 1 : end], _CLOSING[opening.group(1)])
        item = None if text is None else _read_line(text)
        if item is not None:
            yield item


def _read_to_closing(text: str, closing: str) -> str | None:
    """The text before the mark that closes it, or None. A mark that something else follows stands in the text."""
    for mark in _ESCAPE_OR_MARK.finditer(text, 0, MAX_TEXT_CHARS):
        if mark.group() in closing and _AFTER_ITEM.match(text, mark.end()):
            return unescape(text[: mark.start()])
    return None


def _in_structures(plain: str) -> Iterator[AnswerItem]:
    """Flat objects, maps from id to text, and lists of id and texts, wherever they stand."""
    place = 0
    while found := _OPENING.search(plain, place):
        reader = FlatReader(plain, found.start(), max_text_chars=MAX_TEXT_CHARS)
        if found.group() == "{":
            fields = reader.read_object()
            items = _read_fields(fields) if fields is not None else None
        else:
            values = reader.read_list()
            items = _read_values(values) if values is not None else None
        yield from items or ()
        # Whatever holds the items is not flat: the search then goes on inside it.
        place = found.end() if items is None else reader.place


def _read_fields(fields: tuple[tuple[str, str], ...]) -> tuple[AnswerItem, ...] | None:
    names = [name for name, _ in fields]
    if len(set(names)) < len(names) and "id" in names:
        return ()
    by_name = dict(fields)
    text = next((by_name[name] for name in _TEXT_NAMES if name in by_name), None)
    if "id" in by_name and text is not None:
        found = _ID.fullmatch(by_name["id"])
        return (_item(found.group(1), by_name.get("starts", ""), text),) if found else ()
    if fields and all(_ID.fullmatch(name) for name in names):
        read = (_read_line(f"{name}|{value}") for name, value in fields)
        return tuple(item for item in read if item is not None)
    return None


def _read_values(values: tuple[str, ...]) -> tuple[AnswerItem, ...] | None:
    """`[12, "三千", "text"]` or `[12, "text"]`."""
    found = _ID.fullmatch(values[0]) if 2 <= len(values) <= 3 else None
    if found is None:
        return None
    return (_item(found.group(1), values[1] if len(values) == 3 else "", values[-1]),)


def _in_plain_lines(plain: str, *, is_cut: bool) -> Iterator[AnswerItem]:
    """One item a line. One that runs on into a line of its own is not whole, nor is the last of a cut answer."""
    lines = plain.split("\n")
    for place, line in enumerate(lines):
        if not _PLAIN_LINE.match(line) or len(line) > MAX_TEXT_CHARS:
            continue
        following = lines[place + 1].strip() if place + 1 < len(lines) else ""
        runs_on = bool(following) and not _PLAIN_LINE.match(following) and not following.startswith("```")
        if runs_on or (is_cut and place + 1 == len(lines)):
            continue
        item = _read_line(whole(_BULLET.sub("", line, count=1)))
        if item is not None:
            yield item


def _read_line(text: str) -> AnswerItem | None:
    """`12|三千|text`, or `12|text` when the start was left out."""
    found = _LINE.fullmatch(text) if len(text) <= MAX_TEXT_CHARS else None
    if found is None:
        return None
    first, *rest = _BAR.split(found.group(2), maxsplit=1)
    return _item(found.group(1), first if rest else "", rest[0] if rest else first)


def _item(item_id: str, starts: str, translation: str) -> AnswerItem:
    return AnswerItem(id=str(int(item_id)), translation=_BREAK.sub("\n", translation).strip(), starts=starts.strip())


def _describe(plain: str) -> str:
    if not plain:
        return "the model's answer was empty"
    words = whole(" ".join(plain.split()))
    quoted = words if len(words) <= _MAX_QUOTED else words[:_MAX_QUOTED] + "..."
    return f"the model answered without translations: {quoted}"
