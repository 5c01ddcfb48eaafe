"""Killed without warning, and run again after one entry of the bible has changed."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.translating.corpus import Job
from benchmarks.translating.running import OURS, Bench, needed
from benchmarks.translating.scoring import Score, score
from benchmarks.translating.series import Episode

KILLS = 5

#: what the first name becomes, and where that is written in other letters
_NEW_NAME = "Sunny Fan"
_NEW_NAMES = {"ja": "サニー", "ko": "써니", "zh-Hant": "沈光明", "th": "ซันนี่", "ar": "سوني"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """A run that was killed some times and run to its end. `requests` of all its lives together."""

    kills: int
    needed: int
    requests: int
    in_flight: int
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerun:
    """Two runs after a finished one: with nothing changed, and with another rendering of one name.

    `concerned` are the lines in which the name stands, in all locales; `renamed` those of them that came back with the
    new rendering.
    """

    lines: int
    requests_unchanged: int
    concerned: int
    lines_sent: int
    requests: int
    renamed: int


def kill_and_go_on(bench: Bench, series: Sequence[Episode], locales: Sequence[str], *, seed: int) -> Killed:
    """Kill -9 at random moments between the first request and the last, then let it finish."""
    bench.server.set_faults({})
    job = bench.job(series, locales, name="killed")
    whole = needed(OURS, series, locales)
    chance = random.Random(seed)
    kills = 0
    for moment in sorted(chance.sample(range(1, whole), KILLS)):
        process = bench.start(OURS, job, "killed")
        while process.poll() is None and bench.server.counts().requests < moment:
            time.sleep(0.02)
        if process.poll() is None:
            process.kill()
            kills += 1
        process.communicate()
    result = bench.finish(OURS, job, "killed")
    return Killed(
        kills=kills,
        needed=whole,
        requests=bench.server.counts().requests,
        in_flight=bench.in_flight,
        score=score(series, result),
    )


def change_one_name(bench: Bench, series: Sequence[Episode], locales: Sequence[str]) -> Rerun:
    """Translate, run again, change how one name is rendered, and run again."""
    bench.server.set_faults({})
    job = bench.job(series, locales, name="renamed")
    bench.finish(OURS, job, "renamed")
    bench.server.set_faults({})
    bench.finish(OURS, job, "renamed")
    unchanged = bench.server.counts().requests
    name = job.names[0][1][0][0]
    bench.server.set_faults({})
    result = bench.finish(OURS, _renamed(job, name), "renamed")
    counts = bench.server.counts()
    concerned = [
        _NEW_NAMES.get(locale, _NEW_NAME) in said.text
        for episode in series
        for locale in locales
        for line, said in zip(episode.lines, result.lines[episode.name, locale], strict=True)
        if name in line.source
    ]
    return Rerun(
        lines=len(locales) * sum(len(episode.lines) for episode in series),
        requests_unchanged=unchanged,
        concerned=len(concerned),
        lines_sent=counts.lines,
        requests=counts.requests,
        renamed=sum(concerned),
    )


def _renamed(job: Job, name: str) -> Job:
    names = tuple(
        (
            locale,
            tuple((each, _NEW_NAMES.get(locale, _NEW_NAME) if each == name else text) for each, text in pairs),
        )
        for locale, pairs in job.names
    )
    return replace(job, names=names)
