"""Blobs lie under their digest, whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from reelbridge.core.errors import StoreError
from reelbridge.core.hashing import digest_bytes
from reelbridge.runtime.store import BlobStore, as_store_error


@pytest.fixture(params=["folder", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    """A store on the local disk, and one that fsspec reaches elsewhere."""
    place = str(tmp_path / "store") if request.param == "folder" else f"memory://{tmp_path.name}"
    return BlobStore(place, tmp_path / "cache")


def test_content_comes_back(store: BlobStore, tmp_path: Path) -> None:
    digest = store.put_bytes(b"hello")
    assert digest == digest_bytes(b"hello")
    assert store.has(digest)
    assert store.read_bytes(digest) == b"hello"
    assert store.local_path(digest).read_bytes() == b"hello"


def test_a_file_keeps_its_name_and_size(store: BlobStore, tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_bytes(b"WEBVTT")
    kept = store.put_file(tmp_path / "a.vtt", name="ja.vtt")
    assert (kept.name, kept.size) == ("ja.vtt", 6)
    assert store.local_path(kept.digest).read_bytes() == b"WEBVTT"


def test_the_same_content_is_stored_once(store: BlobStore) -> None:
    assert store.put_bytes(b"same") == store.put_bytes(b"same")


def test_a_missing_result_says_to_run_again(store: BlobStore) -> None:
    with pytest.raises(StoreError, match="is gone"):
        store.read_bytes("0" * 64)


def test_a_local_blob_cannot_be_written_to(tmp_path: Path) -> None:
    store = BlobStore(str(tmp_path / "store"), tmp_path / "cache")
    assert store.local_path(store.put_bytes(b"x")).stat().st_mode & 0o222 == 0


def test_a_blob_that_did_not_arrive_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    store = BlobStore(str(tmp_path / "store"), tmp_path / "cache")
    with pytest.raises(StoreError, match="is full"):
        store.put_bytes(b"x")
    assert not [path for path in (tmp_path / "store").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("number", "says"), [(errno.ENOSPC, "is full"), (errno.EROFS, "cannot be written to"), (errno.EACCES, "cannot be")]
)
def test_the_disk_refuses_in_one_sentence(number: int, says: str) -> None:
    error = as_store_error(OSError(number, "why"), "/films")
    assert says in error.message
    assert "/films" in error.message
