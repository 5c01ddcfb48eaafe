"""Translation memory: what people have approved before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One source text. `previous_id` is the segment that came before it when it was translated, its context."""

    id: str
    source: str
    previous_id: str | None = None
    speaker: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentList:
    """The source side of a memory."""

    SCHEMA: ClassVar[str] = "segment_list.1"

    source_locale: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One approved translation of a segment."""

    segment_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderingList:
    """The target side of a memory in one locale."""

    SCHEMA: ClassVar[str] = "rendering_list.1"

    locale: str
    renderings: tuple[Rendering, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Both sides."""

    SCHEMA: ClassVar[str] = "memory.1"

    sources: SegmentList
    targets: tuple[RenderingList, ...]

    def in_locale(self, locale: str) -> RenderingList:
        """The renderings in one locale; an empty list where there are none."""
        return next(
            (found for found in self.targets if found.locale == locale),
            RenderingList(locale=locale, renderings=()),
        )


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
