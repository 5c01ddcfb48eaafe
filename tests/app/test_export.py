"""The out folder: what goes out is laid there, and what a person changed is never written over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reelbridge.app.export import LINK_BYTES, Exporter
from reelbridge.core.errors import StoreError
from reelbridge.model.package import PackagedFile
from reelbridge.runtime.index import Index
from reelbridge.runtime.store import BlobStore


class Bench:
    """An exporter over a store in a folder."""

    def __init__(self, folder: Path, index: Index) -> None:
        folder.mkdir(exist_ok=True)
        self.out = folder / "out"
        self.store = BlobStore(str(folder / "store"), folder / "cache")
        self.exporter = Exporter(out=self.out, store=self.store, index=index)
        self._source = folder / "made"

    def place(self, path: str, content: bytes) -> None:
        self._source.write_bytes(content)
        kept = self.store.put_file(self._source, name=path)
        self.exporter.place(self.out / "episode-001", PackagedFile(path=path, file=kept, origin="test"))

    def read(self, path: str) -> bytes:
        return (self.out / "episode-001" / path).read_bytes()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with Index(tmp_path / "index.sqlite") as index:
        yield Bench(tmp_path, index)


def test_a_file_is_laid_out_and_renewed(bench: Bench) -> None:
    bench.place("files/ja.srt", b"first")
    bench.place("files/ja.srt", b"second")
    assert bench.read("files/ja.srt") == b"second"
    assert bench.exporter.kept == []


def test_what_a_person_changed_is_set_aside(bench: Bench) -> None:
    bench.place("files/ja.srt", b"machine")
    (bench.out / "episode-001/files/ja.srt").write_bytes(b"my own words")
    bench.place("files/ja.srt", b"machine again")
    assert bench.read("files/ja.srt") == b"machine again"
    assert bench.read("files/ja.edited-1.srt") == b"my own words"
    assert [path.name for path in bench.exporter.kept] == ["ja.edited-1.srt"]


def test_a_file_that_was_there_before_us_is_set_aside_too(bench: Bench) -> None:
    (bench.out / "episode-001").mkdir(parents=True)
    (bench.out / "episode-001/poster.jpg").write_bytes(b"hers")
    bench.place("poster.jpg", b"ours")
    assert bench.read("poster.edited-1.jpg") == b"hers"


def test_what_we_wrote_is_still_known_after_the_folder_was_moved(tmp_path: Path) -> None:
    with Index(tmp_path / "index.sqlite") as index:
        before, after = Bench(tmp_path / "before", index), Bench(tmp_path / "after", index)
        before.place("files/ja.srt", b"first")
        shutil.copytree(before.out, after.out)
        after.place("files/ja.srt", b"second")
        assert after.read("files/ja.srt") == b"second"
        assert after.exporter.kept == []


def test_a_large_file_takes_no_second_place_on_the_disk(bench: Bench) -> None:
    bench.place("video/720p.mp4", b"v" * LINK_BYTES)
    placed = bench.out / "episode-001/video/720p.mp4"
    assert placed.stat().st_nlink == 2


def test_a_small_file_may_be_edited_without_touching_the_store(bench: Bench) -> None:
    bench.place("files/ja.srt", b"text")
    assert (bench.out / "episode-001/files/ja.srt").stat().st_nlink == 1


@pytest.mark.parametrize("path", ["../../escape.txt", "/etc/escape.txt"])
def test_nothing_is_written_outside(bench: Bench, path: str) -> None:
    with pytest.raises(StoreError, match="lies outside"):
        bench.place(path, b"x")
