"""`reelbridge localize --scheduler`: the same series on a cluster, one of whose workers dies on the way."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest

from cli.test_interruptions import fingerprint
from support.cli import command, environment, reelbridge
from support.cluster import Cluster, cluster

__all__ = ["cluster"]


@pytest.mark.slow
def test_a_series_is_finished_though_a_worker_dies(series: Path, done_series: Path, cluster: Cluster) -> None:
    address, workers = cluster.address, cluster.workers
    run = subprocess.Popen(
        command("localize", series, "--scheduler", address), env=environment(), stderr=subprocess.DEVNULL
    )
    index = series / ".reelbridge/store"
    while run.poll() is None and not any(index.glob("*/*")):
        time.sleep(0.01)
    workers[0].send_signal(signal.SIGKILL)
    assert run.wait(120) == 0
    assert workers[1].poll() is None
    there, here = fingerprint(series), fingerprint(done_series)
    assert there.keys() == here.keys()
    assert {name: there[name] for name in there if "/files/" in name} == {
        name: here[name] for name in here if "/files/" in name
    }
    assert reelbridge("localize", series, "--json", code=0).data["made"] == 0
