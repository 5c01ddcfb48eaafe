"""FFmpeg as a program: where it is, which one it is, and one way to run it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from reelbridge.core.errors import EngineMissingError, StoreError, ToolError
from reelbridge.core.registry import load_target

#: names another program than the one that comes with `imageio-ffmpeg`
FFMPEG_VARIABLE = "REELBRIDGE_FFMPEG"

#: FFmpeg's names of the containers that hold video. Playlists and lists (`hls`, `concat`, `dash`) are not among them:
#: a file from outside that names other files could make FFmpeg read those.
CONTAINERS = (
    "mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "mpegts", "mpeg", "avi", "flv", "live_flv", "asf", "rm", "ogg", "mxf",
)  # fmt: skip

#: options that keep a file from outside from reaching any other; for `ffmpeg -i` and for PyAV alike
SAFE_INPUT = {"protocol_whitelist": "file", "format_whitelist": ",".join(CONTAINERS)}

#: the same source gives the same bytes: no encoder names or dates in the files, and a fixed number of threads,
#: because x264 decides a little differently with each
REPRODUCIBLE = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags", "+bitexact")
X264_THREADS = 2

#: what FFmpeg says (in the C library's words) and what it means
_DISK_TROUBLE = {
    "No space left on device": "the disk is full",
    "Disk quota exceeded": "the disk quota is used up",
    "Read-only file system": "the folder is on a read-only disk",
}

_TAIL_LINES = 8
_VERSION = re.compile(r"ffmpeg version (\S+)")


@cache
def find_ffmpeg() -> str:
    """The program: the one `REELBRIDGE_FFMPEG` names, else the one that comes with `imageio-ffmpeg`.

    Raises:
        EngineMissingError: there is none.
    """
    if named := os.environ.get(FFMPEG_VARIABLE):
        found = shutil.which(named)
        if found is None:
            raise EngineMissingError(
                f"{FFMPEG_VARIABLE} names {named!r}, which is no program that can be run",
                hint=f"give the full path of ffmpeg, or unset {FFMPEG_VARIABLE} to use the one that was installed",
            )
        return found
    try:
        return str(load_target("imageio_ffmpeg:get_ffmpeg_exe")())
    except (ImportError, RuntimeError) as error:
        raise EngineMissingError(
            "ffmpeg is missing", hint=f"pip install imageio-ffmpeg, or name one in {FFMPEG_VARIABLE}"
        ) from error


@cache
def read_ffmpeg_version() -> str:
    """The version as the program states it: `n9.0.2-17-g2a571b6068`. It is part of the key of all it makes.

    Raises:
        EngineMissingError: there is none, or it does not say.
    """
    program = find_ffmpeg()
    try:
        answer = subprocess.run([program, "-version"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError as error:
        raise EngineMissingError(f"{program} cannot be run: {error.strerror}") from error
    match = _VERSION.search(answer.stdout.decode(errors="replace"))
    if not match:
        raise EngineMissingError(
            f"{program} does not say that it is ffmpeg", hint=f"set {FFMPEG_VARIABLE} to the full path of ffmpeg"
        )
    return match.group(1)


def input_of(path: str | Path) -> tuple[str, ...]:
    """The arguments that open a video from outside, and nothing but that file."""
    options = [part for name, value in SAFE_INPUT.items() for part in (f"-{name}", value)]
    return (*options, "-i", f"file:{path}")


def make_command(args: Sequence[str], *, log_level: str = "error") -> list[str]:
    """The command that runs FFmpeg with these arguments and writes over what is there.

    It ends with its parent: `setpriv` (of Debian's essential util-linux) asks the kernel for that, which is safe with
    threads where a Python `preexec_fn` is not. Without `setpriv` an orphan runs on and its scratch files are ignored.

    Raises:
        EngineMissingError: there is no ffmpeg.
    """
    command = [find_ffmpeg(), "-hide_banner", "-y", "-loglevel", log_level, *args]
    if setpriv := shutil.which("setpriv"):
        return [setpriv, "--pdeathsig", "KILL", "--", *command]
    return command


def run_ffmpeg(args: Sequence[str], *, what: str, cwd: Path | None = None, log_level: str = "error") -> str:
    """Run FFmpeg to its end and return what it logged (nothing, unless something is odd).

    Args:
        args: arguments after the global ones, as a list; no shell is involved.
        what: what is being done, for messages: "encode 第1集.mp4".
        cwd: the folder that relative names in `args` refer to.
        log_level: FFmpeg's own; `warning` tells more.

    Raises:
        ToolError: it failed; the message ends with its last lines.
        StoreError: the disk is full or read-only.
        EngineMissingError: there is no ffmpeg.
    """
    command = make_command(["-nostdin", *args], log_level=log_level)
    try:
        done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError as error:
        raise ToolError(f"{what}: ffmpeg cannot be run: {error.strerror}") from error
    log = done.stderr.decode(errors="replace").strip()
    check_ended(done.returncode, log, what=what)
    return log


def check_ended(code: int, log: str, *, what: str) -> None:
    """Say what went wrong with an FFmpeg that has ended.

    Args:
        code: its exit code.
        log: what it logged.
        what: what it was doing, for the message.

    Raises:
        StoreError: the disk is full or read-only.
        ToolError: it failed; the message ends with its last lines.
    """
    for sign, meaning in _DISK_TROUBLE.items():
        if sign in log:
            raise StoreError(f"{what}: {meaning}", hint="make room or use another folder, then run the same again")
    if code != 0:
        tail = "\n".join(log.splitlines()[-_TAIL_LINES:]) or "it said nothing"
        raise ToolError(f"{what}: ffmpeg ended with code {code}:\n{tail}")
