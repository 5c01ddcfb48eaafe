"""Shots of real files."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from reelbridge.model.shot import Transition
from reelbridge.technique.shots.finding import find_shots
from reelbridge.tools.ffmpeg import run_ffmpeg
from support.cuts import Scene, dissolve, write_film
from support.media import media_of

ONE, OTHER = Scene(1), Scene(2)


def test_cuts_and_dissolves_survive_encoding(tmp_path: Path) -> None:
    mixed = dissolve(ONE.at(), OTHER.at(), 12)
    film = write_film(tmp_path / "a.mp4", [*OTHER.still(30), *ONE.still(30), *mixed, *OTHER.still(30)])
    shots = find_shots(film, media_of(film))
    assert [shot.transition for shot in shots.shots] == [Transition.START, Transition.CUT, Transition.DISSOLVE]
    assert shots.shots[1].start_frame == 30
    assert (shots.shots[2].transition_start_frame, shots.shots[2].transition_end_frame) == (60, 72)
    assert shots.notes == ()


def test_shots_of_a_varying_rate_begin_at_their_frames_own_time(tmp_path: Path) -> None:
    times = [0]
    for number in range(59):
        times.append(times[-1] + (33, 50, 67)[number % 3])
    film = write_film(tmp_path / "a.mkv", [*ONE.still(30), *OTHER.still(30)], times_ms=times)
    shots = find_shots(film, media_of(film))
    assert [(shot.start_frame, shot.start_ms) for shot in shots.shots] == [(0, 0), (30, times[30])]


def test_a_turned_phone_video_has_the_same_shots(tmp_path: Path) -> None:
    film = write_film(tmp_path / "a.mp4", [*ONE.still(20), *OTHER.still(20)])
    turned = tmp_path / "turned.mp4"
    run_ffmpeg(["-display_rotation", "90", "-i", str(film), "-c", "copy", str(turned)], what="turn the film")
    media = media_of(turned)
    assert media.rotation == 270
    assert [shot.start_frame for shot in find_shots(turned, media).shots] == [0, 20]


def test_a_video_that_breaks_off_keeps_its_shots_and_says_so(tmp_path: Path) -> None:
    film = write_film(tmp_path / "a.mkv", [*ONE.still(20), *(Scene(n // 10).at() for n in range(100, 300))])
    media = media_of(film)
    film.write_bytes(film.read_bytes()[: film.stat().st_size // 3])
    shots = find_shots(film, media, threads=1)
    assert shots.shots[0].end_frame == 20
    assert any("cut off" in note for note in shots.notes)


@pytest.mark.slow
@pytest.mark.parametrize("episode", [1, 2, 3])
def test_the_sample_series_is_read_exactly(episode: int) -> None:
    sample = files("reelbridge").joinpath("data", "sample")
    video = Path(str(sample.joinpath("episodes", f"第{episode}集.mp4")))
    table = csv.DictReader(sample.joinpath("truth", "shots.csv").read_text("utf-8").splitlines())
    truth = [row for row in table if row["episode"] == str(episode)]
    shots = find_shots(video, media_of(video))
    found = [
        (each.start_frame, each.end_frame, each.transition_start_frame, each.transition_end_frame)
        for each in shots.shots
    ]
    assert found == [
        (
            int(row["start_frame"]),
            int(row["end_frame"]),
            int(row["transition_start_frame"]) if row["transition_start_frame"] else None,
            int(row["transition_end_frame"]) if row["transition_end_frame"] else None,
        )
        for row in truth
    ]
    assert [shot.transition.value for shot in shots.shots[1:]] == [row["transition"] for row in truth[1:]]
    assert [(flash.start_frame, flash.end_frame) for flash in shots.flashes] == [
        (int(row["flash_start_frame"]), int(row["flash_end_frame"])) for row in truth if row["flash_start_frame"]
    ]
