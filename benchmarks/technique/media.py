"""Steps run by hand: a scratch folder instead of a store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reelbridge.core.hashing import digest_bytes
from reelbridge.graph.step import NoParams
from reelbridge.ingest.probe import probe
from reelbridge.model.media import FileRef, MediaInfo, SourceFile


@dataclass(frozen=True, slots=True)
class HandWork:
    """Work on one video, in one folder."""

    video: Path
    folder: Path

    def path(self, file: FileRef) -> Path:
        """The video; a file that was kept lies in the folder."""
        kept = self.folder / file.name
        return kept if kept.exists() else self.video

    def keep(self, path: Path, *, name: str | None = None) -> FileRef:
        """Leave it where it is."""
        return FileRef(name=name or path.name, digest=digest_bytes(path.read_bytes()), size=path.stat().st_size)


def look_into(video: Path) -> MediaInfo:
    """As the first step of every run does."""
    source = SourceFile(path=str(video), digest="", size=video.stat().st_size)
    return probe(HandWork(video, video.parent), NoParams(), source=source)
