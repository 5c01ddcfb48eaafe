"""A series as its owner describes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeEntry:
    """One episode: its number, and paths relative to the series folder (or absolute)."""

    number: int
    video: str
    sidecar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineChoice:
    """Who translates. `model` and `base_url` are for engines that talk to a service."""

    name: str = "memory"
    model: str = ""
    base_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What `series.toml` says. Memories and terms are files relative to the series folder."""

    SCHEMA: ClassVar[str] = "series.1"

    title: str
    source_locale: str
    locales: tuple[str, ...]
    episodes: tuple[EpisodeEntry, ...]
    memories: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    engine: EngineChoice = EngineChoice()
