"""The lines of a series in the original: read where that was not done yet."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reelbridge.app.config import read_series, select_episodes
from reelbridge.app.sources import Failure, empty_scratch, find_sources
from reelbridge.app.wiring import choose_recognizer
from reelbridge.app.workspace import Workspace
from reelbridge.core.codec import decode
from reelbridge.graph.plan import Plan
from reelbridge.model.cue import CueList
from reelbridge.pipelines.nodes import node_id
from reelbridge.pipelines.reading import ReadRequest, plan_lines
from reelbridge.runtime.events import Listener
from reelbridge.runtime.executor import run_plan
from reelbridge.runtime.lock import run_lock
from reelbridge.runtime.pool import Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeLines:
    """One episode's lines, as they are read with the whole series in mind."""

    number: int
    cues: CueList


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesLines:
    """The lines of every episode that could be read, by number, and what failed."""

    episodes: tuple[EpisodeLines, ...]
    failures: tuple[Failure, ...]


def read_lines(
    folder: Path,
    *,
    jobs: int,
    scheduler: str | None = None,
    on_plan: Callable[[Plan], None],
    listen: Listener,
    on_wait: Callable[[str], None],
) -> SeriesLines:
    """The lines of all episodes; see `app.run.localize` for the arguments.

    Raises:
        UsageError: series.toml is wrong.
        ReelbridgeError: the run as a whole cannot go on.
    """
    workspace, series = Workspace(folder=folder), read_series(folder)
    with run_lock(workspace.lock, on_wait), workspace.open_index() as index:
        empty_scratch(workspace.scratch)
        try:
            store, reader = workspace.open_store(), choose_recognizer()
            found = find_sources(series, select_episodes(series, None), workspace, index)
            request = ReadRequest(
                source_locale=series.source_locale,
                episodes=found.episodes,
                others=found.others,
                recognizer=reader.name,
                recognizer_version=reader.version,
            )
            plan = plan_lines(request)
            on_plan(plan)
            run = index.last_run()
            with Pool(jobs=jobs, scheduler=scheduler) as pool:
                result = run_plan(
                    plan,
                    store=store,
                    index=index,
                    pool=pool,
                    scratch=workspace.scratch,
                    run=run.id if run else 0,
                    listen=listen,
                )
            lines = {episode.number: result.outputs.get(node_id(episode.number, "lines")) for episode in found.episodes}
            return SeriesLines(
                episodes=tuple(
                    EpisodeLines(number=number, cues=decode(CueList, store.read_bytes(digest)))
                    for number, digest in lines.items()
                    if digest
                ),
                failures=(
                    *(Failure(label=f"episode {number}", message=str(error)) for number, error in found.problems),
                    *(Failure(label=plan[name].label, message=str(error)) for name, error in result.failures.items()),
                ),
            )
        finally:
            shutil.rmtree(workspace.scratch, ignore_errors=True)
