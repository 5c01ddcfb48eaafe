"""`reelbridge study` on the sample series, held against the truth it was made from."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from end_to_end.conftest import ROOT, Demo, run

pytestmark = pytest.mark.slow

TRUTH = ROOT / "src/reelbridge/data/sample/truth"
FRAME_MS = 40


@dataclass(frozen=True)
class Studied:
    """What the study left, and what it said."""

    folder: Path
    study: Mapping[str, Any]

    def episode(self, number: int) -> Any:
        return self.study["episodes"][number - 1]


@pytest.fixture(scope="module")
def studied(demo: Demo, installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Studied:
    folder = tmp_path_factory.mktemp("study") / "demo"
    shutil.copytree(demo.folder, folder)
    done = run(installed, "study", folder, "--json")
    return Studied(folder=folder, study=json.loads(done.stdout))


def true_shots(number: int) -> list[dict[str, str]]:
    rows = csv.DictReader((TRUTH / "shots.csv").read_text("utf-8").splitlines())
    return [row for row in rows if row["episode"] == str(number)]


def true_moments(kind: str) -> list[int]:
    """In ms, an episode each, as the screenplay marks them."""
    text = (TRUTH / "screenplay.fountain").read_text("utf-8")
    found = re.findall(rf"\[\[{kind} (\d+):(\d+\.\d+)\]\]", text)
    return [round(60_000 * int(minutes) + 1000 * float(seconds)) for minutes, seconds in found]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_cut_is_named_to_the_frame_and_no_other(studied: Studied, number: int) -> None:
    cuts = [shot["start_frame"] for shot in studied.episode(number)["shots"]["shots"] if shot["transition"] == "cut"]
    assert cuts == [int(row["start_frame"]) for row in true_shots(number)[1:] if row["transition"] == "cut"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_dissolve_is_named_from_its_first_frame_to_its_last(studied: Studied, number: int) -> None:
    (found,) = (shot for shot in studied.episode(number)["shots"]["shots"] if shot["transition"] == "dissolve")
    (wanted,) = (row for row in true_shots(number) if row["transition"] == "dissolve")
    for end in ("transition_start_frame", "transition_end_frame"):
        assert found[end] == pytest.approx(int(wanted[end]), abs=1)
    assert found["start_frame"] == pytest.approx(int(wanted["start_frame"]), abs=1)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_flash_is_a_flash_and_no_cut(studied: Studied, number: int) -> None:
    (found,) = studied.episode(number)["shots"]["flashes"]
    (wanted,) = (row for row in true_shots(number) if row["flash_start_frame"])
    assert (found["start_frame"], found["end_frame"]) == (
        int(wanted["flash_start_frame"]),
        int(wanted["flash_end_frame"]),
    )


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_hook_and_the_cliffhanger_are_where_the_screenplay_has_them(studied: Studied, number: int) -> None:
    drama = studied.episode(number)["drama"]
    assert drama["hook"]["at_ms"] == pytest.approx(true_moments("hook")[number - 1], abs=500)
    assert drama["ending"]["at_ms"] == pytest.approx(true_moments("cliffhanger")[number - 1], abs=500)


def test_every_number_can_be_taken_apart(studied: Studied) -> None:
    for episode in studied.study["episodes"]:
        drama = episode["drama"]
        for moment in (drama["hook"], *drama["peaks"], *drama["jolts"]):
            assert sum(reason["points"] for reason in moment["reasons"]) == pytest.approx(moment["points"])
        ending = drama["ending"]
        assert sum(reason["points"] for reason in ending["reasons"]) == pytest.approx(ending["strength"])
    for choice in studied.study["paywall"]["choices"]:
        assert sum(reason["points"] for reason in choice["reasons"]) == pytest.approx(choice["points"])


def test_the_lines_that_localizing_read_are_used_and_not_read_again(studied: Studied) -> None:
    assert all(episode["has_lines"] and episode["cues"] for episode in studied.study["episodes"])


def test_the_page_lies_in_the_out_folder_of_the_series(studied: Studied) -> None:
    page = (studied.folder / "out/study/index.html").read_text("utf-8")
    assert "面馆千金" in page
