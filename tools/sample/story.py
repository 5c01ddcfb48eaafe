"""Reads `story.toml` into frozen dataclasses, and aligns its times to frames."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FRAME_RATE = 25
FRAME_MS = 1000 // FRAME_RATE
STORY_PATH = Path(__file__).with_name("story.toml")


class SampleError(Exception):
    """The sample cannot be made; the message says in one sentence what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One spoken line or one text in the picture (`kind` dialogue, sign or phone; a sign has no speaker)."""

    id: str
    kind: str
    speaker: str
    start_ms: int
    end_ms: int
    text: str
    note: str

    @property
    def start_frame(self) -> int:
        """The first frame that shows the line."""
        return to_frame(self.start_ms)

    @property
    def end_frame(self) -> int:
        """The first frame that no longer shows the line."""
        return to_frame(self.end_ms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """A person of the story."""

    id: str
    name: str
    gender: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeStory:
    """One episode as written."""

    number: int
    title: str
    title_en: str
    duration_ms: int
    lines: tuple[Line, ...]
    signs: tuple[Line, ...]

    @property
    def frame_count(self) -> int:
        """Frames in the episode."""
        return to_frame(self.duration_ms)

    def sign(self, sign_id: str) -> Line:
        """Return the sign with this id."""
        return next(sign for sign in self.signs if sign.id == sign_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The whole series."""

    title: str
    title_note: str
    characters: tuple[Character, ...]
    episodes: tuple[EpisodeStory, ...]


def to_frame(time_ms: int) -> int:
    """Round a time to the nearest frame, halves up."""
    return (2 * time_ms + FRAME_MS) // (2 * FRAME_MS)


def read_story(path: Path = STORY_PATH) -> Story:
    """Read the story file."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    characters = tuple(
        Character(id=c["id"], name=c["name"], gender=c["gender"], about=c["about"]) for c in raw["characters"]
    )
    episodes = tuple(
        EpisodeStory(
            number=e["number"],
            title=e["title"],
            title_en=e["title_en"],
            duration_ms=e["duration_ms"],
            lines=tuple(_line(line) for line in e["lines"]),
            signs=tuple(_line(line) for line in e.get("signs", [])),
        )
        for e in raw["episodes"]
    )
    return Story(title=raw["title"], title_note=raw["title_note"], characters=characters, episodes=episodes)


def _line(raw: dict[str, Any]) -> Line:
    return Line(
        id=raw["id"],
        kind=raw.get("kind", "dialogue"),
        speaker=raw.get("speaker", ""),
        start_ms=raw["start_ms"],
        end_ms=raw["end_ms"],
        text=raw["text"],
        note=raw.get("note", ""),
    )
