"""Running a step by itself, on one file of the user's: no series, no store, no index."""

from __future__ import annotations

import os
import shutil
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reelbridge.core.errors import InputError, ReelbridgeError, UsageError
from reelbridge.core.hashing import digest_file
from reelbridge.model.media import FileRef, SourceFile
from reelbridge.runtime.store import as_store_error, storage_errors


class LocalWork:
    """`graph.step.Work` over a folder that is removed afterwards. Use `local_work`."""

    def __init__(self, folder: Path) -> None:
        self._scratch, self._kept = folder / "scratch", folder / "kept"
        self._scratch.mkdir()
        self._kept.mkdir()
        self._sources: dict[str, Path] = {}

    @property
    def folder(self) -> Path:
        """An empty scratch folder."""
        return self._scratch

    def take(self, path: Path) -> SourceFile:
        """Make a file of the user's known by its content.

        Raises:
            InputError: it is not there, is no file, or cannot be read.
        """
        try:
            source = SourceFile(path=str(path), digest=digest_file(path), size=path.stat().st_size)
        except FileNotFoundError:
            raise InputError(f"{path} is not there") from None
        except IsADirectoryError:
            raise InputError(
                f"{path} is a folder, not a file", hint="name one video; for a folder make a series: reelbridge new"
            ) from None
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
        self._sources[source.digest] = path.absolute()
        return source

    def path(self, file: FileRef) -> Path:
        """Where a kept file, or a file of the user's, lies."""
        return self._sources.get(file.digest, self._kept / file.digest)

    def keep(self, path: Path, *, name: str | None = None) -> FileRef:
        """Put a file of the scratch folder aside until the work ends."""
        file = FileRef(name=name or path.name, digest=digest_file(path), size=path.stat().st_size)
        shutil.copyfile(path, self._kept / file.digest)
        return file


@contextmanager
def local_work(beside: Path | None = None) -> Iterator[LocalWork]:
    """Work in a new folder, which is removed whatever happens.

    Args:
        beside: a file that will be made; the folder then lies on the same disk, so that a large result is only renamed.

    Raises:
        StoreError: the disk is full or may not be written to.
        ReelbridgeError: something unforeseen happened; the message says where its story is.
    """
    place = str(beside.parent) if beside else tempfile.gettempdir()
    try:
        with tempfile.TemporaryDirectory(prefix=".reelbridge-", dir=place) as folder:
            yield LocalWork(Path(folder))
    except ReelbridgeError:
        raise
    except OSError as error:
        raise as_store_error(error, place) from error
    except Exception as error:
        raise ReelbridgeError(
            f"this met something unforeseen: {type(error).__name__}: {error}",
            hint=f"this is a fault of Reelbridge; the full story is in {_tell_story()}",
        ) from error


def _tell_story() -> str:
    """Write down the error that is being handled; the file's path comes back."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="reelbridge-error-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(traceback.format_exc())
        return log.name


def check_absent(target: Path, *, is_forced: bool) -> None:
    """Refuse to write over a file unless that is asked for."""
    if target.exists() and not is_forced:
        raise UsageError(f"{target} is there already; it is left as it is", hint="use --force to write over it")


def check_target(target: Path, *, is_forced: bool) -> None:
    """Refuse a file that cannot be written before hours are spent on making it.

    Raises:
        UsageError: it is there already and `is_forced` is false, or its folder is not there or may not be written to.
    """
    if target.is_dir():
        raise UsageError(f"{target} is a folder", hint="name a file in it")
    check_absent(target, is_forced=is_forced)
    if not target.absolute().parent.is_dir():
        raise UsageError(f"{target.parent} is no folder that is there", hint="make it first")
    if not os.access(target.absolute().parent, os.W_OK):
        raise UsageError(f"{target.parent} cannot be written to", hint="check who owns the folder")


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all.

    Raises:
        StoreError: the disk is full or may not be written to.
    """
    arriving = target.with_name(f".{target.name}.arriving")
    with storage_errors(str(target)):
        try:
            arriving.write_bytes(content)
            arriving.replace(target)
        finally:
            arriving.unlink(missing_ok=True)
