"""What goes out: files with their origin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from reelbridge.model.media import FileRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedFile:
    """A file at a relative POSIX path inside an episode's folder. `origin` says in words what it was made from."""

    path: str
    file: FileRef
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoRendition:
    """One rung of the ladder. Bandwidths in bits per second; `codecs` is the RFC 6381 string of the bitstream."""

    name: str
    playlist: str
    width: int
    height: int
    frame_rate: Fraction
    peak_bandwidth: int
    average_bandwidth: int
    codecs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioRendition:
    """One sound track."""

    name: str
    playlist: str
    language: str
    channels: int
    peak_bandwidth: int
    average_bandwidth: int
    codecs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoPackage:
    """The picture and original sound of one episode, encoded once for all locales.

    `erased` says how the burned-in lines were taken off the picture (`fill`, `blur`, `box`); it is empty where they
    were not.
    """

    SCHEMA: ClassVar[str] = "video_package.2"
    #: version 2 can say that the lines were taken off; of a package of version 1 they never were
    UPGRADES: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: dict}

    duration_ms: int
    video: tuple[VideoRendition, ...]
    audio: tuple[AudioRendition, ...]
    preview: str
    poster: str
    files: tuple[PackagedFile, ...]
    erased: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubtitlePackage:
    """The text of one episode in one locale: an HLS rendition (`playlist`) and the plain files."""

    SCHEMA: ClassVar[str] = "subtitle_package.1"

    locale: str
    playlist: str
    files: tuple[PackagedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """All files of one episode, ready to be served, its manifest among them."""

    SCHEMA: ClassVar[str] = "package.1"

    files: tuple[PackagedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameStrip:
    """One small picture per cue, side by side in one JPEG from left to right: tile n shows cue `cue_ids[n]`."""

    SCHEMA: ClassVar[str] = "frame_strip.1"

    file: FileRef
    tile_width: int
    tile_height: int
    cue_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnedVideo:
    """One episode with the lines of one locale in the picture."""

    SCHEMA: ClassVar[str] = "burned_video.1"

    locale: str
    files: tuple[PackagedFile, ...]
