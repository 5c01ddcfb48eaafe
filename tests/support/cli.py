"""The command line as a person runs it: a process, its output, its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "reelbridge", *(str(argument) for argument in arguments)]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(TESTS), "COLUMNS": "100", **more}


def reelbridge(*arguments: object, code: int | None = None, **variables: str) -> Ended:
    """Run a command; no command may ever show a traceback."""
    done = subprocess.run(
        command(*arguments), env=environment(**variables), capture_output=True, text=True, check=False, timeout=280
    )
    ended = Ended(done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in ended.err, ended.err
    if code is not None:
        assert ended.code == code, ended.err or ended.out
    return ended
