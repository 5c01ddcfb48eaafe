"""A run as the command line shows it: a bar per stage on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reelbridge.app.costs import describe_paid
from reelbridge.app.query import series_report
from reelbridge.app.run import RunOptions, RunOutcome, localize
from reelbridge.app.sources import Failure
from reelbridge.cli.console import (
    EXIT_DONE,
    EXIT_FAILURE,
    EXIT_REVIEW,
    count,
    group_by_cause,
    print_json,
    say,
    say_lineless,
    say_waiting,
)
from reelbridge.core.time import format_clock
from reelbridge.graph.plan import Plan
from reelbridge.model.report import DeliveryState, SeriesReport
from reelbridge.pipelines.nodes import episode_of
from reelbridge.pipelines.stages import STAGES
from reelbridge.runtime.events import NodeEvent, NodeState
from reelbridge.web.publishing import publish_report

if TYPE_CHECKING:  # rich is loaded where bars are drawn
    from rich.progress import ProgressColumn

#: an endpoint that is down fails every locale with the same sentence; it is said once
SHOWN_LABELS = 3

_ENDED = (NodeState.DONE, NodeState.CACHED, NodeState.FAILED, NodeState.SKIPPED)


#: the nodes of an episode that take long enough to be told one by one
_SLOW = ("/read", "/seen", "/erase", "/video", "/watch")


class PlainProgress:
    """One line for each piece of slow work, for logs."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def plan(self, plan: Plan) -> None:
        """Say what is to come."""
        episodes = {episode_of(node.id) for node in plan if node.is_wanted} - {None}
        steps = sum(node.is_wanted and node.is_counted for node in plan)
        say(f"{count(len(episodes), 'episode')}, {count(steps, 'step')}")

    def __call__(self, event: NodeEvent) -> None:
        if event.state is NodeState.FAILED and event.message not in self._told:
            self._told.add(event.message)
            say(f"{event.label}: {event.message}")
        elif event.state is NodeState.DONE and event.node_id.endswith(_SLOW):
            say(f"{STAGES[event.stage]}: {event.label} ({event.seconds:.1f} s)")

    def __enter__(self) -> PlainProgress:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class BarProgress:
    """A bar with count and estimate for every stage."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._progress = Progress(
            TextColumn("{task.description}"),
            _still_bar(),
            MofNCompleteColumn(),
            TimeRemainingColumn(compact=True, elapsed_when_finished=True),
            TextColumn("{task.fields[now]}", style="dim", markup=False),
            console=Console(stderr=True),
        )
        self._tasks: dict[str, Any] = {}
        self._counted: set[str] = set()
        self._told: set[str] = set()

    def plan(self, plan: Plan) -> None:
        """Draw the bars."""
        counted = [node for node in plan if node.is_wanted and node.is_counted]
        self._counted = {node.id for node in counted}
        totals = Counter(node.stage for node in counted)
        for stage in STAGES:
            if totals[stage]:
                self._tasks[stage] = self._progress.add_task(STAGES[stage], total=totals[stage], now="", start=False)

    def __call__(self, event: NodeEvent) -> None:
        task = self._tasks.get(event.stage)
        if task is None or event.node_id not in self._counted:
            return
        if event.state is NodeState.FAILED and event.message not in self._told:
            self._told.add(event.message)
            # a message may hold a file's name, and a name may hold brackets: it is no markup
            self._progress.console.print(f"{event.label}: {event.message}", markup=False, highlight=False)
        self._progress.start_task(task)
        if event.state in _ENDED:
            self._progress.update(task, advance=1, now="")
        else:
            self._progress.update(task, now=event.label)

    def __enter__(self) -> BarProgress:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


def _still_bar() -> ProgressColumn:
    """A bar that stands still while its stage waits for others; rich's own would run to and fro as if at work."""
    from rich.progress import BarColumn, Task
    from rich.progress_bar import ProgressBar

    class StillBar(BarColumn):
        def render(self, task: Task) -> ProgressBar:
            bar = super().render(task)
            bar.pulse = False
            return bar

    return StillBar(bar_width=18)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What a run ends with, for programs. `unsure_lines` are lines of the original that were not read for sure."""

    made: int
    stored: int
    seconds: float
    delivered: int
    for_review: int
    failed: int
    unsure_lines: int
    failures: tuple[Failure, ...]
    set_aside: tuple[str, ...]
    report: str


def run_series(folder: Path, options: RunOptions, *, as_json: bool) -> int:
    """Localize a series, show it, publish the report; the exit code comes back."""
    progress = BarProgress() if sys.stderr.isatty() else PlainProgress()
    with progress:
        outcome = localize(folder, options, on_plan=progress.plan, listen=progress, on_wait=say_waiting, say=say)
    report = series_report(folder, with_texts=True)
    page = publish_report(folder, report)
    summary = _summarize(outcome, report, page)
    if as_json:
        print_json(summary)
    else:
        _print_summary(summary, outcome, report)
    if summary.failures or summary.failed:
        return EXIT_FAILURE
    return EXIT_REVIEW if summary.for_review else EXIT_DONE


def _summarize(outcome: RunOutcome, report: SeriesReport, page: Path) -> RunSummary:
    states = Counter(
        locale.state
        for episode in report.episodes
        for locale in episode.locales
        if episode.number in outcome.episodes and locale.locale in outcome.locales
    )
    return RunSummary(
        made=outcome.made,
        stored=outcome.stored,
        seconds=outcome.seconds,
        delivered=states[DeliveryState.DONE] + states[DeliveryState.REVIEW],
        for_review=states[DeliveryState.REVIEW],
        failed=states[DeliveryState.FAILED],
        unsure_lines=sum(each.unsure_count for each in report.episodes if each.number in outcome.episodes),
        failures=outcome.failures,
        set_aside=tuple(str(path) for path in outcome.kept),
        report=str(page),
    )


def _print_summary(summary: RunSummary, outcome: RunOutcome, report: SeriesReport) -> None:
    say(
        f"{report.title}: {count(len(outcome.episodes), 'episode')}, {count(len(outcome.locales), 'locale')}; "
        f"{summary.delivered} delivered, {summary.for_review} of them with lines for a person, {summary.failed} failed"
    )
    say_lineless(episode for episode in report.episodes if episode.number in outcome.episodes)
    if summary.unsure_lines:
        say(f"{count(summary.unsure_lines, 'line')} of the original not read for sure; the report shows them")
    say(
        f"{count(summary.made, 'step')} made, {summary.stored} already there, "
        f"in {format_clock(round(summary.seconds * 1000))} ({summary.seconds:.1f} s)"
    )
    if report.usage.requests:
        say(describe_paid(report))
    for message, labels in group_by_cause((each.message, each.label) for each in summary.failures).items():
        more = f" and {len(labels) - SHOWN_LABELS} more" if len(labels) > SHOWN_LABELS else ""
        say(f"  failed: {'; '.join(labels[:SHOWN_LABELS])}{more}: {message}")
    for path in summary.set_aside:
        say(f"  you had changed this file; it is kept as {path}")
    say(f"report: {summary.report}")
