"""The step that puts an episode together: the playlist a player opens, and a manifest of every file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import ClassVar

from reelbridge.core.codec import to_plain
from reelbridge.core.errors import ReelbridgeError
from reelbridge.deliver.steps import PackageParams
from reelbridge.formats.m3u8 import SubtitleRendition, render_multivariant
from reelbridge.graph.step import Work
from reelbridge.model.market import load_market
from reelbridge.model.package import Package, PackagedFile, SubtitlePackage, VideoPackage

INDEX = "index.m3u8"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestFile:
    """One file: its path in the episode's folder, its size in bytes, its digest, and in words where it came from."""

    path: str
    size: int
    sha256: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What was delivered, for whoever receives it. `source_name` and `source_sha256` are of the episode's video."""

    SCHEMA: ClassVar[str] = "manifest.1"

    series_title: str
    episode_number: int
    source_name: str
    source_sha256: str
    locales: tuple[str, ...]
    files: tuple[ManifestFile, ...]


def assemble(
    work: Work, params: PackageParams, *, video: VideoPackage, subtitles: tuple[SubtitlePackage, ...]
) -> Package:
    """Write `index.m3u8` with one subtitle rendition per locale, and `manifest.json` over all files but itself.

    No subtitle is the default: a player picks by the viewer's language.
    """
    renditions = [
        SubtitleRendition(locale=one.locale, name=load_market(one.locale).endonym, playlist=one.playlist)
        for one in subtitles
    ]
    index = work.folder / INDEX
    index.write_text(render_multivariant(video.video, video.audio, renditions), "utf-8")
    files = (
        PackagedFile(path=INDEX, file=work.keep(index), origin="written from the renditions below"),
        *video.files,
        *(file for one in subtitles for file in one.files),
    )
    check_paths(file.path for file in files)
    manifest = work.folder / MANIFEST
    manifest.write_text(_render_manifest(params, subtitles, files), "utf-8")
    return Package(files=(*files, PackagedFile(path=MANIFEST, file=work.keep(manifest), origin="this manifest")))


def check_paths(paths: Iterable[str]) -> None:
    """Refuse a path that leaves the episode's folder or stands twice.

    Raises:
        ReelbridgeError: the message names the path.
    """
    seen = {MANIFEST}
    for path in paths:
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or "\\" in path or "\0" in path:
            raise ReelbridgeError(f"path {path!r} leaves the package; a relative path with / is needed")
        if path in seen:
            raise ReelbridgeError(f"path {path!r} stands twice in the package")
        seen.add(path)


def _render_manifest(
    params: PackageParams, subtitles: tuple[SubtitlePackage, ...], files: tuple[PackagedFile, ...]
) -> str:
    manifest = Manifest(
        series_title=params.series_title,
        episode_number=params.episode_number,
        source_name=params.source_name,
        source_sha256=params.source_digest,
        locales=tuple(one.locale for one in subtitles),
        files=tuple(
            ManifestFile(path=file.path, size=file.file.size, sha256=file.file.digest, origin=file.origin)
            for file in files
        ),
    )
    return json.dumps(to_plain(manifest), indent=2, ensure_ascii=False) + "\n"
