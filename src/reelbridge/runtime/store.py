"""The content-addressed store: a blob lies under its SHA-256 and never changes.

A blob is written beside its place and moved there when it is whole, so a killed process leaves no half blob under a
digest. The store is a local folder by default and anything fsspec reaches (`s3://...`) when machines share it.
"""

from __future__ import annotations

import errno
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reelbridge.core.errors import StoreError
from reelbridge.core.hashing import digest_bytes, digest_file
from reelbridge.model.media import FileRef

#: what the operating system says when a disk is full or may not be written to
_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


def as_store_error(error: OSError, place: str) -> StoreError:
    """The operating system's refusal as one sentence."""
    if error.errno in _FULL:
        return StoreError(
            f"the disk that holds {place} is full", hint="free some space and run again; what is done is kept"
        )
    if error.errno in _FORBIDDEN:
        return StoreError(f"{place} cannot be written to: {error.strerror}", hint="check who owns the folder")
    return StoreError(f"{place}: {error.strerror or error}")


@contextmanager
def storage_errors(place: str) -> Iterator[None]:
    """Raise refusals met in the block as `StoreError`."""
    try:
        yield
    except OSError as error:
        raise as_store_error(error, place) from error


class BlobStore:
    """Blobs by digest.

    Args:
        url: a folder, or any fsspec address.
        cache: where blobs of a remote store are laid for programs that need a file.
    """

    def __init__(self, url: str, cache: Path) -> None:
        self.url = url
        self._cache = cache
        import fsspec
        from fsspec.implementations.local import LocalFileSystem

        self._files, self._root = fsspec.core.url_to_fs(url)
        self._is_local = isinstance(self._files, LocalFileSystem)

    def has(self, digest: str) -> bool:
        """Whether the blob is there."""
        if self._is_local:
            return os.path.exists(self._place(digest))  # noqa: PTH110 - a Path for every blob doubles the cost
        return bool(self._files.exists(self._place(digest)))

    def put_bytes(self, data: bytes) -> str:
        """Store bytes; the digest comes back."""
        digest = digest_bytes(data)
        if not self.has(digest):
            with storage_errors(self.url), self._arriving(digest) as arriving, self._files.open(arriving, "wb") as out:
                out.write(data)
        return digest

    def put_file(self, path: Path, *, name: str) -> FileRef:
        """Store a file's content under the given name."""
        digest = digest_file(path)
        if not self.has(digest):
            with (
                storage_errors(self.url),
                self._arriving(digest) as arriving,
                path.open("rb") as source,
                self._files.open(arriving, "wb") as out,
            ):
                shutil.copyfileobj(source, out, 1 << 20)
        return FileRef(name=name, digest=digest, size=path.stat().st_size)

    def read_bytes(self, digest: str) -> bytes:
        """The blob's content."""
        try:
            with self._files.open(self._place(digest), "rb") as stream:
                content: bytes = stream.read()
                return content
        except FileNotFoundError:
            raise StoreError(
                f"result {digest[:12]} is gone from {self.url}", hint="run again to make it anew"
            ) from None

    def local_path(self, digest: str) -> Path:
        """A file with the blob's content, to be read only."""
        if self._is_local:
            place = Path(self._place(digest))
            if not place.exists():
                raise StoreError(f"result {digest[:12]} is gone from {self.url}", hint="run again to make it anew")
            return place
        cached = self._cache / digest
        if not cached.exists():
            with storage_errors(str(self._cache)):
                self._cache.mkdir(parents=True, exist_ok=True)
                arriving = self._cache / f"{digest}.{uuid.uuid4().hex}"
                self._files.get_file(self._place(digest), str(arriving))
                arriving.replace(cached)
        return cached

    def _place(self, digest: str) -> str:
        return f"{self._root}/{digest[:2]}/{digest[2:]}"

    @contextmanager
    def _arriving(self, digest: str) -> Iterator[str]:
        """A name to write to; moved to the blob's place when the block ends well."""
        place = self._place(digest)
        arriving = f"{place}.{uuid.uuid4().hex}"
        self._files.makedirs(self._files._parent(place), exist_ok=True)
        try:
            yield arriving
            if self._is_local:
                self._settle(arriving)
                os.replace(arriving, place)  # noqa: PTH105
            else:
                self._files.mv(arriving, place)
        except BaseException:
            if self._files.exists(arriving):
                self._files.rm_file(arriving)
            raise

    @staticmethod
    def _settle(path: str) -> None:
        """Content before name, so that a power cut leaves no empty blob; and read-only for all who are handed it."""
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
            os.fchmod(descriptor, 0o444)
        finally:
            os.close(descriptor)
