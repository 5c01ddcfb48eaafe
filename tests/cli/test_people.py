"""`reelbridge hand-out` and `take-in`: lines go out to people's tools, and come back as decisions."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from reelbridge.testing.fake_llm import FakeLlm
from support.cli import reelbridge
from support.series import set_key


@pytest.fixture
def delivered(tmp_path: Path, done_series: Path) -> Path:
    """A series that has been localized, to be changed by the test."""
    return Path(shutil.copytree(done_series, tmp_path / "series"))


def hand_out(series: Path) -> Path:
    """One file for a person."""
    ended = reelbridge("hand-out", series, "--to", "en", "--episodes", "1", code=0)
    return Path(ended.out.strip())


def retarget(path: Path, old: str, new: str, *, unit: str) -> Path:
    """Change a target as a translator's tool does; its state stays."""
    text = path.read_text("utf-8")
    target = rf'(id="{unit}".*?<target state="[^"]*")(?: />|>{re.escape(old)}</target>)'
    changed, times = re.subn(target, rf"\g<1>>{new}</target>", text, flags=re.DOTALL)
    assert times == 1
    path.write_text(changed, "utf-8")
    return path


@pytest.mark.slow
def test_what_a_translator_writes_is_what_goes_out(delivered: Path) -> None:
    file = hand_out(delivered)
    retarget(file, "I do.", "I believe you.", unit="c0003")
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


@pytest.mark.slow
def test_an_engine_is_not_asked_for_what_a_person_wrote(series: Path) -> None:
    set_key(series, "memories", "[]")
    reelbridge("localize", series, "--to", "en", "--episodes", "1", code=3)
    file = retarget(hand_out(series), "", "I believe you.", unit="c0003")
    reelbridge("take-in", series, file, "--by", "Mei", code=0)
    with FakeLlm() as fake:
        endpoint = {"REELBRIDGE_MODEL": fake.model, "OPENAI_BASE_URL": fake.base_url, "OPENAI_API_KEY": "test"}
        arguments = ("localize", series, "--to", "en", "--episodes", "1", "--engine", "openai")
        assert reelbridge(*arguments, **endpoint).code in (0, 3)
        asked = {line[1] for request in fake.asked for line in request.payload["lines"]}
    assert asked == {"三千万，今晚就签字！", "你找谁啊？"}
    assert "I believe you." in (series / "out/episode-001/files/en.srt").read_text("utf-8")


def test_a_wrong_request_is_one_sentence(delivered: Path, tmp_path: Path) -> None:
    assert "known: csv, omegat, srt, xliff, xlsx" in reelbridge("hand-out", delivered, "--as", "docx", code=2).err
    (tmp_path / "a.xlf").write_text("hello", "utf-8")
    ended = reelbridge("take-in", delivered, tmp_path / "a.xlf", code=1)
    assert ended.err.startswith("error: a.xlf: not XML")
    assert len(ended.err.splitlines()) == 1


def test_what_came_in_is_data_for_programs(delivered: Path) -> None:
    taken = reelbridge("take-in", delivered, hand_out(delivered), "--json", code=0).data
    assert set(taken) == {"changed", "approved", "unchanged", "conflicts", "refused", "unmatched"}
    assert taken["unchanged"] == 3
