"""Measuring a whole process and its children."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """Seconds of wall clock and of all cores together, and the largest resident set in MB."""

    wall: float
    cpu: float
    peak_mb: float


def run(*command: str, allowed: tuple[int, ...] = (0, 3)) -> Measured:
    """Run a program to its end; its own and its children's use."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak, said = _watch(process)
    wall = time.perf_counter() - started
    if process.returncode not in allowed:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(wall, cpu, peak)


def median(times: int, measure: Callable[[], Measured]) -> Measured:
    """The median of each figure over several runs."""
    runs = [measure() for _ in range(times)]
    return Measured(*(statistics.median(getattr(each, name) for each in runs) for name in ("wall", "cpu", "peak_mb")))


def _watch(process: subprocess.Popen[bytes]) -> tuple[float, str]:
    """The largest sum of resident sets of the process and its children, looked at every 50 ms, in MB; and what it
    said on its error stream."""
    peak, said = 0, b""
    assert process.stderr is not None
    os.set_blocking(process.stderr.fileno(), False)
    while process.poll() is None:
        said += process.stderr.read() or b""
        peak = max(peak, sum(_resident(pid) for pid in _family(process.pid)))
        time.sleep(0.05)
    said += process.stderr.read() or b""
    process.stderr.close()
    return peak / 1e6, said.decode(errors="replace")


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        children += [
            child
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
            if child not in children
        ]
    except OSError:
        children = []
    return [pid, *(each for child in children for each in _family(int(child)))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0
