"""Translation memory: what people have approved before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reelbridge.core.hashing import digest_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One source text.

    Attributes:
        previous_id: the segment that came before it when it was translated, its context.
        series: the series it was said in.
        episode: the number of the episode it was said in.
    """

    id: str
    source: str
    previous_id: str | None = None
    speaker: str | None = None
    note: str | None = None
    series: str | None = None
    episode: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentList:
    """The source side of a memory."""

    SCHEMA: ClassVar[str] = "segment_list.2"
    #: version 2 added fields that have a value of their own where they are missing
    UPGRADES: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: dict}

    source_locale: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One approved translation of a segment: `by` whom, and `at` when (in UTC: `2026-11-24T15:00:00Z`), if known."""

    segment_id: str
    text: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderingList:
    """The target side of a memory in one locale."""

    SCHEMA: ClassVar[str] = "rendering_list.2"
    #: version 2 added fields that have a value of their own where they are missing
    UPGRADES: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: dict}

    locale: str
    renderings: tuple[Rendering, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A segment with its translations, each with its locale."""

    segment: Segment
    renderings: tuple[tuple[str, Rendering], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Both sides."""

    SCHEMA: ClassVar[str] = "memory.2"
    #: version 2 added fields that have a value of their own where they are missing
    UPGRADES: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: dict}

    sources: SegmentList
    targets: tuple[RenderingList, ...]

    def in_locale(self, locale: str) -> RenderingList:
        """The renderings in one locale; an empty list where there are none."""
        return next(
            (found for found in self.targets if found.locale == locale),
            RenderingList(locale=locale, renderings=()),
        )

    def units(self) -> Iterator[Unit]:
        """The segments in their order, each with its translations in the order of the locales."""
        by_segment: dict[str, list[tuple[str, Rendering]]] = {}
        for target in self.targets:
            for rendering in target.renderings:
                by_segment.setdefault(rendering.segment_id, []).append((target.locale, rendering))
        for segment in self.sources.segments:
            yield Unit(segment=segment, renderings=tuple(by_segment.get(segment.id, ())))


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryRef:
    """A memory as a file. `name` is what series.toml calls it; `digest` stands for its content and changes with it."""

    name: str
    path: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorySet:
    """The memories of a series. Where two are equally good the earlier one wins."""

    refs: tuple[MemoryRef, ...] = ()

    @property
    def digest(self) -> str:
        """Stands for the content of all of them, wherever the files lie."""
        return digest_bytes("\n".join(f"{ref.name}\t{ref.digest}" for ref in self.refs).encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A segment of the memory that is like a cue. `score` 0 to 100; `in_context` when the line before matches too.

    `source` is the segment's text, so that a person can be told what differs.
    """

    segment_id: str
    score: float
    in_context: bool
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueMatches:
    """The matches of one cue, best first; none is a valid answer."""

    cue_id: str
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """What the memory knows of one episode, in any locale: exactly one entry per cue, in order."""

    SCHEMA: ClassVar[str] = "recall.1"

    cues: tuple[CueMatches, ...]
