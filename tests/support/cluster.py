"""A real Dask cluster on loopback: a scheduler and two workers, each a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


@dataclass(frozen=True)
class Cluster:
    """The scheduler's address and the processes."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


def start(log: Path, *args: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(TESTS), "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "10s"}
    with log.open("wb") as stream:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + args[0], *args[1:]],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=stream,
        )


def wait_for_line(log: Path, words: str) -> str:
    """The first line of a log that holds these words."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        for line in log.read_text().splitlines():
            if words in line:
                return line
        time.sleep(0.05)
    raise AssertionError(f"{words!r} was never said: {log.read_text()}")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """The scheduler's address and the workers."""
    log = tmp_path / "scheduler.log"
    scheduler = start(log, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    address = wait_for_line(log, "Scheduler at").split()[-1]
    options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path / "dask")]
    logs = [tmp_path / f"worker-{number}.log" for number in range(2)]
    workers = [start(each, "worker", address, *options) for each in logs]
    for each in logs:
        wait_for_line(each, "Registered to")
    yield Cluster(address, scheduler, workers)
    for process in (*workers, scheduler):
        process.kill()
        process.wait()
