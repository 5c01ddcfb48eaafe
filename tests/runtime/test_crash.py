"""Killed at any moment, run again: nothing is lost, and at most the steps that were running are repeated."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from support.runs import Runner, given, node
from support.steps import ADD, TOTAL, AddParams

TESTS = Path(__file__).parents[1]

#: a run of six steps; the fourth waits for a file that never comes
PROGRAM = """
import sys
from pathlib import Path
from runtime.test_crash import chain
from support.runs import Runner
folder = Path(sys.argv[1])
Runner(folder).run(*chain(folder, stop_at=int(sys.argv[2])))
"""


def chain(folder: Path, stop_at: int | None = None) -> tuple[object, ...]:
    """Six independent sums, one at a time in effect, and their total."""
    from reelbridge.graph.plan import FromEach

    sums = []
    for number in range(6):
        # a pause is no part of the result, but here it is a parameter: the repeated run must not wait
        gate = folder / f"gate-{number}"
        if number != stop_at:
            gate.touch()
        sums.append(
            node(
                f"n{number}",
                ADD,
                {"number": given(number)},
                AddParams(amount=100, log=str(folder / "log"), wait_for=str(gate)),
            )
        )
    total = node("sum", TOTAL, {"numbers": FromEach(node_ids=tuple(f"n{number}" for number in range(6)))})
    return (*sums, total)


def calls(folder: Path) -> Counter[str]:
    log = folder / "log"
    return Counter(line.split()[0] for line in log.read_text().splitlines()) if log.exists() else Counter()


def wait_until(condition: object, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.02)


@pytest.mark.parametrize("stop_at", [0, 3, 5])
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, stop_at: int) -> None:
    run = subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path), str(stop_at)], cwd=TESTS)
    # all but the one that waits are done and noted
    wait_until(lambda: len(calls(tmp_path)) == 6)
    time.sleep(0.3)
    run.send_signal(signal.SIGKILL)
    run.wait()

    before = calls(tmp_path)
    values = Runner(tmp_path).run(*chain(tmp_path))  # type: ignore[arg-type]
    assert values["sum"] == sum(range(100, 106))
    repeated = calls(tmp_path) - before
    assert repeated == Counter({f"{stop_at}+100": 1})


def test_a_run_killed_at_its_very_start_is_no_obstacle(tmp_path: Path) -> None:
    for delay in (0.0, 0.2, 0.5, 0.8):
        run = subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path), "99"], cwd=TESTS)
        time.sleep(delay)
        run.send_signal(signal.SIGKILL)
        run.wait()
    assert Runner(tmp_path).run(*chain(tmp_path))["sum"] == sum(range(100, 106))  # type: ignore[arg-type]
