"""`python -m benchmarks.translating`: make the series, start the fake model, run the clients, print the tables."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.translating.corpus import write_memory, write_terms
from benchmarks.translating.running import MAPS, NAIVE, OURS, Bench, Run
from benchmarks.translating.series import EPISODES, LINES, Episode, cut_series, make_series
from benchmarks.translating.server import Server
from benchmarks.translating.surviving import change_one_name, kill_and_go_on
from benchmarks.translating.table import render, render_file, render_killed, render_rerun
from benchmarks.translating.words import LOCALES
from reelbridge.testing.fake_llm import FAULTS

#: what a series has unless it says otherwise. With many more, at so short a latency, a client's own work on one core
#: hides how long it waits.
IN_FLIGHT = 8

PARTS = ("full", "faults", "file", "kill", "rerun")

#: the file that others were measured on: lines, seconds a request takes, requests in flight
FILE_LINES, FILE_LATENCY_S, FILE_IN_FLIGHT = 300, 1.0, 5


def main() -> None:
    """Run the parts that are wanted."""
    parser = argparse.ArgumentParser(description="Compare clients that translate a series with a language model.")
    parser.add_argument("--lines", type=int, default=LINES, help=f"source lines of the series ({LINES})")
    parser.add_argument("--episodes", type=int, default=EPISODES, help=f"its episodes ({EPISODES})")
    parser.add_argument(
        "--sample", type=int, default=4, help="episodes for each single fault, the kills, the rerun (4)"
    )
    parser.add_argument("--latency", type=float, default=0.2, help="seconds a request takes (0.2)")
    parser.add_argument("--in-flight", type=int, default=IN_FLIGHT, help=f"requests at a time ({IN_FLIGHT})")
    parser.add_argument("--rate", type=float, default=0.1, help="share of requests that a fault falls on (0.1)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other lines and faults (1)")
    parser.add_argument("--only", action="append", choices=PARTS, help="only this part")
    parser.add_argument("--fault", action="append", choices=tuple(FAULTS), help="only this single fault")
    parser.add_argument(
        "--show", action="store_true", help="print every line of Reelbridge that is not right or flagged"
    )
    options = parser.parse_args()
    parts = options.only or PARTS
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that the server and the files go too
    started = time.perf_counter()
    series = make_series(seed=options.seed, episodes=options.episodes, lines=options.lines)
    folder = Path(tempfile.mkdtemp(prefix="reelbridge-translating-"))
    try:
        memories, terms = write_memory(series, folder), write_terms(folder)
        say(started, f"{sum(len(episode.lines) for episode in series):,} lines in {len(series)} episodes are made")
        with Server(memories, terms, latency_s=options.latency, seed=options.seed) as server:
            bench = Bench(folder=folder, server=server, in_flight=options.in_flight, is_showing=options.show)
            run_series(bench, series, options, parts, started)
        if "file" in parts:
            with Server(memories, terms, latency_s=FILE_LATENCY_S, seed=options.seed) as server:
                print(render_file(run_file(Bench(folder=folder, server=server, in_flight=FILE_IN_FLIGHT), series)))
    finally:
        shutil.rmtree(folder)
    say(started, "done")


def run_series(
    bench: Bench, series: tuple[Episode, ...], options: argparse.Namespace, parts: tuple[str, ...], started: float
) -> None:
    """Everything that is measured on the series or a part of it."""
    rate = f"{100 * options.rate:g} %"
    setting = f"{bench.server.latency_s:g} s a request, {bench.in_flight} in flight, {len(LOCALES)} locales"
    sample = series[: options.sample]
    if "full" in parts:
        runs: list[Run] = []
        for title, faults in (("none", {}), (f"all together, {rate}", {"all": options.rate})):
            for way in (NAIVE, OURS):
                runs.append(bench.measure(way, series, LOCALES, faults, title=title))
                say(started, f"{title}: {way.title}")
        print(render(f"The series: {setting}", runs) + "\n", flush=True)
    if "faults" in parts:
        runs = []
        for name in options.fault or FAULTS:
            for way in (NAIVE, OURS):
                runs.append(bench.measure(way, sample, LOCALES, {name: options.rate}, title=name))
            say(started, name)
        print(render(f"Each fault at {rate}, {len(sample)} episodes: {setting}", runs) + "\n", flush=True)
    if "kill" in parts:
        print(render_killed(kill_and_go_on(bench, sample, LOCALES, seed=options.seed)) + "\n", flush=True)
    if "rerun" in parts:
        print(render_rerun(change_one_name(bench, sample, LOCALES)) + "\n", flush=True)


def run_file(bench: Bench, series: tuple[Episode, ...]) -> list[Run]:
    """One file into English by each client."""
    file = cut_series(series, FILE_LINES)
    return [bench.measure(way, file, LOCALES[:1], {}, title=f"file {way.batch}") for way in (MAPS, NAIVE, OURS)]


def say(started: float, text: str) -> None:
    """How far it is, beside the tables."""
    print(f"{time.perf_counter() - started:6.0f} s  {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
