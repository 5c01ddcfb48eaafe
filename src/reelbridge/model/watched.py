"""What was seen and heard of one video, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from reelbridge.model.media import FileRef
from reelbridge.model.shot import ShotList, ShotLook
from reelbridge.model.signal import Track


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmStrip:
    """Small pictures of shots side by side in JPEG sheets, upright, `columns` a row.

    Picture `i` is on sheet `i // per_sheet`, at place `i % per_sheet` in reading order.
    """

    sheets: tuple[FileRef, ...]
    width: int
    height: int
    columns: int
    per_sheet: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What was seen of a video: `tracks` are `pan`, `tilt`, `zoom`, `shake`, `subject-motion`, `brightness`,
    `saturation`, `warmth`, and `face-height` where faces were looked for."""

    SCHEMA: ClassVar[str] = "watched.1"

    shots: ShotList
    looks: tuple[ShotLook, ...]
    tracks: tuple[Track, ...]
    strip: FilmStrip | None
    notes: tuple[str, ...] = ()


class SoundKind(StrEnum):
    """What is mostly heard."""

    SPEECH = "speech"
    MUSIC = "music"  # or noise: anything that is loud enough and no speech
    SILENCE = "silence"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundSpan:
    """A stretch of one kind of sound."""

    kind: SoundKind
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was heard of a video: `tracks` are `loudness` and, where speech was looked for, `speech`.

    `spans` follow each other without a gap over the whole video; a video without sound has none, and no tracks.
    `loudness_lufs` is the integrated loudness (EBU R128); None where there is none.
    """

    SCHEMA: ClassVar[str] = "heard.1"

    tracks: tuple[Track, ...]
    spans: tuple[SoundSpan, ...]
    loudness_lufs: float | None
    notes: tuple[str, ...] = ()
