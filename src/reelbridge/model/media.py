"""Video and sound as they came in."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRef:
    """A file in the store: what it is called, and its content."""

    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file of the user's. It stays where it is; `digest` is its SHA-256, `size` in bytes.

    No result holds one: equal contents give equal results wherever they lie and whatever they are called.
    """

    path: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioStream:
    """One sound stream."""

    index: int
    codec: str
    sample_rate_hz: int
    channels: int
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStream:
    """One embedded subtitle stream."""

    index: int
    codec: str
    language: str | None
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaInfo:
    """A video that can be used. Width and height in pixels as a viewer sees them, after `rotation` (0, 90, 180, 270,
    clockwise degrees from the stored to the shown picture). `frame_rate` is the average when `is_variable_rate`.
    `source` is the video by its content; where it lies is told by `Work.path`."""

    SCHEMA: ClassVar[str] = "media_info.1"

    source: FileRef
    duration_ms: int
    width: int
    height: int
    rotation: int
    frame_rate: Fraction
    is_variable_rate: bool
    video_codec: str
    audio: tuple[AudioStream, ...]
    text: tuple[TextStream, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_vertical(self) -> bool:
        """Whether the picture is higher than wide."""
        return self.height > self.width


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanPlate:
    """The picture of an episode without its burned-in dialogue: upright, its frames at the times of the source.

    `mode` says how the text was taken off (`fill`, `blur`, `box`); `frames` is how many frames were changed.
    """

    SCHEMA: ClassVar[str] = "clean_plate.1"

    file: FileRef
    mode: str
    frames: int
    notes: tuple[str, ...] = ()
