"""`bible.toml`: read strictly, written so that a person likes to edit it.

A form per locale is `en = "Shen Xiaoman"`, or `en = { text = "Shen Xiaoman", way = "romanised", note = "..." }`.
"""

from __future__ import annotations

import tomllib
from typing import Any, TypeVar

from reelbridge.core.codec import from_plain
from reelbridge.core.errors import ConfigError, ParseError, UsageError
from reelbridge.core.lang import parse_tag
from reelbridge.formats.bible_checking import HINT, LABEL_CHARS, checked_bible
from reelbridge.model.bible import Address, Bible, Character, Entry, EpisodeNote, Secret

#: a bible of 80 episodes and 14 locales has about 200 KB; a larger file is something else
MAX_BYTES = 4 << 20

T = TypeVar("T", Character, Address, Entry, EpisodeNote, Secret)

#: what a table is called in a message: by the values of these keys
_LABELS: dict[type, tuple[str, ...]] = {
    Character: ("name",),
    Address: ("speaker", "listener"),
    Entry: ("source",),
    EpisodeNote: ("number",),
    Secret: ("what",),
}

_WITH_FORMS = (Character, Address, Entry)


def parse_bible(text: str, *, place: str) -> Bible:
    """A bible from the text of its file.

    Args:
        text: the whole file.
        place: what messages call it.

    Raises:
        ConfigError: not TOML, a key that is unknown, missing or of another type, or something that names nobody; the
            message says where.
    """
    if len(text) > MAX_BYTES:
        raise ConfigError(f"{place} is larger than {MAX_BYTES >> 20} MiB; it is no bible", hint=HINT)
    try:
        plain = tomllib.loads(text)
        bible = _from_tables(plain, place)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{place} is not TOML: {error}", hint=HINT) from error
    except ParseError as error:
        raise ConfigError(error.message, hint=HINT) from error
    return checked_bible(bible, place=place)


def _from_tables(plain: dict[str, Any], place: str) -> Bible:
    kinds: dict[str, Any] = {
        "characters": Character,
        "addresses": Address,
        "entries": Entry,
        "episodes": EpisodeNote,
        "secrets": Secret,
    }
    if unknown := sorted(plain.keys() - kinds.keys() - {"synopsis"}):
        raise ParseError(f"{place}: unknown key {', '.join(unknown)}; known: synopsis, {', '.join(kinds)}")
    sections = {key: _read_section(kind, plain.get(key, []), key, place) for key, kind in kinds.items()}
    synopsis = plain.get("synopsis", "")
    if not isinstance(synopsis, str):
        raise ParseError(f"{place}.synopsis: {synopsis!r} is not text")
    return Bible(synopsis=synopsis, **sections)


def _read_section(kind: type[T], items: Any, key: str, place: str) -> tuple[T, ...]:
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ParseError(f"{place}.{key}: expected tables that begin with [[{key}]]")
    found: list[T] = []
    for number, item in enumerate(items, 1):
        label = " -> ".join(str(item[name]) for name in _LABELS[kind] if name in item)[:LABEL_CHARS]
        here = f"{place}, [[{key}]] number {number}" + (f" ({label})" if label else "")
        is_with_forms = "forms" in item and kind in _WITH_FORMS
        forms = {"forms": _read_forms(item["forms"], f"{here}, forms")} if is_with_forms else {}
        found.append(from_plain(kind, item | forms, here))
    return tuple(found)


def _read_forms(forms: Any, place: str) -> list[dict[str, Any]]:
    """The table of forms as the codec wants it: a list."""
    if not isinstance(forms, dict):
        raise ParseError(f'{place}: expected locales with texts, such as en = "Shen Xiaoman"')
    found: dict[str, dict[str, Any]] = {}
    for key, form in forms.items():
        try:
            locale = parse_tag(key)
        except UsageError as error:
            raise ParseError(f"{place}: {error.message}") from error
        if locale in found:
            raise ParseError(f"{place}: {locale} stands twice")
        table = {"text": form} if isinstance(form, str) else form
        if not isinstance(table, dict) or "text" not in table or "locale" in table:
            raise ParseError(f'{place}.{key}: {form!r}; expected a text, or {{ text = "...", note = "..." }}')
        found[locale] = {**table, "locale": locale}
    return list(found.values())
