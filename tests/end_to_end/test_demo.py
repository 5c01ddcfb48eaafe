"""`reelbridge demo`: a stranger's first two minutes."""

from __future__ import annotations

import json
from hashlib import sha256

import m3u8
import pytest

from end_to_end.conftest import Demo, Truth
from reelbridge.core.text import fold
from reelbridge.formats.srt import parse_srt
from reelbridge.model.market import DEFAULT_LOCALES

pytestmark = pytest.mark.slow


def test_three_episodes_reach_fourteen_locales(demo: Demo) -> None:
    assert demo.exit_code in (0, 3)
    assert demo.summary["delivered"] == 3 * 14
    assert demo.summary["failed"] == 0
    assert tuple(demo.status["locales"]) == DEFAULT_LOCALES


def test_the_lines_were_read_from_the_picture(demo: Demo) -> None:
    assert {episode["origin"] for episode in demo.status["episodes"]} == {"burned-in"}


def test_at_least_98_percent_of_the_dialogue_is_read_as_it_is_written(demo: Demo, truth: tuple[Truth, ...]) -> None:
    dialogue = [line for line in truth if line.kind == "dialogue"]
    read = {(episode["number"], fold(line["text"])) for episode in demo.status["episodes"] for line in episode["lines"]}
    found = [line for line in dialogue if (line.episode, fold(line.text)) in read]
    assert len(found) >= 0.98 * len(dialogue), sorted(set(dialogue) - set(found), key=str)


def test_nothing_but_dialogue_and_signs_is_taken_for_a_line(demo: Demo, truth: tuple[Truth, ...]) -> None:
    said = {(line.episode, fold(line.text)) for line in truth if line.kind == "dialogue"}
    for episode in demo.status["episodes"]:
        for line in episode["lines"]:
            if line["kind"] == "dialogue":
                assert (episode["number"], fold(line["text"])) in said, line


def test_lines_begin_and_end_within_two_frames(demo: Demo, truth: tuple[Truth, ...]) -> None:
    times = {(line.episode, fold(line.text)): (line.start_ms, line.end_ms) for line in truth if line.kind == "dialogue"}
    for episode in demo.status["episodes"]:
        for line in episode["lines"]:
            if line["kind"] == "dialogue":
                start, end = times[episode["number"], fold(line["text"])]
                assert abs(line["start_ms"] - start) <= 80, line
                assert abs(line["end_ms"] - end) <= 80, line


def test_the_shop_sign_and_the_phone_messages_are_kept_as_signs(demo: Demo, truth: tuple[Truth, ...]) -> None:
    signs = {
        (episode["number"], fold(line["text"]))
        for episode in demo.status["episodes"]
        for line in episode["lines"]
        if line["kind"] == "sign"
    }
    assert {(line.episode, fold(line.text)) for line in truth if line.kind != "dialogue"} <= signs


def test_at_least_98_percent_is_translated_and_no_line_is_silently_missing(demo: Demo) -> None:
    for episode in demo.status["episodes"]:
        for locale in episode["locales"]:
            assert locale["line_count"] == len(episode["lines"])
            assert locale["translated_count"] + locale["review_count"] >= locale["line_count"]
            assert locale["translated_count"] >= 0.98 * locale["line_count"]


@pytest.mark.parametrize("locale", DEFAULT_LOCALES)
def test_every_locale_has_its_lines_in_its_file(demo: Demo, locale: str) -> None:
    for episode in demo.status["episodes"]:
        path = demo.folder / f"out/episode-{episode['number']:03d}/files/{locale}.srt"
        written = parse_srt(path.read_text("utf-8"), language=locale, origin="file")
        assert len(written.cues) == len(episode["lines"])


def test_the_picture_is_encoded_once_for_all_locales(demo: Demo) -> None:
    for number in (1, 2, 3):
        episode = demo.folder / f"out/episode-{number:03d}"
        playlist = m3u8.load(str(episode / "index.m3u8"))
        videos = {item.uri for item in playlist.playlists}
        assert {path.name for path in (episode / "video").glob("*.m3u8")} == {uri.rpartition("/")[2] for uri in videos}
        assert len([media for media in playlist.media if media.type == "SUBTITLES"]) == 14


def test_every_playlist_is_understood_by_another_library(demo: Demo) -> None:
    playlists = sorted((demo.folder / "out").rglob("*.m3u8"))
    assert len(playlists) >= 3 * (1 + 14 + 2)
    for path in playlists:
        parsed = m3u8.load(str(path))
        assert parsed.is_variant or parsed.segments
        uris = [item.uri for item in (*parsed.playlists, *parsed.media, *parsed.segments)]
        for uri in uris:
            assert "://" not in uri
            assert (path.parent / uri).exists(), f"{path}: {uri}"


def test_the_manifests_are_true(demo: Demo) -> None:
    for path in (demo.folder / "out").glob("*/manifest.json"):
        for each in json.loads(path.read_text())["files"]:
            content = (path.parent / each["path"]).read_bytes()
            assert (len(content), sha256(content).hexdigest()) == (each["size"], each["sha256"])
