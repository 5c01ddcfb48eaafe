"""FFmpeg read while it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelbridge.core.errors import ToolError
from reelbridge.tools.ffmpeg import input_of
from reelbridge.tools.ffmpeg_stream import stream_ffmpeg

ENDLESS = ("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-f", "s16le", "pipe:1")
SHORT = ("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono:d=1", "-f", "s16le", "pipe:1")


def test_the_output_is_read_to_its_end() -> None:
    with stream_ffmpeg(SHORT, what="make silence") as pipe:
        assert len(pipe.read()) == 16_000


def test_a_reader_that_has_enough_ends_it() -> None:
    with stream_ffmpeg(ENDLESS, what="make silence") as pipe:
        assert len(pipe.read(100)) == 100


def test_a_reader_that_fails_ends_it_and_its_own_error_counts() -> None:
    with pytest.raises(ZeroDivisionError), stream_ffmpeg(ENDLESS, what="make silence") as pipe:
        assert 1 / len(pipe.read(0))


def test_a_failure_says_what_was_done(tmp_path: Path) -> None:
    args = [*input_of(tmp_path / "none.mp4"), "-f", "s16le", "pipe:1"]
    with (
        pytest.raises(ToolError, match=r"listen to none\.mp4: ffmpeg ended with code"),
        stream_ffmpeg(args, what="listen to none.mp4") as pipe,
    ):
        assert pipe.read() == b""
