"""Working on one file, without a series."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reelbridge.app.local_work import check_target, local_work, write_whole
from reelbridge.core.errors import InputError, ReelbridgeError, StoreError, UsageError


def test_what_is_kept_lies_there_until_the_work_ends(tmp_path: Path) -> None:
    with local_work(tmp_path / "result.mp4") as work:
        made = work.folder / "cut.png"
        made.write_bytes(b"picture")
        file = work.keep(made, name="c0001.png")
        made.write_bytes(b"another")
        kept = work.path(file)
        assert (file.name, kept.read_bytes()) == ("c0001.png", b"picture")
        assert kept.is_relative_to(tmp_path)  # on the disk of the result, which is then only renamed
    assert list(tmp_path.iterdir()) == []


def test_nothing_stays_behind_when_it_fails_either(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), local_work(tmp_path / "result.mp4"):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_source_is_known_by_its_content_and_stays_where_it_is(tmp_path: Path) -> None:
    video = tmp_path / "1.mp4"
    video.write_bytes(b"video")
    with local_work() as work:
        source = work.take(video)
        assert work.path(source) == video  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "says"), [("nowhere.mp4", "is not there"), ("folder", "is a folder, not a file")])
def test_a_source_that_cannot_be_used_is_one_sentence(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "folder").mkdir()
    with local_work() as work, pytest.raises(InputError, match=says):
        work.take(tmp_path / name)


def test_trouble_with_the_disk_is_told_as_that(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is full"), local_work(tmp_path / "result.mp4"):
        raise OSError(28, "No space left on device")


def test_the_unforeseen_is_one_sentence_and_its_story_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ReelbridgeError, match="something unforeseen: ZeroDivisionError") as caught, local_work():
        raise ZeroDivisionError
    (story,) = tmp_path.iterdir()
    assert str(story) in str(caught.value.hint)
    assert "Traceback" in story.read_text("utf-8")


def test_a_target_is_looked_at_before_anything_is_made(tmp_path: Path) -> None:
    there = tmp_path / "lines.srt"
    there.write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        check_target(there, is_forced=False)
    check_target(there, is_forced=True)
    with pytest.raises(UsageError, match="is a folder"):
        check_target(tmp_path, is_forced=True)
    with pytest.raises(UsageError, match="is no folder that is there"):
        check_target(tmp_path / "nowhere/lines.srt", is_forced=False)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_to_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="cannot be written to"):
        check_target(tmp_path / "lines.srt", is_forced=False)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "lines.srt"
    write_whole(target, b"one")

    def refuse(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(StoreError, match="is full"):
        write_whole(target, b"two")
    assert target.read_text() == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["lines.srt"]
