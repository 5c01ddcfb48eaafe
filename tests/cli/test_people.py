"""`reelbridge hand-out` and `take-in`: lines go out to people's tools, and come back as decisions."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from support.cli import reelbridge


@pytest.fixture
def delivered(tmp_path: Path, done_series: Path) -> Path:
    """A series that has been localized, to be changed by the test."""
    return Path(shutil.copytree(done_series, tmp_path / "series"))


def hand_out(series: Path, *, kind: str = "xliff", to: str = "en", episodes: str = "1") -> Path:
    """One file for a person."""
    ended = reelbridge("hand-out", series, "--as", kind, "--to", to, "--episodes", episodes, code=0)
    return Path(ended.out.strip())


def retarget(path: Path, old: str, new: str) -> None:
    """Change a target as a translator's tool does; its state stays."""
    text = path.read_text("utf-8")
    changed, times = re.subn(rf"(<target state=[^>]*>){re.escape(old)}</target>", rf"\g<1>{new}</target>", text)
    assert times == 1
    path.write_text(changed, "utf-8")


def test_what_a_translator_writes_is_what_goes_out(delivered: Path) -> None:
    file = hand_out(delivered)
    retarget(file, "I do.", "I believe you.")
    ended = reelbridge("take-in", delivered, file, "--by", "Mei", code=0)
    assert "1 line written anew, 0 approved, 2 with nothing new" in ended.err
    assert "run `reelbridge localize" in ended.err
    assert reelbridge("localize", delivered, "--json", code=0).data["delivered"] == 4
    subtitles = (delivered / "out/episode-001/files/en.srt").read_text("utf-8")
    assert "I believe you." in subtitles
    assert "I do." not in subtitles
    assert "30 million. Sign tonight!" in subtitles
    reelbridge("take-in", delivered, file, code=0)
    assert reelbridge("localize", delivered, "--json", code=0).data["made"] == 0


def test_two_people_on_one_line_are_a_conflict_that_is_shown_kept_and_settled(delivered: Path, tmp_path: Path) -> None:
    mei = hand_out(delivered)
    jo = tmp_path / "from-jo.xlf"
    jo.write_text(mei.read_text("utf-8"), "utf-8")
    retarget(mei, "I do.", "I believe you.")
    retarget(jo, "I do.", "I trust [you].")
    reelbridge("take-in", delivered, mei, "--by", "Mei", code=0)
    shown = reelbridge("take-in", delivered, jo, "--by", "Jo", code=3)
    for text in ("I do.", "I believe you.", "I trust [you].", "c0003"):
        assert text in shown.out
    jo.unlink()
    assert "I trust [you]." in reelbridge("take-in", delivered, code=3).out
    reelbridge("take-in", delivered, "--prefer", "file", code=0)
    assert reelbridge("take-in", delivered, code=0).out == ""
    reelbridge("localize", delivered, code=0)
    assert "I trust [you]." in (delivered / "out/episode-001/files/en.srt").read_text("utf-8")


def test_a_wrong_request_is_one_sentence(delivered: Path, tmp_path: Path) -> None:
    assert "known: csv, srt, xliff, xlsx" in reelbridge("hand-out", delivered, "--as", "docx", code=2).err
    (tmp_path / "a.xlf").write_text("hello", "utf-8")
    ended = reelbridge("take-in", delivered, tmp_path / "a.xlf", code=1)
    assert ended.err.startswith("error: a.xlf: not XML")
    assert len(ended.err.splitlines()) == 1


def test_what_came_in_is_data_for_programs(delivered: Path) -> None:
    taken = reelbridge("take-in", delivered, hand_out(delivered), "--json", code=0).data
    assert set(taken) == {"changed", "approved", "unchanged", "conflicts", "refused", "unmatched"}
    assert taken["unchanged"] == 3
