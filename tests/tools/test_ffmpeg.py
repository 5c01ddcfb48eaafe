"""FFmpeg as a program."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reelbridge.core.errors import EngineMissingError, StoreError, ToolError
from reelbridge.tools import ffmpeg
from reelbridge.tools.ffmpeg import find_ffmpeg, input_of, read_ffmpeg_version, run_ffmpeg
from support.media import make_video


@pytest.fixture
def forget_program() -> object:
    """The program is looked for once per process; these tests look again."""
    find_ffmpeg.cache_clear()
    read_ffmpeg_version.cache_clear()
    yield None
    find_ffmpeg.cache_clear()
    read_ffmpeg_version.cache_clear()


def test_the_program_says_its_version() -> None:
    assert read_ffmpeg_version()[0].isalnum()


def test_another_program_can_be_named(forget_program: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "my ffmpeg"
    fake.write_text("#!/bin/sh\necho 'ffmpeg version 1.2.3-mine Copyright'\n", "utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv(ffmpeg.FFMPEG_VARIABLE, str(fake))
    assert (find_ffmpeg(), read_ffmpeg_version()) == (str(fake), "1.2.3-mine")


def test_a_named_program_that_is_not_there_is_an_error_and_no_other_is_taken(
    forget_program: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ffmpeg.FFMPEG_VARIABLE, "/opt/none/ffmpeg")
    with pytest.raises(EngineMissingError, match="REELBRIDGE_FFMPEG names '/opt/none/ffmpeg'"):
        find_ffmpeg()


def test_a_named_program_that_is_another_one_is_an_error(
    forget_program: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ffmpeg.FFMPEG_VARIABLE, "/bin/true")
    with pytest.raises(EngineMissingError, match="does not say that it is ffmpeg"):
        read_ffmpeg_version()


def test_a_failure_says_what_was_done_and_why_it_failed(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match=r"encode 1\.mp4: ffmpeg ended with code \d+:\n.*No such file"):
        run_ffmpeg([*input_of(tmp_path / "1.mp4"), "-f", "null", "-"], what="encode 1.mp4")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_clear_sentence(tmp_path: Path) -> None:
    source = make_video(tmp_path / "1.mp4")
    with pytest.raises(StoreError, match=r"^write 1\.ts: the disk is full") as caught:
        run_ffmpeg(["-i", str(source), "-c", "copy", "-f", "mpegts", "/dev/full"], what="write 1.ts")
    assert caught.value.hint is not None and "make room" in caught.value.hint


def test_a_playlist_called_mp4_cannot_make_it_read_other_files(tmp_path: Path) -> None:
    make_video(tmp_path / "secret.ts")
    trap = tmp_path / "1.mp4"
    trap.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nsecret.ts\n#EXT-X-ENDLIST\n", "utf-8")
    with pytest.raises(ToolError, match="not on whitelist|Invalid data"):
        run_ffmpeg([*input_of(trap), "-f", "null", "-"], what="read 1.mp4")


@pytest.mark.skipif(not Path("/usr/bin/setpriv").exists(), reason="needs setpriv of util-linux")
def test_it_dies_with_the_process_that_started_it(tmp_path: Path) -> None:
    output = tmp_path / "endless.ts"
    code = (
        "from reelbridge.tools.ffmpeg import run_ffmpeg\n"
        f"run_ffmpeg(['-re', '-f', 'lavfi', '-i', 'testsrc2', '-f', 'mpegts', {str(output)!r}], what='run')"
    )
    with subprocess.Popen([sys.executable, "-c", code]) as parent:
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
        for _ in range(200):
            if output.exists():
                break
            time.sleep(0.05)
        (child,) = children.read_text("utf-8").split()
        parent.kill()
    for _ in range(200):
        if not _is_alive(int(child)):
            break
        time.sleep(0.05)
    assert not _is_alive(int(child))


def _is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
        state = Path(f"/proc/{process_id}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"
