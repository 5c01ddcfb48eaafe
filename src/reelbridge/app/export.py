"""Laying results into the out folder, without ever writing over what a person changed there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from reelbridge.app.workspace import Workspace
from reelbridge.core.errors import StoreError
from reelbridge.core.hashing import digest_bytes, digest_file
from reelbridge.model.package import PackagedFile
from reelbridge.runtime.index import FileRecord, Index
from reelbridge.runtime.store import BlobStore, storage_errors

#: larger files are linked to the store where the file system can, smaller ones copied, so that people may edit them
LINK_BYTES = 1 << 20


class Exporter:
    """Writes files of the out folder and remembers what it wrote.

    `kept` lists files that a person had changed and that were set aside under another name.
    """

    def __init__(self, *, out: Path, store: BlobStore, index: Index) -> None:
        self._out = Path(os.path.normpath(out.absolute()))
        self._store, self._index = store, index
        self.kept: list[Path] = []

    def place(self, folder: Path, packaged: PackagedFile) -> None:
        """Lay a packaged file below a folder of the out folder."""

        def fill(arriving: Path) -> None:
            source = self._store.local_path(packaged.file.digest)
            if packaged.file.size >= LINK_BYTES:
                _link_or_copy(source, arriving)
            else:
                shutil.copyfile(source, arriving)

        self._lay(folder / packaged.path, packaged.file.digest, fill)

    def write(self, target: Path, content: bytes, *, is_to_fill: bool = False) -> None:
        """Write a file of the out folder.

        Args:
            is_to_fill: people fill it in: as long as the content is what was written last, theirs stays where it is.
        """

        def fill(arriving: Path) -> None:
            arriving.write_bytes(content)

        digest = digest_bytes(content)
        if is_to_fill and self._was_written(target, digest):
            return
        self._lay(target, digest, fill)

    def _was_written(self, target: Path, digest: str) -> bool:
        """Whether this content was written there before, whatever has become of it since."""
        target = self._inside(target)
        known = self._index.file(self._key(target))
        return known is not None and known.digest == digest and target.is_file()

    def _lay(self, target: Path, digest: str, fill: Callable[[Path], None]) -> None:
        """Fill a file beside its place and move it there when it is whole, unless it is there already."""
        target = self._inside(target)
        if target.is_dir():
            raise StoreError(f"{target} is a folder, and a file belongs there", hint="move the folder away")
        if self._is_current(target, digest):
            return
        with storage_errors(str(target.parent)):
            target.parent.mkdir(parents=True, exist_ok=True)
            arriving = target.with_name(f".{target.name}.arriving")
            fill(arriving)
            arriving.replace(target)
        self._remember(target, digest)

    def _inside(self, target: Path) -> Path:
        resolved = Path(os.path.normpath(target.absolute()))
        if not resolved.is_relative_to(self._out):
            raise StoreError(f"{target} lies outside {self._out}; nothing is written there")
        return resolved

    def _is_current(self, target: Path, digest: str) -> bool:
        """Whether the file is there with this content. One that a person changed is set aside first."""
        try:
            found = target.stat()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise StoreError(f"{target} cannot be looked at: {error.strerror}") from error
        known = self._index.file(self._key(target))
        if known and (known.size, known.modified_ns) == (found.st_size, found.st_mtime_ns):
            return known.digest == digest
        content = digest_file(target)
        if content == digest:
            self._remember(target, digest)
            return True
        if known is None or content != known.digest:
            self._set_aside(target)
        return False

    def _set_aside(self, target: Path) -> None:
        number = 1
        while (aside := target.with_name(f"{target.stem}.edited-{number}{target.suffix}")).exists():
            number += 1
        with storage_errors(str(target)):
            target.rename(aside)
        self.kept.append(aside)

    def _remember(self, target: Path, digest: str) -> None:
        found = target.stat()
        record = FileRecord(size=found.st_size, modified_ns=found.st_mtime_ns, digest=digest)
        self._index.set_file(self._key(target), record)

    def _key(self, target: Path) -> Path:
        """A file as the index knows it: relative, so that a series folder that was moved is still known."""
        return target.relative_to(self._out.parent)


def _link_or_copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def write_out(folder: Path, name: str, content: bytes) -> Path:
    """Write one file of a series' out folder; its path comes back."""
    workspace = Workspace(folder=folder)
    with workspace.open_index() as index:
        Exporter(out=workspace.out, store=workspace.open_store(), index=index).write(workspace.out / name, content)
    return workspace.out / name
