"""The wheel, built and installed in an empty environment, runs the demo: once, for all tests here."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from support.browser import browser

__all__ = ["browser"]

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Demo:
    """What `reelbridge demo` left, and what it said."""

    folder: Path
    summary: Mapping[str, Any]
    status: Mapping[str, Any]
    exit_code: int


@dataclass(frozen=True)
class Truth:
    """One line the sample was made from."""

    episode: int
    kind: str
    start_ms: int
    end_ms: int
    text: str


def run(*command: object, allowed: tuple[int, ...] = (0,)) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(part) for part in command], env=clean, cwd="/", capture_output=True, text=True, check=False
    )
    assert done.returncode in allowed, done.stderr
    return done


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program `reelbridge` of an environment that holds the wheel and what the wheel asks for."""
    place = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place, ROOT)
    (wheel,) = place.glob("*.whl")
    run(sys.executable, "-m", "venv", place / "venv")
    run(place / "venv/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
    return place / "venv/bin/reelbridge"


@pytest.fixture(scope="session")
def demo(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The sample series, localized by the installed program."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    done = run(installed, "demo", folder, "--json", allowed=(0, 3))
    status = run(installed, "status", folder, "--json", allowed=(0, 3))
    return Demo(
        folder=folder, summary=json.loads(done.stdout), status=json.loads(status.stdout), exit_code=done.returncode
    )


@pytest.fixture(scope="session")
def truth() -> tuple[Truth, ...]:
    """The lines the sample series was made from."""
    with (ROOT / "src/reelbridge/data/sample/truth/cues.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            Truth(int(row["episode"]), row["kind"], int(row["start_ms"]), int(row["end_ms"]), row["text"])
            for row in csv.DictReader(stream)
        )
