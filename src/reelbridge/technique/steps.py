"""The steps of this room."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.graph.step import Step
from reelbridge.model.cue import CueList
from reelbridge.model.media import MediaInfo
from reelbridge.model.study import EpisodeStudy, SeriesStudy
from reelbridge.model.watched import Heard, Watched


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchParams:
    """Who decodes, who finds shots and who finds faces, by name; `faces` empty means that nobody looks for faces."""

    detector: str
    faces: str
    faces_version: str
    decoder_version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenParams:
    """Who finds speech, by name, empty for nobody; and which FFmpeg measures loudness."""

    speech: str
    speech_version: str
    ffmpeg_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyParams:
    """What the episode is called: its number, and a title. `lexicon` is the digest of the words that are charged."""

    number: int
    title: str
    lexicon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatherParams:
    """What the series is called, and the episodes between which the free part may end."""

    title: str
    first_free: int
    last_free: int


WATCH = Step(
    name="technique.watch",
    version=1,
    run="reelbridge.technique.watching.watching:watch",
    params=WatchParams,
    inputs=(("media", MediaInfo),),
    output=Watched,
)

LISTEN = Step(
    name="technique.listen",
    version=1,
    run="reelbridge.technique.listening.listening:listen",
    params=ListenParams,
    inputs=(("media", MediaInfo),),
    output=Heard,
)

STUDY = Step(
    name="technique.study",
    version=1,
    run="reelbridge.technique.drama.studying:study",
    params=StudyParams,
    inputs=(("media", MediaInfo), ("watched", Watched), ("heard", Heard), ("cues", CueList | None)),
    output=EpisodeStudy,
)

GATHER = Step(
    name="technique.gather",
    version=1,
    run="reelbridge.technique.drama.gathering:gather",
    params=GatherParams,
    inputs=(("episodes", tuple[EpisodeStudy, ...]),),
    output=SeriesStudy,
)
