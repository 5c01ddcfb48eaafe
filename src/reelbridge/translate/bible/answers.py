"""What a model wrote about a series, as far as it can be believed: every name has to stand in the lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from reelbridge.core.lang import language_of
from reelbridge.core.text import HAN
from reelbridge.formats.assembling import clean_text
from reelbridge.model.bible import (
    Address,
    Bible,
    Character,
    Entry,
    EntryKind,
    EpisodeNote,
    Gender,
    Knowing,
    LocalForm,
    Secret,
    Way,
)
from reelbridge.translate.bible.finding import PRONOUNS
from reelbridge.translate.term_finder import normal

#: characters of a name; the longest catchphrases have about thirty
_MAX_NAME_CHARS = 60
#: characters of a form: a catchphrase in a language with long words
_MAX_FORM_CHARS = 150
#: characters of a remark, and of a paragraph; a model was asked for far less
_MAX_REMARK_CHARS = 300
_MAX_PARAGRAPH_CHARS = 1_200
#: items of one list; a part of a series has a tenth of that
_MAX_ITEMS = 200
_MAX_NAMES = 12

#: places in an answer where a JSON object may begin
_MAX_TRIES = 50

_REASONING = re.compile(r"^.*</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPart:
    """What can be believed, and the names that stand in no line."""

    bible: Bible
    dropped: tuple[str, ...]


def read_object(text: str, *, expected: str) -> dict[str, Any] | None:
    """The first JSON object of an answer that has a key, however the model dressed it; None where there is none."""
    plain = _REASONING.sub("", text)
    for candidate in (plain, _TRAILING_COMMA.sub(r"\1", plain)):
        for place, _ in zip(re.finditer(r"\{", candidate), range(_MAX_TRIES), strict=False):
            try:
                value, _end = json.JSONDecoder().raw_decode(candidate, place.start())
            except (ValueError, RecursionError):
                continue
            if isinstance(value, dict) and expected in value:
                return value
    return None


def read_part(plain: dict[str, Any], said: str, *, numbers: Sequence[int]) -> ReadPart:
    """What a model wrote down of some episodes.

    Args:
        plain: its answer.
        said: all lines of the series, as `normal` has them.
        numbers: the episodes that it was given.
    """
    dropped: list[str] = []

    def stands(name: str) -> bool:
        is_there = normal(name) in said
        if not is_there:
            dropped.append(name)
        return is_there

    characters = tuple(
        Character(
            name=name,
            also=tuple(other for other in _names(item, "also") if _is_another(other, name) and normal(other) in said),
            pinyin=_text(item, "pinyin", _MAX_NAME_CHARS),
            gender=_gender(item),
            age=_text(item, "age", _MAX_NAME_CHARS),
            rank=_text(item, "rank"),
            speech=_text(item, "speech"),
        )
        for item in _items(plain, "characters")
        if (name := _name(item, "name")) and stands(name)
    )
    return ReadPart(
        bible=Bible(
            characters=characters,
            addresses=tuple(
                Address(
                    speaker=speaker,
                    listener=listener,
                    says=tuple(word for word in _names(item, "says", pronouns=True) if normal(word) in said),
                    note=_text(item, "note"),
                )
                for item in _items(plain, "addresses")
                if (speaker := _name(item, "speaker")) and (listener := _name(item, "listener")) and speaker != listener
            ),
            entries=tuple(
                Entry(
                    kind=kind,
                    source=source,
                    also=tuple(other for other in _names(item, "also") if other != source and normal(other) in said),
                    meaning=_text(item, "meaning"),
                )
                for item in _items(plain, "entries")
                if (kind := _kind(item)) and (source := _name(item, "source")) and stands(source)
            ),
            episodes=tuple(
                EpisodeNote(number=number, summary=summary)
                for item in _items(plain, "episodes")
                if (number := _number(item, "number")) in numbers
                and (summary := _text(item, "summary", _MAX_PARAGRAPH_CHARS))
            ),
            secrets=tuple(
                Secret(
                    what=what,
                    known_by=tuple(
                        Knowing(who=who, episode=episode)
                        for each in _items(item, "known_by")
                        if (who := _name(each, "who")) and 1 <= (episode := _number(each, "episode")) <= max(numbers)
                    ),
                )
                for item in _items(plain, "secrets")
                if (what := _text(item, "what"))
            ),
        ),
        dropped=tuple(dict.fromkeys(dropped)),
    )


def _is_another(other: str, name: str) -> bool:
    """Whether it is another name: one character (妈, 川) stands in too many lines to be one."""
    return other != name and len(other) > 1


def read_groups(plain: dict[str, Any], key: str, *, count: int) -> tuple[tuple[int, ...], ...]:
    """Lists of two and more places from 0; whatever is no number from 1 to `count`, or stands twice, is left out."""
    seen: set[int] = set()
    groups: list[tuple[int, ...]] = []
    for listed in _list(plain, key):
        numbers = dict.fromkeys(number for number in listed if _is_number(number)) if isinstance(listed, list) else {}
        group = tuple(number - 1 for number in numbers if 1 <= number <= count and number - 1 not in seen)
        if len(group) > 1:
            groups.append(group)
            seen.update(group)
    return tuple(groups)


def read_synopsis(plain: dict[str, Any]) -> str:
    """The story of the series."""
    return _text(plain, "synopsis", _MAX_PARAGRAPH_CHARS * 2)


def read_forms(plain: dict[str, Any], locale: str, *, count: int) -> tuple[tuple[int, LocalForm], ...]:
    """Forms by number. One that is left in Chinese where nobody reads Chinese is none."""
    may_have_han = language_of(locale) in ("zh", "ja")
    found: dict[int, LocalForm] = {}
    for item in _items(plain, "forms"):
        number, text = _number(item, "id"), _text(item, "text", _MAX_FORM_CHARS)
        if not text or not 1 <= number <= count or number in found or (HAN.search(text) and not may_have_han):
            continue
        way = item.get("way")
        found[number] = LocalForm(
            locale=locale,
            text=text,
            way=Way(way) if isinstance(way, str) and way in tuple(Way) else None,
            note=_text(item, "note"),
        )
    return tuple(found.items())


def _list(plain: dict[str, Any], key: str) -> list[Any]:
    value = plain.get(key)
    return value[:_MAX_ITEMS] if isinstance(value, list) else []


def _items(plain: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    return (item for item in _list(plain, key) if isinstance(item, dict))


def _text(item: dict[str, Any], key: str, limit: int = _MAX_REMARK_CHARS) -> str:
    """A text on one line; a number will do, and one that never ends is cut."""
    value = item.get(key)
    text = str(value) if isinstance(value, str) or _is_number(value) else ""
    return " ".join(clean_text(text[: limit * 2]).split())[:limit].strip()


def _name(item: dict[str, Any], key: str) -> str:
    """A name; one that is cut is none, and a pronoun names nobody."""
    text = _text(item, key, _MAX_NAME_CHARS + 1)
    return "" if len(text) > _MAX_NAME_CHARS or text in PRONOUNS else text


def _names(item: dict[str, Any], key: str, *, pronouns: bool = False) -> tuple[str, ...]:
    texts = (_text({key: value}, key, _MAX_NAME_CHARS + 1) for value in _list(item, key)[: _MAX_NAMES * 2])
    kept = dict.fromkeys(
        text for text in texts if text and len(text) <= _MAX_NAME_CHARS and (pronouns or text not in PRONOUNS)
    )
    return tuple(kept)[:_MAX_NAMES]


def _gender(item: dict[str, Any]) -> Gender | None:
    value = item.get("gender")
    return Gender(value) if isinstance(value, str) and value in tuple(Gender) else None


def _kind(item: dict[str, Any]) -> EntryKind | None:
    value = item.get("kind")
    return EntryKind(value) if isinstance(value, str) and value in tuple(EntryKind) else None


def _number(item: dict[str, Any], key: str) -> int:
    value = item.get(key)
    return value if _is_number(value) else 0


def _is_number(value: object) -> TypeGuard[int]:
    """Whole and no larger than any count in a series."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1_000_000
