"""The steps of this room."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.graph.step import NoParams, Step
from reelbridge.model.cue import CueList
from reelbridge.model.draft import Localized
from reelbridge.model.market import Market
from reelbridge.model.media import CleanPlate, MediaInfo, SourceFile
from reelbridge.model.package import BurnedVideo, FrameStrip, Package, SubtitlePackage, VideoPackage


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoParams:
    """`ffmpeg_version` is the encoder's identity; `source_locale` labels the original sound."""

    ffmpeg_version: str
    source_locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageParams:
    """What the manifest says of the episode."""

    series_title: str
    episode_number: int
    source_name: str
    source_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubtitleParams:
    """`erased` says how the burned-in lines are taken off the picture (`fill`, `blur`, `box`); empty: they are not."""

    erased: str


VIDEO = Step(
    name="deliver.video",
    version=2,
    run="reelbridge.deliver.video:package_video",
    params=VideoParams,
    inputs=(("media", MediaInfo), ("plate", CleanPlate | None)),
    output=VideoPackage,
)

FRAMES = Step(
    name="deliver.frames",
    version=1,
    run="reelbridge.deliver.frames:make_strip",
    params=NoParams,
    inputs=(("media", MediaInfo), ("cues", CueList)),
    output=FrameStrip,
)

SUBTITLES = Step(
    name="deliver.subtitles",
    version=4,
    run="reelbridge.deliver.subtitles:package_subtitles",
    params=SubtitleParams,
    inputs=(("media", MediaInfo), ("localized", Localized), ("market", Market)),
    output=SubtitlePackage,
)

PACKAGE = Step(
    name="deliver.package",
    version=1,
    run="reelbridge.deliver.package:assemble",
    params=PackageParams,
    inputs=(("video", VideoPackage), ("subtitles", tuple[SubtitlePackage, ...])),
    output=Package,
)

BURN = Step(
    name="deliver.burn",
    version=3,
    run="reelbridge.deliver.burn:burn",
    params=VideoParams,
    inputs=(
        ("media", MediaInfo),
        ("plate", CleanPlate | None),
        ("localized", Localized),
        ("market", Market),
        ("font", SourceFile),
    ),
    output=BurnedVideo,
)
