"""Two runs on one series: the second waits, and says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from reelbridge.runtime.lock import run_lock

HOLDER = """
import sys
from pathlib import Path
from reelbridge.runtime.lock import run_lock
with run_lock(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.readline()
"""


def hold(lock: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_waits_for_the_first_and_says_who_it_is(tmp_path: Path) -> None:
    first = hold(tmp_path / "lock")

    def let_go(holder: str) -> None:
        told.append(holder)
        first.communicate("go\n")

    told: list[str] = []
    with run_lock(tmp_path / "lock", let_go):
        assert told == [f"process {first.pid}"]


def test_a_killed_holder_lets_go(tmp_path: Path) -> None:
    first = hold(tmp_path / "lock")
    first.kill()
    first.communicate()
    with run_lock(tmp_path / "lock", lambda holder: (_ for _ in ()).throw(AssertionError(holder))):
        pass
