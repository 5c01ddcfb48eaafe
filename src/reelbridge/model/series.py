"""A series as its owner describes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Picture(StrEnum):
    """Which picture goes out."""

    ORIGINAL = "original"
    CLEAN = "clean"  # without the lines that are burned into the original


#: how burned-in lines are taken off unless somebody says otherwise: filled with what stands behind the letters
DEFAULT_ERASER = "fill"


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeEntry:
    """One episode: its number, and paths relative to the series folder (or absolute).

    `sidecar` is a subtitle file that is used instead of reading the picture; `script` a text file with the words, which
    get their times from the picture.
    """

    number: int
    video: str
    sidecar: str | None = None
    script: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineChoice:
    """Who translates what the memory does not know.

    Attributes:
        model: for a service: the endpoint's name of the model.
        base_url: for a service: where it is; empty for OpenAI's own.
        folder: for a model on disk: its folder, relative to the series folder.
        in_flight: requests to the service at a time.
        requests_per_minute: the service's limit; None for none.
        tokens_per_minute: the service's limit, tokens in and out together; None for none.
        usd_per_million_in: the price of a million tokens that are sent; None where it is not known.
        usd_per_million_out: the price of a million tokens that come back.
        looks_twice: ask a model a second time for the lines most in doubt; a person looks where it says something else.
        next: who is asked for the lines that this one leaves untranslated.
    """

    name: str = "memory"
    model: str = ""
    base_url: str = ""
    folder: str = ""
    in_flight: int = 8
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    usd_per_million_in: float | None = None
    usd_per_million_out: float | None = None
    looks_twice: bool = False
    next: EngineChoice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What `series.toml` says. Memories and terms are files relative to the series folder.

    `picture` is `original` or `clean`: without the lines that are burned into the original. `erase` says how they are
    taken off: `fill` (which it is unless it says otherwise), `blur` or `box`.
    """

    SCHEMA: ClassVar[str] = "series.1"

    title: str
    source_locale: str
    locales: tuple[str, ...]
    episodes: tuple[EpisodeEntry, ...]
    memories: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    picture: Picture = Picture.ORIGINAL
    erase: str | None = None
    engine: EngineChoice = EngineChoice()
