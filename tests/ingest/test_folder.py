"""A media folder, as it arrives from a studio."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelbridge.core.errors import InputError
from reelbridge.ingest.folder import FolderListing, find_episodes


def fill(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"x")
    return folder


def reasons(listing: FolderListing) -> dict[str, str]:
    return {entry.path.name: entry.reason for entry in listing.left_out}


def test_episodes_come_in_the_order_of_their_numbers_however_they_are_named(tmp_path: Path) -> None:
    listing = find_episodes(fill(tmp_path, "第十集.mp4", "EP02.MOV", "3.mkv", "第1集.mp4"))
    assert [(episode.number, episode.path.name) for episode in listing.episodes] == [
        (1, "第1集.mp4"),
        (2, "EP02.MOV"),
        (3, "3.mkv"),
        (10, "第十集.mp4"),
    ]
    assert listing.left_out == ()


def test_a_finale_without_a_number_comes_last_and_a_note_says_so(tmp_path: Path) -> None:
    listing = find_episodes(fill(tmp_path, "大结局.mp4", "1.mp4", "2.mp4"))
    finale = listing.episodes[-1]
    assert (finale.number, finale.path.name) == (3, "大结局.mp4")
    assert finale.note is not None and "no number in the name" in finale.note


def test_a_folder_of_unnumbered_videos_is_numbered_by_name(tmp_path: Path) -> None:
    listing = find_episodes(fill(tmp_path, "IMG_2211.MOV", "IMG_990.MOV"))
    assert [(episode.number, episode.path.name) for episode in listing.episodes] == [
        (1, "IMG_990.MOV"),
        (2, "IMG_2211.MOV"),
    ]


def test_two_files_of_one_number_keep_the_first_and_name_both(tmp_path: Path) -> None:
    listing = find_episodes(fill(tmp_path, "5.mp4", "5_final.mp4"))
    assert [episode.path.name for episode in listing.episodes] == ["5.mp4"]
    assert reasons(listing) == {"5_final.mp4": "episode 5 is already 5.mp4; rename one of the two"}


@pytest.mark.parametrize(
    "name", ["1.srt", "1.ass", "1.ssa", "1.vtt", "1.zh.srt", "1.zh-Hans.srt", "1.chs.srt", "1.SRT"]
)
def test_a_subtitle_file_of_the_same_name_belongs_to_the_episode(tmp_path: Path, name: str) -> None:
    (episode,) = find_episodes(fill(tmp_path, "1.mp4", name)).episodes
    assert episode.sidecar == tmp_path / name


def test_of_several_subtitle_files_the_surest_is_taken(tmp_path: Path) -> None:
    listing = find_episodes(fill(tmp_path, "1.mp4", "1.srt", "1.zh-Hans.ass", "1.cht.srt", "1.en.srt", "2.srt"))
    assert listing.episodes[0].sidecar == tmp_path / "1.zh-Hans.ass"
    assert reasons(listing) == {
        "1.srt": "1.zh-Hans.ass is used instead",
        "1.cht.srt": "1.zh-Hans.ass is used instead",
        "1.en.srt": "subtitles in en, not in zh",
        "2.srt": "no video has this name",
    }


def test_for_a_series_in_another_language_its_own_subtitle_files_are_used(tmp_path: Path) -> None:
    listing = find_episodes(fill(tmp_path, "1.mp4", "1.en.srt", "1.zh.srt"), language="en-US")
    assert listing.episodes[0].sidecar == tmp_path / "1.en.srt"
    assert reasons(listing) == {"1.zh.srt": "subtitles in zh-Hans, not in en"}


def test_a_text_of_the_same_name_is_the_script_of_the_episode(tmp_path: Path) -> None:
    listing = find_episodes(fill(tmp_path, "1.mp4", "2.mp4", "2.txt", "2.srt", "README.txt"))
    assert [episode.script for episode in listing.episodes] == [None, tmp_path / "2.txt"]
    assert listing.episodes[1].sidecar == tmp_path / "2.srt"
    assert reasons(listing) == {"README.txt": "no video has this name"}


def test_what_is_no_episode_is_left_out_with_the_reason(tmp_path: Path) -> None:
    outside = fill(tmp_path / "outside", "2.mp4") / "2.mp4"
    folder = fill(tmp_path / "in", "1.mp4", ".2.mp4", "3.mp4.part", "notes.txt", "plan.docx", "预告.mp4")
    (folder / "2.mp4").symlink_to(outside)
    (folder / "4.mp4").symlink_to(folder / "nothing.mp4")
    (folder / "raw").mkdir()
    listing = find_episodes(folder)
    assert [episode.number for episode in listing.episodes] == [1]
    assert reasons(listing) == {
        ".2.mp4": "hidden file",
        "2.mp4": "link to a file outside the folder",
        "3.mp4.part": "unfinished download",
        "4.mp4": "not a file",
        "notes.txt": "no video has this name",
        "plan.docx": "neither a video nor a subtitle file nor a script by its suffix",
        "raw": "folder; only files directly in the media folder are read",
        "预告.mp4": "preview or making-of by its name",
    }


def test_a_folder_without_episodes_is_refused_with_what_was_in_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has no episodes; it is empty"):
        find_episodes(fill(tmp_path / "empty"))
    with pytest.raises(InputError, match=r"left out: a.txt .*, d.txt .* and 1 more"):
        find_episodes(fill(tmp_path / "texts", "a.txt", "b.txt", "d.txt", "e.txt"))


def test_a_missing_folder_or_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        find_episodes(tmp_path / "nowhere")
    with pytest.raises(InputError, match="Not a directory"):
        find_episodes(fill(tmp_path, "1.mp4") / "1.mp4")
