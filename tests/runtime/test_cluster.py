"""The same plan on a real Dask cluster of two worker processes, one of which dies."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from reelbridge.core.errors import EngineUnavailableError
from reelbridge.graph.plan import FromEach
from support.cluster import Cluster, cluster
from support.runs import Runner, given, node
from support.steps import ADD, TOTAL, AddParams

__all__ = ["cluster"]


@pytest.mark.slow
def test_a_killed_worker_costs_only_the_step_it_was_running(tmp_path: Path, cluster: Cluster) -> None:
    address, workers = cluster.address, cluster.workers
    log, gate = tmp_path / "log", tmp_path / "gate"

    def kill_one() -> None:
        """When both workers are in a step, kill the one that began first, then let the steps end."""
        while not log.exists() or len(log.read_text().splitlines()) < 2:
            time.sleep(0.02)
        doomed = int(log.read_text().splitlines()[0].split()[1])
        os.kill(doomed, signal.SIGKILL)
        gate.touch()

    killer = threading.Thread(target=kill_one)
    killer.start()
    params = AddParams(amount=10, log=str(log), wait_for=str(gate))
    numbers = [node(f"n{number}", ADD, {"number": given(number)}, params) for number in range(4)]
    total = node("sum", TOTAL, {"numbers": FromEach(node_ids=tuple(each.id for each in numbers))})
    values = Runner(tmp_path).run(*numbers, total, scheduler=address)
    killer.join()

    assert values["sum"] == 10 + 11 + 12 + 13
    assert sum(worker.poll() is not None for worker in workers) == 1
    assert len(log.read_text().splitlines()) == 5  # four steps, one of them twice


def test_an_address_where_no_scheduler_answers_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reelbridge.runtime.pool.CONNECT_TIMEOUT_SECONDS", 1)
    with pytest.raises(EngineUnavailableError, match="no Dask scheduler answers at 'tcp://127.0.0.1:9'"):
        Runner(tmp_path).run(node("one", ADD, {"number": given(1)}, AddParams(amount=1)), scheduler="tcp://127.0.0.1:9")


@pytest.mark.slow
def test_a_lost_scheduler_is_said_and_what_is_done_is_kept(tmp_path: Path, cluster: Cluster) -> None:
    log, gate = tmp_path / "log", tmp_path / "gate"
    done = node("done", ADD, {"number": given(1)}, AddParams(amount=1))
    stuck = node("stuck", ADD, {"number": given(2)}, AddParams(amount=1, log=str(log), wait_for=str(gate)))

    def kill_scheduler() -> None:
        while not log.exists():
            time.sleep(0.02)
        cluster.scheduler.kill()

    killer = threading.Thread(target=kill_scheduler)
    killer.start()
    with pytest.raises(EngineUnavailableError, match="was lost"):
        Runner(tmp_path).run(done, stuck, scheduler=cluster.address)
    killer.join()
    gate.touch()
    assert Runner(tmp_path).run(done, stuck) == {"done": 2, "stuck": 3}
