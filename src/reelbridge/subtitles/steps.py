"""The steps of this room."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.graph.step import Step
from reelbridge.model.cue import CueList
from reelbridge.model.media import MediaInfo, SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadParams:
    """`language` is the tag of the source; `recognizer` names the engine that reads pictures."""

    language: str
    recognizer: str
    recognizer_version: str


READ = Step(
    name="subtitles.read",
    version=2,
    run="reelbridge.subtitles.reading:read",
    params=ReadParams,
    inputs=(("media", MediaInfo), ("sidecar", SourceFile | None), ("script", SourceFile | None)),
    output=CueList,
)
