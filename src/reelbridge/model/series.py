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
    """Who translates. `model` and `base_url` are for engines that talk to a service."""

    name: str = "memory"
    model: str = ""
    base_url: str = ""


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
