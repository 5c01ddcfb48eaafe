"""`reelbridge localize`: from a folder of videos to packages, once, and only what changed after that."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from reelbridge.app.workspace import Workspace
from reelbridge.tools.llm.answers import AnswerStore
from reelbridge.tools.llm.request import LlmAnswer
from support.cli import reelbridge
from support.series import ENGLISH, make_video, set_key, write_memory


def test_a_series_goes_from_videos_to_packages(done_series: Path) -> None:
    out = done_series / "out"
    for number in (1, 2):
        episode = out / f"episode-{number:03d}"
        assert (episode / "index.m3u8").read_text().startswith("#EXTM3U")
        assert {path.name for path in (episode / "files").iterdir()} == {
            f"{locale}.{ending}" for locale in ("en", "de") for ending in ("srt", "vtt", "ass")
        }
    assert "30 million. Sign tonight!" in (out / "episode-001/files/en.srt").read_text()
    assert "Mach erst auf." in (out / "episode-002/files/de.vtt").read_text()
    assert (out / "index.html").read_text().count("<html") == 1


def test_the_manifest_holds_every_file_with_its_digest_and_origin(done_series: Path) -> None:
    episode = done_series / "out/episode-001"
    manifest = json.loads((episode / "manifest.json").read_text())
    listed = {each["path"]: each for each in manifest["files"]}
    there = {path.relative_to(episode).as_posix() for path in episode.rglob("*") if path.is_file()}
    assert there - {"manifest.json"} == set(listed)
    for path, each in listed.items():
        assert sha256((episode / path).read_bytes()).hexdigest() == each["sha256"]
        assert each["origin"]


def test_a_second_run_makes_nothing(series: Path) -> None:
    first = reelbridge("localize", series, "--json", code=0).data
    second = reelbridge("localize", series, "--json", code=0).data
    assert first["made"] > 0
    assert second["made"] == 0
    assert second["delivered"] == 4


def test_a_changed_line_of_the_memory_remakes_one_episode_in_one_locale(series: Path) -> None:
    reelbridge("localize", series, code=0)
    write_memory(series / "memory.tmx", english={**ENGLISH, "说人话": "Talk like a human."})
    again = reelbridge("localize", series, "--json", code=0).data
    # both episodes are looked up anew; then translate, check, subtitles; and the package that holds them
    assert again["made"] == 6
    assert "Talk like a human." in (series / "out/episode-002/files/en.srt").read_text()


def test_a_changed_episode_is_settled_with_the_series_and_leaves_the_others_as_they_are(
    series: Path, tmp_path: Path, videos: Path
) -> None:
    own = Path(shutil.copytree(videos, tmp_path / "own"))
    text = (series / "series.toml").read_text("utf-8").replace(str(videos), str(own))
    (series / "series.toml").write_text(text, "utf-8")
    reelbridge("localize", series, code=0)
    first = (series / "out/episode-001/manifest.json").stat().st_mtime_ns
    sidecar = own / "第2集.srt"
    sidecar.write_text(sidecar.read_text("utf-8").replace("说人话", "别跟我装傻"), "utf-8")
    again = reelbridge("localize", series, "--json").data
    # read, settled, proofread, recalled, its frames; three steps in each of two locales; its package
    assert again["made"] == 5 + 2 * 3 + 1
    assert (series / "out/episode-001/manifest.json").stat().st_mtime_ns == first


def test_a_run_over_some_episodes_still_hears_what_was_read_of_the_others(series: Path) -> None:
    reelbridge("localize", series, code=0)
    assert reelbridge("localize", series, "--episodes", "1", "--json", code=0).data["made"] == 0


def test_a_moved_video_is_not_read_again(series: Path, tmp_path: Path, videos: Path) -> None:
    reelbridge("localize", series, code=0)
    moved = Path(shutil.copytree(videos, tmp_path / "moved"))
    text = (series / "series.toml").read_text("utf-8").replace(str(videos), str(moved))
    (series / "series.toml").write_text(text, "utf-8")
    assert reelbridge("localize", series, "--json", code=0).data["made"] == 0


def test_some_locales_and_episodes_first_the_rest_later(series: Path) -> None:
    first = reelbridge("localize", series, "--to", "de", "--episodes", "2", "--json").data
    assert first["delivered"] == 1
    assert not (series / "out/episode-001").exists()
    reelbridge("localize", series, "--to", "en", "--episodes", "2", code=0)
    playlist = (series / "out/episode-002/index.m3u8").read_text()
    assert 'LANGUAGE="de"' in playlist
    assert 'LANGUAGE="en"' in playlist


def test_a_dry_run_says_what_would_be_made_and_makes_nothing(series: Path) -> None:
    stages = {each["stage"]: each for each in reelbridge("localize", series, "--dry-run", "--json", code=0).data}
    assert stages["video"] == {"stage": "video", "stored": 0, "to_make": 2}
    assert not (series / "out").exists()
    reelbridge("localize", series, code=0)
    stages = {each["stage"]: each for each in reelbridge("localize", series, "--dry-run", "--json", code=0).data}
    assert all(each["to_make"] == 0 for each in stages.values())


def test_a_line_the_memory_does_not_know_is_flagged_and_never_passed_off(series: Path) -> None:
    english = dict(ENGLISH)
    set_key(series, "locales", '["en", "fr"]')
    write_memory(series / "memory.tmx", english=english)
    summary = reelbridge("localize", series, "--json", code=3).data
    assert summary["for_review"] == 2
    status = reelbridge("status", series, "--json", code=3).data
    french = status["episodes"][0]["locales"][1]
    assert (french["line_count"], french["translated_count"], french["review_count"]) == (3, 0, 3)
    assert "三千万" not in (series / "out/episode-001/files/fr.srt").read_text()


def test_what_a_person_edited_in_the_out_folder_is_kept(series: Path) -> None:
    reelbridge("localize", series, code=0)
    srt = series / "out/episode-001/files/en.srt"
    srt.write_text("my own words")
    write_memory(series / "memory.tmx", english={**ENGLISH, "我信": "I believe him."})
    ended = reelbridge("localize", series, code=0)
    assert srt.with_name("en.edited-1.srt").read_text() == "my own words"
    assert "en.edited-1.srt" in ended.err


def test_the_status_counts_what_was_delivered(done_series: Path) -> None:
    ended = reelbridge("status", done_series, code=0)
    assert "4 of 4 delivered" in ended.err
    assert "6 lines read from 2 episodes" in ended.err


def test_the_status_fits_a_narrow_terminal_and_takes_a_title_as_it_is(series: Path) -> None:
    set_key(series, "title", '"[/b] 面馆"')
    ended = reelbridge("status", series, code=0, COLUMNS="80")
    assert ended.out.startswith("[/b] 面馆: 2 episodes\n")
    assert "…" not in ended.out
    assert "pending" in ended.out
    assert "failed" not in ended.out
    assert "\x1b" not in ended.out


def test_what_was_paid_is_told_by_the_status_and_after_a_run(tmp_path: Path, done_series: Path) -> None:
    series = Path(shutil.copytree(done_series, tmp_path / "series"))
    assert "USD" not in reelbridge("status", series, code=0).out
    with AnswerStore(Workspace(folder=series).answers) as answers:
        for key, topic, cost_usd in (("1", "e001/en", 0.25), ("2", "e002/de", None), ("3", "series/bible", 0.5)):
            answer = LlmAnswer(
                key=key,
                text="",
                is_cut=False,
                refusal="",
                tokens_in=12_000,
                tokens_out=345,
                tokens_cached=800,
                cost_usd=cost_usd,
            )
            answers.put(answer, topic=topic, model="m")
    status = reelbridge("status", series, code=0)
    head, _, english, german = (line.split() for line in status.out.splitlines()[1:5])
    assert head[-4:] == ["known", "requests", "tokens", "USD"]
    assert english[-5:] == ["100", "%", "1", "12.3k", "0.2500"]
    assert german[-1] == "unknown"
    assert all(len(line) <= 100 for line in status.out.splitlines())
    words = "paid to language models so far: at least $0.7500, for 3 requests with 36,000 tokens in and 1,035 out"
    assert words in status.err
    assert words in reelbridge("localize", series, code=0).err
    data = reelbridge("status", series, "--json", code=0).data
    assert (data["usage"]["requests"], data["bible_usage"]["cost_usd"]) == (3, 0.5)
    assert data["episodes"][0]["locales"][0]["usage"]["tokens_cached"] == 800


def test_the_status_counts_the_lines_to_read_first(series: Path) -> None:
    set_key(series, "locales", '["en", "fr"]')
    reelbridge("localize", series, code=3)
    words = "2 lines to read first (en 1, fr 1); the report shows them, the riskiest first"
    assert words in reelbridge("status", series, code=3).err


def test_an_episode_without_lines_is_named(series: Path, tmp_path: Path) -> None:
    silent = make_video(tmp_path / "silent.mp4", seconds=1)
    text = (series / "series.toml").read_text("utf-8").partition("[[episodes]]")[0]
    (series / "series.toml").write_text(f'{text}[[episodes]]\nnumber = 3\nvideo = "{silent}"\n', "utf-8")
    for command in ("localize", "status"):
        assert "episode 3: no dialogue found in the picture" in reelbridge(command, series, code=0).err


def test_the_report_can_be_made_again(done_series: Path) -> None:
    assert reelbridge("report", done_series, code=0).out.strip().endswith("index.html")


def test_burned_in_lines_change_the_picture(series: Path) -> None:
    pytest.importorskip("fontTools")
    from reelbridge.app.doctor import examine

    if any(not each.is_found for each in examine() if each.name.startswith("font for en")):
        pytest.skip("no Noto Sans here: apt-get install fonts-noto-core")
    reelbridge("localize", series, "--burn", "en", "--episodes", "1", "--to", "en", code=0)
    assert (series / "out/episode-001/burned/en.mp4").stat().st_size > 1000
