"""`reelbridge study` and `reelbridge compare`, as a director abroad runs them."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import opentimelineio
import pytest

from reelbridge.tools.ffmpeg import run_ffmpeg
from support.cli import reelbridge
from support.series import srt_of

pytestmark = pytest.mark.slow

LINES = ("三千万，今晚就签字！", "你找谁啊？", "师父，他要拆了咱们的店！", "你到底是谁？")


def make_cut_video(path: Path, *lengths_s: float) -> None:
    """Test pictures in turn, as long as asked, with a tone."""
    kinds = ("testsrc2", "smptebars", "rgbtestsrc", "testsrc")
    total = sum(lengths_s)
    inputs = [
        part
        for kind, length in zip(kinds, lengths_s, strict=True)
        for part in ("-f", "lavfi", "-i", f"{kind}=size=180x320:rate=25:duration={length}")
    ]
    run_ffmpeg(
        [
            *(*inputs, "-f", "lavfi", "-i", f"sine=frequency=440:duration={total}"),
            *("-filter_complex", f"concat=n={len(lengths_s)}:v=1:a=0,format=yuv420p"),
            *("-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", str(path)),
        ],
        what="make a test video",
    )


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two episodes with their subtitle files, studied; not to be changed."""
    folder = tmp_path_factory.mktemp("studied") / "videos"
    folder.mkdir()
    for number, lengths in ((1, (1, 2, 1.5, 1)), (2, (2, 1, 1, 1.5))):
        make_cut_video(folder / f"第{number}集.mp4", *lengths)
        (folder / f"第{number}集.srt").write_text(srt_of(LINES), "utf-8")
    reelbridge("study", folder, "--pdf", code=0)
    return folder


@pytest.fixture
def videos(studied: Path, tmp_path: Path) -> Path:
    """A copy of it that the test may change."""
    return Path(shutil.copytree(studied, tmp_path / "videos"))


def test_a_study_is_a_page_a_print_and_files_that_editors_open(studied: Path) -> None:
    study = studied / "study"
    assert "<title>" in (study / "index.html").read_text("utf-8")
    assert (study / "study.pdf").read_bytes().startswith(b"%PDF-")
    assert (study / "profile.toml").is_file()
    names = {path.name for path in (study / "episode-001").iterdir()}
    assert names == {
        "shots.csv", "timeline.otio", "timeline.edl", "timeline.fcpxml", "coverage.csv", "coverage.fountain",
    }  # fmt: skip


def test_the_shot_list_and_the_timeline_have_the_same_shots(studied: Path) -> None:
    episode = studied / "study/episode-001"
    rows = list(csv.DictReader((episode / "shots.csv").read_text("utf-8-sig").splitlines()))
    timeline = opentimelineio.adapters.read_from_file(str(episode / "timeline.otio"))
    (picture,) = timeline.video_tracks()
    assert len(rows) == len(list(picture.find_clips())) > 1


def test_studying_again_makes_nothing_anew(videos: Path) -> None:
    done = reelbridge("study", videos, "--json", code=0)
    assert "0 steps made" in done.err
    assert [episode["number"] for episode in done.data["episodes"]] == [1, 2]


def test_a_plan_that_somebody_filled_in_stays_where_it_is(videos: Path) -> None:
    plan = videos / "study/episode-001/coverage.csv"
    plan.write_text("our plan for Tuesday", "utf-8")
    reelbridge("study", videos, code=0)
    assert plan.read_text("utf-8") == "our plan for Tuesday"
    assert [path.name for path in plan.parent.glob("coverage*.csv")] == ["coverage.csv"]


def test_a_file_of_somebody_else_is_set_aside_and_named(videos: Path) -> None:
    page = videos / "there/index.html"
    page.parent.mkdir()
    page.write_text("mine", "utf-8")
    done = reelbridge("study", videos / "第1集.mp4", "-o", page.parent, "--no-lines", code=0)
    assert "it is kept as" in done.err
    assert (page.parent / "index.edited-1.html").read_text("utf-8") == "mine"


def test_a_folder_that_stands_where_a_file_belongs_is_named(videos: Path) -> None:
    (videos / "there/index.html").mkdir(parents=True)
    done = reelbridge("study", videos / "第1集.mp4", "-o", videos / "there", "--no-lines", code=1)
    assert "index.html is a folder, and a file belongs there" in done.err


def test_some_of_the_episodes_never_take_the_place_of_the_whole(videos: Path) -> None:
    profile = (videos / "study/profile.toml").read_bytes()
    reelbridge("study", videos / ".." / videos.name, "--episodes", "2", code=0)
    assert (videos / "study/profile.toml").read_bytes() == profile
    assert (videos / "study/only-2/index.html").is_file()


def test_english_lines_that_were_taken_for_chinese_are_noticed(videos: Path) -> None:
    (videos / "第1集.srt").write_text(srt_of(("Sign it tonight!", "Who are you?", "Never.")), "utf-8")
    done = reelbridge("study", videos / "第1集.mp4", code=0)
    assert "the lines of episode 1 are hardly in Chinese; say what is spoken with --language" in done.err


def test_a_cut_is_held_against_the_craft_rules_of_the_trade(videos: Path) -> None:
    done = reelbridge("compare", videos, "micro-drama-craft", code=0)
    assert "guidance, nobody measured it" in done.err
    folder = videos / "study/against-micro-drama-craft"
    assert (folder / "index.html").is_file()
    assert (folder / "notes.csv").is_file()


def test_a_series_held_against_its_own_profile_has_hardly_a_note(videos: Path) -> None:
    done = reelbridge("compare", videos, videos / "study/profile.toml", "--json", code=0)
    assert len(done.data["notes"]) <= 2, done.data["notes"]


def test_one_video_can_be_held_against_another(videos: Path) -> None:
    reelbridge("compare", videos / "第1集.mp4", videos / "第2集.mp4", "--no-lines", code=0)
    assert (videos / "第1集.study").is_dir()
    assert not (videos / "第2集.study").exists(), "nothing is left beside somebody else's video"


def test_a_reference_is_studied_in_its_own_language(videos: Path) -> None:
    (videos / "第2集.en.srt").write_text(srt_of(("Sign it tonight!", "Who are you?", "Never.")), "utf-8")
    (videos / "第2集.srt").unlink()
    asked = ("compare", videos / "第1集.mp4", videos / "第2集.mp4", "--reference-language", "en", "--json")
    profile = reelbridge(*asked, code=0).data["profile"]
    assert "speech-rate-en" in [measure["id"] for measure in profile["measures"]]


def test_ones_own_cut_is_looked_for_before_hours_go_into_the_reference(videos: Path) -> None:
    done = reelbridge("compare", videos / "nowhere.mp4", videos, code=1)
    assert "nowhere.mp4 is not there" in done.err
    assert "Watching" not in done.err


def test_several_series_become_one_profile_to_compare_with(videos: Path, tmp_path: Path) -> None:
    both = tmp_path / "both.toml"
    asked = ("study", videos / "第1集.mp4", videos / "第2集.mp4", "--no-lines", "--profile", both)
    reelbridge(*asked, code=0)
    assert "episodes = 2" in both.read_text("utf-8")
    assert "both.toml is there already" in reelbridge(*asked, code=2).err


def test_what_is_no_profile_is_refused_in_one_sentence(videos: Path) -> None:
    done = reelbridge("compare", videos, "no-such-thing", code=2)
    assert "'no-such-thing' is no profile that is known and no path that is there" in done.err
    assert "micro-drama-craft" in done.err


@pytest.mark.parametrize("asked", ["15", "15-8", "0-3", "x"])
def test_a_range_of_free_episodes_that_is_none_is_refused(videos: Path, asked: str) -> None:
    assert "--free" in reelbridge("study", videos, "--free", asked, code=2).err


def test_a_video_that_is_none_fails_alone(videos: Path) -> None:
    (videos / "第3集.mp4").write_bytes(b"this is no video")
    done = reelbridge("study", videos, code=1)
    assert "failed: episode 3" in done.err
    assert "episode 2:" in done.err
