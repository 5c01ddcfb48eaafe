"""The bundled sample, read by the real engine, against the truth it was made from."""

from __future__ import annotations

import csv
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from reelbridge.core.text import fold
from reelbridge.model.cue import CueKind, CueList
from reelbridge.subtitles.steps import READ, ReadParams
from support.media import media_of
from support.work import FolderWork

SAMPLE = files("reelbridge").joinpath("data", "sample")
PARAMS = ReadParams(language="zh-Hans", recognizer="rapidocr", recognizer_version="")
FRAME_MS = 40

pytestmark = pytest.mark.slow


def truth_of(number: int) -> list[dict[str, str]]:
    rows = csv.DictReader(SAMPLE.joinpath("truth", "cues.csv").read_text("utf-8").splitlines(keepends=True))
    return [row for row in rows if row["episode"] == str(number)]


@pytest.fixture(scope="module")
def third(tmp_path_factory: pytest.TempPathFactory) -> CueList:
    with as_file(SAMPLE.joinpath("episodes", "第3集.mp4")) as path:
        work = FolderWork(tmp_path_factory.mktemp("third"))
        cues: CueList = READ.load()(work, PARAMS, media=media_of(Path(path)), sidecar=None, script=None)
    return cues


def test_every_line_of_dialogue_is_read_and_nothing_else(third: CueList) -> None:
    wanted = [row for row in truth_of(3) if row["kind"] == "dialogue"]
    found = [cue for cue in third.cues if cue.kind is CueKind.DIALOGUE]
    assert [fold(cue.text) for cue in found] == [fold(row["text"]) for row in wanted]
    assert [cue.text.count("\n") for cue in found] == [row["text"].count("\n") for row in wanted]


def test_lines_come_and_go_within_a_frame_of_the_truth(third: CueList) -> None:
    wanted = [row for row in truth_of(3) if row["kind"] == "dialogue"]
    found = [cue for cue in third.cues if cue.kind is CueKind.DIALOGUE]
    for cue, row in zip(found, wanted, strict=True):
        assert cue.start_ms == pytest.approx(int(row["start_ms"]), abs=FRAME_MS), cue
        assert cue.end_ms == pytest.approx(int(row["end_ms"]), abs=FRAME_MS), cue


def test_the_phone_message_is_a_sign(third: CueList) -> None:
    (wanted,) = (row for row in truth_of(3) if row["kind"] != "dialogue")
    (sign,) = (cue for cue in third.cues if cue.kind is CueKind.SIGN)
    assert fold(sign.text) == fold(wanted["text"])
    assert sign.start_ms == pytest.approx(int(wanted["start_ms"]), abs=2 * FRAME_MS)


def test_title_and_number_are_left_out(third: CueList) -> None:
    assert {"watermark 面馆千金 left out", "watermark 第3集 left out"} <= set(third.notes)
