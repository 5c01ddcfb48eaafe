"""Folders of files as they come from the world, and what they must become. `expected.json` is the canonical model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reelbridge.core.codec import from_plain, to_plain
from reelbridge.formats.subtitle_formats import parse_subtitles, render_subtitles
from reelbridge.formats.tbx import parse_tbx
from reelbridge.formats.tmx import parse_tmx
from reelbridge.model.cue import CueList

GOLDEN = Path(__file__).parent / "golden"
READ = sorted(path for path in GOLDEN.glob("*/input.*") if path.suffix in (".srt", ".vtt", ".ass", ".ssa"))
WRITTEN = sorted(path for path in GOLDEN.glob("render-*/expected.*"))


def expected_of(path: Path) -> object:
    return json.loads((path.parent / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("path", READ, ids=lambda path: path.parent.name)
def test_a_file_from_the_world_is_read_as_expected(path: Path) -> None:
    cues = parse_subtitles(path.read_bytes(), name=path.name, language="zh-Hans", origin="sidecar")
    assert cues == from_plain(CueList, expected_of(path))


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: f"{path.parent.name}{path.suffix}")
def test_cues_are_written_as_expected(path: Path) -> None:
    cues = from_plain(CueList, json.loads((path.parent / "input.json").read_text("utf-8")))
    assert render_subtitles(cues, path.suffix) == path.read_text("utf-8")


def test_a_memory_of_another_tool_is_read_as_expected() -> None:
    path = GOLDEN / "tmx-other-tools" / "input.tmx"
    assert to_plain(parse_tmx(path.read_bytes())) == expected_of(path)


def test_a_termbase_of_version_2_is_read_as_expected() -> None:
    path = GOLDEN / "tbx-version-2" / "input.tbx"
    assert to_plain(parse_tbx(path.read_bytes())) == expected_of(path)
