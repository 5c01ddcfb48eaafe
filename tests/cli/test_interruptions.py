"""The whole chain, killed at any moment and run again; and two runs at once."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from support.cli import command, environment, reelbridge


def fingerprint(series: Path) -> dict[str, str]:
    """The content of every package."""
    return {
        f"{manifest.parent.name}/{each['path']}": each["sha256"]
        for manifest in sorted((series / "out").glob("*/manifest.json"))
        for each in json.loads(manifest.read_text())["files"]
    }


@pytest.mark.slow
def test_killed_at_several_points_it_ends_as_if_it_never_was(series: Path, done_series: Path) -> None:
    for seconds in (0.5, 1.2, 1.8, 2.4, 3.0):
        run = subprocess.Popen(command("localize", series), env=environment(), stderr=subprocess.DEVNULL)
        try:
            run.wait(seconds)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
    reelbridge("localize", series, code=0)
    assert reelbridge("localize", series, "--json", code=0).data["made"] == 0
    assert fingerprint(series).keys() == fingerprint(done_series).keys()
    subtitles = {name: digest for name, digest in fingerprint(series).items() if "/files/" in name}
    assert subtitles.items() <= fingerprint(done_series).items()


def test_ctrl_c_ends_at_once_with_one_sentence_and_the_next_run_goes_on(series: Path) -> None:
    with subprocess.Popen(command("localize", series), env=environment(), stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        assert run.stderr.readline().startswith("2 episodes")
        run.send_signal(signal.SIGINT)
        said = run.stderr.read()
    assert run.returncode == 130
    assert said == "stopped; what is done is kept, run again to go on\n"
    reelbridge("localize", series, code=0)


def test_a_second_run_waits_for_the_first_and_finds_everything_done(series: Path) -> None:
    first = subprocess.Popen(command("localize", series), env=environment(), stderr=subprocess.DEVNULL)
    lock = series / ".reelbridge/lock"
    while not (lock.exists() and lock.read_text()):
        time.sleep(0.02)
    second = reelbridge("localize", series, "--json", code=0)
    assert first.wait() == 0
    assert f"Another run (process {first.pid}) is working on this series" in second.err
    assert second.data["made"] == 0
