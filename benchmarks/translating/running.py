"""A client over a part of the series, and what came of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.translating.corpus import Job, Result, names_of, read_result, sources_of, write_job
from benchmarks.translating.scoring import Score, not_right, score
from benchmarks.translating.series import Episode
from benchmarks.translating.server import Counts, Server

#: seconds that both clients wait for one answer. A slow answer takes four.
TIMEOUT_S = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A client: its module with its arguments, and how many lines it sends at once."""

    title: str
    command: tuple[str, ...]
    batch: int


NAIVE = Way(title="naive", command=("benchmarks.translating.naive",), batch=30)
MAPS = Way(title="JSON maps of 20", command=("benchmarks.translating.naive", "--map"), batch=20)
OURS = Way(title="Reelbridge", command=("benchmarks.translating.ours",), batch=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One client over one part of the series, with one set of faults."""

    title: str
    way: Way
    in_flight: int
    latency_s: float
    needed: int
    result: Result
    counts: Counts
    score: Score

    @property
    def ideal_s(self) -> float:
        """Seconds if nothing went wrong and clients cost no time: full batches, all places always taken."""
        return self.needed * self.latency_s / self.in_flight


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Where things lie, how many requests may be in flight, and whether Reelbridge's lines that are not right are
    printed."""

    folder: Path
    server: Server
    in_flight: int
    is_showing: bool = False

    def job(self, series: Sequence[Episode], locales: Sequence[str], *, name: str) -> Job:
        """What a client has to do; its state is kept under `name`."""
        state = self.folder / "state" / name
        state.mkdir(parents=True, exist_ok=True)
        return Job(
            url=self.server.url,
            model=self.server.model,
            in_flight=self.in_flight,
            timeout_s=TIMEOUT_S,
            locales=tuple(locales),
            episodes=sources_of(series),
            names=names_of(locales),
            state=str(state),
        )

    def start(self, way: Way, job: Job, name: str) -> subprocess.Popen[str]:
        """The client's process."""
        path = self.folder / f"{name}.job.json"
        write_job(job, path)
        module, *arguments = way.command
        command = [sys.executable, "-m", module, str(path), str(self.result_path(name)), *arguments]
        return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)

    def result_path(self, name: str) -> Path:
        """Where a client leaves what it has done."""
        return self.folder / f"{name}.result.json"

    def finish(self, way: Way, job: Job, name: str) -> Result:
        """Run a client to its end."""
        process = self.start(way, job, name)
        try:
            _, said = process.communicate()
        finally:
            process.kill()  # if the benchmark itself is stopped
        if process.returncode:
            raise SystemExit(f"{way.title} ended with {process.returncode}:\n{said[-3000:]}")
        return read_result(self.result_path(name))

    def measure(
        self, way: Way, series: Sequence[Episode], locales: Sequence[str], faults: Mapping[str, float], *, title: str
    ) -> Run:
        """One run from nothing."""
        name = f"{way.title}-{title}".replace(" ", "-").replace(",", "").replace("%", "")
        self.server.set_faults(faults)
        result = self.finish(way, self.job(series, locales, name=name), name)
        if self.is_showing and way is OURS:
            for text in not_right(series, result):
                print(f"{title}: {text}", file=sys.stderr)
        return Run(
            title=title,
            way=way,
            in_flight=self.in_flight,
            latency_s=self.server.latency_s,
            needed=needed(way, series, locales),
            result=replace(result, lines={}),
            counts=self.server.counts(),
            score=score(series, result),
        )


def needed(way: Way, series: Sequence[Episode], locales: Sequence[str]) -> int:
    """Requests if nothing goes wrong."""
    return len(locales) * sum(-(-len(episode.lines) // way.batch) for episode in series)
