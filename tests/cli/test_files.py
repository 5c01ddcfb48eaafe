"""`reelbridge check`, `convert`, `doctor`, `plugins`: the small commands."""

from __future__ import annotations

from pathlib import Path

from support.cli import reelbridge

SRT = """1
00:00:00,000 --> 00:00:01,000
お前の言うことなど、誰一人として信じるわけがないだろう

2
00:00:02,000 --> 00:00:04,000
行くぞ
"""


def test_a_subtitle_file_is_checked_against_its_market(tmp_path: Path) -> None:
    (tmp_path / "ja.srt").write_text(SRT, "utf-8")
    ended = reelbridge("check", tmp_path / "ja.srt", "--locale", "ja", code=3)
    assert "reading-speed" in ended.out
    assert "00:00:00.000" in ended.out
    assert "00:00:02.000" not in ended.out


def test_findings_come_as_data_for_programs(tmp_path: Path) -> None:
    (tmp_path / "ja.srt").write_text(SRT, "utf-8")
    findings = reelbridge("check", tmp_path / "ja.srt", "--locale", "ja", "--json", code=3).data
    assert {"check_id", "severity", "cue_id", "message", "hint"} == set(findings[0])


def test_a_file_is_converted_and_never_written_over(tmp_path: Path) -> None:
    source, target = tmp_path / "a.srt", tmp_path / "b.vtt"
    source.write_bytes(SRT.encode("utf-16"))
    reelbridge("convert", source, target, code=0)
    assert target.read_text("utf-8").startswith("WEBVTT")
    assert "行くぞ" in target.read_text("utf-8")
    assert "is there already" in reelbridge("convert", source, target, code=2).err
    reelbridge("convert", source, target, "--force", code=0)


def test_a_format_nobody_knows(tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_text(SRT, "utf-8")
    ended = reelbridge("convert", tmp_path / "a.srt", tmp_path / "b.docx")
    assert ended.code != 0
    assert "known: ass, srt, ssa, vtt" in ended.err


def test_a_file_that_is_no_subtitle(tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_bytes(bytes(range(256)) * 20)
    ended = reelbridge("check", tmp_path / "a.srt", "--locale", "en", code=1)
    assert "a.srt" in ended.err


def test_the_doctor_finds_what_every_run_needs() -> None:
    found = {each["name"]: each for each in reelbridge("doctor", "--json", code=0).data}
    assert found["ffmpeg"]["is_found"]
    assert found["reader rapidocr"]["is_found"]


def test_a_missing_ffmpeg_is_said() -> None:
    ended = reelbridge("doctor", code=1, REELBRIDGE_FFMPEG="/nowhere/ffmpeg")
    assert "MISSING ffmpeg" in ended.out
    assert "/nowhere/ffmpeg" in ended.out


def test_everything_that_can_be_named_is_listed() -> None:
    out = reelbridge("plugins", code=0).out
    for name in ("memory", "openai", "rapidocr", "reading-speed", "zh-Hant", "srt"):
        assert name in out
