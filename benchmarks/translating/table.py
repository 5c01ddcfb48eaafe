"""The tables, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.translating.running import Run
from benchmarks.translating.surviving import Killed, Rerun

_HEAD = (
    "lines", "s", "CPU s", "x ideal", "requests", "needed", "broken", "extra / broken", "tokens a line", "lost",
    "shifted", "silently wrong", "flagged", "false alarms",
)  # fmt: skip

#: shorter runs are made of starting and ending: no place is taken all the time
_LEAST_IDEAL_S = 20.0


def render(title: str, runs: Sequence[Run]) -> str:
    """One table: the clients of each set of faults below each other."""
    rows = [
        f"### {title}",
        "",
        "| faults | client | " + " | ".join(_HEAD) + " |",
        "| --- | --- |" + " ---: |" * len(_HEAD),
    ]
    rows += [f"| {run.title} | {run.way.title} | " + " | ".join(_cells(run)) + " |" for run in runs]
    return "\n".join(rows)


def _cells(run: Run) -> list[str]:
    score, counts = run.score, run.counts
    broken = counts.broken / max(1, counts.requests)
    extra = counts.requests / run.needed - 1
    return [
        f"{score.lines:,}",
        f"{run.result.wall_s:.1f}",
        f"{run.result.cpu_s:.1f}",
        f"{run.result.wall_s / run.ideal_s:.2f}" if run.ideal_s > _LEAST_IDEAL_S else "",
        f"{counts.requests:,}",
        f"{run.needed:,}",
        f"{100 * broken:.1f} %",
        f"{extra / broken:.2f}" if counts.broken else "",
        f"{(counts.tokens_in + counts.tokens_out) / score.lines:.1f}",
        f"{score.lost:,}",
        f"{score.shifted:,}",
        f"{score.silent:,}",
        f"{score.flagged:,}",
        f"{score.alarms:,}",
    ]


def render_file(runs: Sequence[Run]) -> str:
    """One file of 300 lines: seconds and tokens."""
    rows = [
        "### One file",
        "",
        "| client | lines | s a request | in flight | s | requests | tokens in | cached | tokens out | not right |",
        "| --- |" + " ---: |" * 9,
    ]
    for run in runs:
        counts = run.counts
        rows.append(
            f"| {run.way.title} | {run.score.lines} | {run.latency_s:g} | {counts.most_in_flight} |"
            f" {run.result.wall_s:.2f} | {counts.requests} | {counts.tokens_in:,} | {counts.tokens_cached:,} |"
            f" {counts.tokens_out:,} | {run.score.lines - run.score.right} |"
        )
    return "\n".join(rows)


def render_killed(killed: Killed) -> str:
    """What a killed run pays twice."""
    twice = killed.requests - killed.needed
    return (
        f"Killed {killed.kills} times with kill -9: {killed.requests:,} requests where {killed.needed:,} are needed,"
        f" so {twice} were paid twice; {killed.in_flight} were in flight each time"
        f" (at most {killed.kills * killed.in_flight}). {killed.score.lines - killed.score.right} lines not right."
    )


def render_rerun(rerun: Rerun) -> str:
    """What a changed entry costs."""
    return (
        f"Run again with nothing changed: {rerun.requests_unchanged} requests. One name rendered otherwise:"
        f" {rerun.lines_sent:,} of {rerun.lines:,} lines were sent, in {rerun.requests} requests; the name stands in"
        f" {rerun.concerned:,}, and {rerun.renamed:,} came back with the new rendering."
    )
