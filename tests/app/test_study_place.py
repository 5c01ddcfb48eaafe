"""What a path names that is to be studied, and where its study goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelbridge.app.create import create_series
from reelbridge.app.study_place import find_place
from reelbridge.core.errors import InputError, UsageError


def fill(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"")
    return folder


def test_a_folder_with_videos_gets_its_study_beside_them(tmp_path: Path) -> None:
    videos = fill(tmp_path / "videos", "1.mp4", "2.mp4", "2.srt")
    place = find_place(videos, output=None, language=None)
    assert [episode.number for episode in place.series.episodes] == [1, 2]
    assert place.series.episodes[1].sidecar == str(videos / "2.srt")
    assert place.series.source_locale == "zh-Hans"
    assert place.out == place.workspace.folder == videos / "study"


def test_one_video_is_an_episode_with_the_subtitle_file_that_has_its_name(tmp_path: Path) -> None:
    videos = fill(tmp_path, "my cut.mp4", "my cut.en.srt", "another.mp4")
    place = find_place(videos / "my cut.mp4", output=None, language="en")
    (episode,) = place.series.episodes
    assert (episode.number, episode.sidecar) == (1, str(videos / "my cut.en.srt"))
    assert place.series.title == "my cut"
    assert place.out == videos / "my cut.study"


def test_a_series_keeps_its_study_in_its_out_folder_and_its_results_with_the_others(tmp_path: Path) -> None:
    create_series(tmp_path / "series", fill(tmp_path / "videos", "1.mp4"), title="面馆千金")
    place = find_place(tmp_path / "series", output=None, language=None)
    assert place.series.title == "面馆千金"
    assert place.out == tmp_path / "series/out/study"
    assert place.workspace.folder == tmp_path / "series"


def test_a_series_says_itself_what_is_spoken(tmp_path: Path) -> None:
    create_series(tmp_path / "series", fill(tmp_path / "videos", "1.mp4"))
    with pytest.raises(UsageError, match="is a series in zh-Hans; --language says en"):
        find_place(tmp_path / "series", output=None, language="en")


def test_the_study_goes_where_it_is_asked_to_go(tmp_path: Path) -> None:
    videos = fill(tmp_path / "videos", "1.mp4")
    assert find_place(videos, output=tmp_path / "there", language=None).out == tmp_path / "there"


def test_a_path_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere is not there"):
        find_place(tmp_path / "nowhere", output=None, language=None)


def test_a_file_is_never_taken_for_the_folder_of_a_study(tmp_path: Path) -> None:
    videos = fill(tmp_path / "videos", "1.mp4", "study")
    with pytest.raises(UsageError, match="is a file, not a folder") as caught:
        find_place(videos, output=None, language=None)
    assert "--output" in str(caught.value.hint)


def test_two_videos_that_differ_in_their_suffix_only_get_a_folder_each(tmp_path: Path) -> None:
    videos = fill(tmp_path, "cut.mp4", "cut.mov")
    places = {find_place(videos / name, output=None, language=None).out.name for name in ("cut.mp4", "cut.mov")}
    assert places == {"cut.mp4.study", "cut.mov.study"}


def test_one_video_has_the_number_in_its_name(tmp_path: Path) -> None:
    videos = fill(tmp_path, "第7集.mp4")
    (episode,) = find_place(videos / "第7集.mp4", output=None, language=None).series.episodes
    assert episode.number == 7
