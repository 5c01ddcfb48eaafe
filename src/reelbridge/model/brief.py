"""The part of the bible that one episode needs in one locale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reelbridge.model.bible import Gender


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who speaks or is spoken of. `called` is the name in the locale, empty where none is set."""

    name: str
    also: tuple[str, ...] = ()
    called: str = ""
    gender: Gender | None = None
    age: str = ""
    rank: str = ""
    speech: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressForm:
    """How `speaker` addresses `listener`: `says` in Chinese, `use` in the locale, empty where none is set."""

    speaker: str
    listener: str
    says: tuple[str, ...] = ()
    use: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A place, an organisation, a term or a joke, and what it means. Its fixed rendering is in the terms."""

    source: str
    also: tuple[str, ...] = ()
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a translator of the episode is told. `story` is what happened before, `summary` what happens here.

    `secrets` are sentences about what somebody does not know yet.
    """

    SCHEMA: ClassVar[str] = "brief.1"

    locale: str
    synopsis: str = ""
    story: str = ""
    summary: str = ""
    people: tuple[Person, ...] = ()
    addresses: tuple[AddressForm, ...] = ()
    things: tuple[Thing, ...] = ()
    secrets: tuple[str, ...] = ()
