"""The bible of a series: who is who, what things are called, and what has happened. People edit it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Gender(StrEnum):
    """What a pronoun needs to know."""

    FEMALE = "female"
    MALE = "male"


class EntryKind(StrEnum):
    """What an entry is about."""

    NAME = "name"  # another name of somebody that has a form of its own: 小满 beside 沈小满
    ADDRESS = "address"  # how people are called: 师父, 二叔, 陆总
    PLACE = "place"
    ORGANISATION = "organisation"
    TERM = "term"
    JOKE = "joke"  # a running joke or a catchphrase: it has to be the same every time


class Way(StrEnum):
    """How a name got its form in a locale."""

    ROMANISED = "romanised"
    TRANSLATED = "translated"
    LOCALISED = "localised"  # another name that does there what this one does at home
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalForm:
    """What something is called in one locale."""

    locale: str
    text: str
    way: Way | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """Somebody. `name` is Chinese, `also` other names in the lines: 小满, 沈老板. Free text may be empty.

    `forms` are of the name; another name in `also` has its form in an `Entry` of kind `name` or in the termbase.
    """

    name: str
    also: tuple[str, ...] = ()
    pinyin: str = ""
    gender: Gender | None = None
    age: str = ""
    rank: str = ""
    speech: str = ""
    note: str = ""
    forms: tuple[LocalForm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """How `speaker` addresses `listener`, both names of characters: one cell of the honorific matrix.

    `says` are the Chinese forms: 陆总, 您. The `text` of a form is what a locale does: `vous`, `-san`, `anh/em`.
    """

    speaker: str
    listener: str
    says: tuple[str, ...] = ()
    note: str = ""
    forms: tuple[LocalForm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place, an organisation, a term or a running joke. `source` and `also` are as they stand in the lines.

    `forms` are of the source; other words in `also` share its meaning, not its form.
    """

    kind: EntryKind
    source: str
    also: tuple[str, ...] = ()
    meaning: str = ""
    forms: tuple[LocalForm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeNote:
    """What happens in an episode, in a paragraph."""

    number: int
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowing:
    """From which episode on somebody knows."""

    who: str
    episode: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """Something that some know and others do not: nobody may give it away before."""

    what: str
    known_by: tuple[Knowing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bible:
    """Everything a translator of the series would want to be told."""

    SCHEMA: ClassVar[str] = "bible.1"

    synopsis: str = ""
    characters: tuple[Character, ...] = ()
    addresses: tuple[Address, ...] = ()
    entries: tuple[Entry, ...] = ()
    episodes: tuple[EpisodeNote, ...] = ()
    secrets: tuple[Secret, ...] = ()
