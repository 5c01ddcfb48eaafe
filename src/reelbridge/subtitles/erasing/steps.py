"""The step of erasing."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.graph.step import Step
from reelbridge.model.cue import CueList
from reelbridge.model.media import CleanPlate, MediaInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseParams:
    """`mode` names the eraser: `fill`, `blur`, `box`."""

    mode: str
    ffmpeg_version: str


ERASE = Step(
    name="subtitles.erase",
    version=1,
    run="reelbridge.subtitles.erasing.step:erase",
    params=EraseParams,
    inputs=(("media", MediaInfo), ("cues", CueList)),
    output=CleanPlate,
)
