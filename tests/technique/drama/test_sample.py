"""The bundled sample, by the shots and the lines it was made from, against its screenplay."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

import pytest

from reelbridge.model.cue import Cue, CueKind
from reelbridge.model.shot import ShotList, ShotLook, ShotSize
from reelbridge.model.study import BeatKind, Drama, EndingKind
from reelbridge.technique.drama.cutting import cut_rate_track
from reelbridge.technique.drama.reading import read_drama
from reelbridge.technique.lines.tracks import line_tracks
from support.dramas import FRAME_MS, make_look, make_shot_list, make_track

TRUTH = files("reelbridge").joinpath("data", "sample", "truth")
TOLERANCE_MS = 500

#: sizes as the sample's table calls them -> ours, and the height of a face in % of the picture's
SIZES = {
    "insert": (ShotSize.INSERT, 0.0),
    "wide": (ShotSize.WIDE, 8.0),
    "medium": (ShotSize.MEDIUM, 18.0),
    "two-shot": (ShotSize.MEDIUM, 16.0),
    "over-the-shoulder": (ShotSize.MEDIUM, 20.0),
    "close-up": (ShotSize.CLOSE_UP, 33.0),
    "extreme close-up": (ShotSize.EXTREME_CLOSE_UP, 50.0),
}


def rows_of(name: str, number: int) -> list[dict[str, str]]:
    rows = csv.DictReader(TRUTH.joinpath(name).read_text("utf-8").splitlines(keepends=True))
    return [row for row in rows if row["episode"] == str(number)]


def true_moments(kind: str) -> list[int]:
    text = TRUTH.joinpath("screenplay.fountain").read_text("utf-8")
    found = re.findall(rf"\[\[{kind} (\d+):(\d+\.\d+)\]\]", text)
    return [round(60_000 * int(minutes) + 1_000 * float(seconds)) for minutes, seconds in found]


def true_shots(number: int) -> tuple[ShotList, tuple[ShotLook, ...], list[tuple[int, float]]]:
    rows = rows_of("shots.csv", number)
    starts = [int(row["start_ms"]) for row in rows]
    flashes = [int(row["flash_start_frame"]) * FRAME_MS for row in rows if row["flash_start_frame"]]
    shots = make_shot_list(int(rows[-1]["end_ms"]), cuts=starts[1:], flashes=flashes)
    looks = tuple(make_look(int(row["shot"]), SIZES[row["size"]][0]) for row in rows)
    return shots, looks, [(start, SIZES[row["size"]][1]) for start, row in zip(starts, rows, strict=True)]


@lru_cache
def drama_of(number: int) -> Drama:
    shots, looks, faces = true_shots(number)
    cues = tuple(
        Cue(
            id=row["id"],
            start_ms=int(row["start_ms"]),
            end_ms=int(row["end_ms"]),
            text=row["text"],
            kind=CueKind.DIALOGUE if row["kind"] == "dialogue" else CueKind.SIGN,
            speaker=row["speaker"] or None,
        )
        for row in rows_of("cues.csv", number)
    )

    def face_at(ms: int) -> float:
        return next(height for start, height in reversed(faces) if start <= ms)

    return read_drama(
        shots=shots,
        looks=looks,
        tracks=(
            cut_rate_track(shots),
            make_track("face-height", shots.duration_ms, face_at),
            *line_tracks(cues, language="zh-Hans", duration_ms=shots.duration_ms),
        ),
        sound=(),
        cues=cues,
        language="zh-Hans",
    )


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_hook_is_the_screenplays(number: int) -> None:
    hook = drama_of(number).hook
    assert hook is not None
    assert abs(hook.at_ms - true_moments("hook")[number - 1]) <= TOLERANCE_MS


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_cliffhanger_is_the_screenplays_and_leaves_the_story_open(number: int) -> None:
    drama = drama_of(number)
    assert drama.ending is not None
    assert abs(drama.ending.at_ms - true_moments("cliffhanger")[number - 1]) <= TOLERANCE_MS
    assert drama.ending.kinds[0] is EndingKind.OPEN_QUESTION
    assert drama.beats[-1].kind is BeatKind.CLIFFHANGER


@pytest.mark.parametrize("number", [1, 2, 3])
def test_lightning_and_fire_are_jolts(number: int) -> None:
    (flash,) = true_shots(number)[0].flashes
    assert min(abs(flash.start_ms - jolt.at_ms) for jolt in drama_of(number).jolts) < 3_000


@pytest.mark.parametrize("number", [1, 2, 3])
def test_no_episode_has_ten_seconds_in_which_nothing_happens(number: int) -> None:
    assert all(stretch.end_ms - stretch.start_ms < 10_000 for stretch in drama_of(number).quiet)
