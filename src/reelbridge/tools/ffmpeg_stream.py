"""FFmpeg as a program whose output is read while it runs."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

from reelbridge.core.errors import ToolError
from reelbridge.tools.ffmpeg import check_ended, make_command


@contextmanager
def stream_ffmpeg(args: Sequence[str], *, what: str, pass_fds: Sequence[int] = ()) -> Iterator[IO[bytes]]:
    """Run FFmpeg with `pipe:1` as its output and hand out that pipe. To be used with `with`.

    A reader that leaves before the end ends FFmpeg with it; only a whole run is asked how it went.

    Args:
        args: arguments after the global ones, as a list; no shell is involved.
        what: what is being done, for messages: "listen to 第1集.mp4".
        pass_fds: open files that FFmpeg may use too, as `pipe:N`.

    Raises:
        ToolError: it failed; the message ends with its last lines. Raised on leaving.
        StoreError: the disk is full or read-only.
        EngineMissingError: there is no ffmpeg.
    """
    # one line for each damaged piece of a long film would fill the disk, so only what ends FFmpeg is logged
    command = make_command(["-nostdin", *args], log_level="fatal")
    with tempfile.TemporaryFile() as log:
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, pass_fds=tuple(pass_fds)
            )
        except OSError as error:
            raise ToolError(f"{what}: ffmpeg cannot be run: {error.strerror}") from error
        with process:
            try:
                assert process.stdout is not None  # noqa: S101  # it was asked for
                yield process.stdout
                is_whole = not process.stdout.read(1)
            except BaseException:
                process.kill()
                raise
            if not is_whole:
                process.kill()
                return
            code = process.wait()
        log.seek(0)
        check_ended(code, log.read().decode(errors="replace").strip(), what=what)
