"""A `Work` over a plain folder, for tests of single steps."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import ClassVar

from reelbridge.core.hashing import digest_file
from reelbridge.model.media import FileRef


class FolderWork:
    """Scratch files lie in `folder/scratch`, kept ones in `folder/kept` by their digest."""

    #: files of the user's by their digest, as a run knows them
    sources: ClassVar[dict[str, Path]] = {}

    def __init__(self, folder: Path) -> None:
        self._scratch = folder / "scratch"
        self._kept = folder / "kept"
        self._scratch.mkdir(parents=True)
        self._kept.mkdir()

    @property
    def folder(self) -> Path:
        return self._scratch

    def path(self, file: FileRef) -> Path:
        return self.sources.get(file.digest, self._kept / file.digest)

    def keep(self, path: Path, *, name: str | None = None) -> FileRef:
        file = FileRef(name=name or path.name, digest=digest_file(path), size=path.stat().st_size)
        shutil.copyfile(path, self._kept / file.digest)
        return file
