"""Studying how a series is cut: from videos to the study of every episode and of them all."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reelbridge.app.config import select_episodes
from reelbridge.app.sources import Failure, Sources, empty_scratch, find_sources
from reelbridge.app.study_place import StudyPlace, find_place, part_of, title_of
from reelbridge.app.tally import Tally
from reelbridge.app.wiring import choose_listener, choose_recognizer, choose_watcher, lexicon_digest
from reelbridge.core.codec import decode
from reelbridge.core.errors import ReelbridgeError, UsageError
from reelbridge.graph.plan import Plan
from reelbridge.model.study import SeriesStudy
from reelbridge.pipelines.nodes import episode_of, node_id
from reelbridge.pipelines.reading import ReadRequest
from reelbridge.pipelines.study import STUDY_NODE, StudyRequest, plan_study
from reelbridge.runtime.events import Listener, NodeEvent
from reelbridge.runtime.executor import RunResult, run_plan
from reelbridge.runtime.index import Index
from reelbridge.runtime.lock import run_lock
from reelbridge.runtime.pool import Pool
from reelbridge.runtime.store import BlobStore
from reelbridge.technique.steps import GatherParams

#: where the free part of a series may end unless somebody says otherwise: the trade gives away 7 to 15 of about 80
#: episodes. A series with fewer may end it anywhere
FREE_RANGE = (7, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyOptions:
    """What the command line asks for.

    Attributes:
        output: the folder of the study; None for the usual one.
        episodes: numbers like `1-3,7`; None for all.
        language: what is spoken; None for what the series says.
        with_lines: whether lines are read, which speech rate and the heat of words need.
        free: the first and the last episode after which the free part may end; None for the usual range.
        jobs: steps at a time.
        scheduler: a Dask cluster's address.
    """

    output: Path | None = None
    episodes: str | None = None
    language: str | None = None
    with_lines: bool = True
    free: tuple[int, int] | None = None
    jobs: int = 2
    scheduler: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyOutcome:
    """How it ended. `study` is None if no episode could be studied; `videos` are the files by episode."""

    study: SeriesStudy | None
    place: StudyPlace
    videos: Mapping[int, Path]
    made: int
    stored: int
    seconds: float
    failures: tuple[Failure, ...]


def study_series(
    path: Path,
    options: StudyOptions,
    *,
    on_plan: Callable[[Plan], None],
    listen: Listener,
    on_wait: Callable[[str], None],
) -> StudyOutcome:
    """Study a series, a folder with videos, or a video; see `app.run.localize` for the other arguments.

    An episode whose lines cannot be read is studied without them.

    Raises:
        UsageError: the request is wrong; nothing has run.
        InputError: there is nothing to study.
        ReelbridgeError: the run as a whole cannot go on.
    """
    started = time.monotonic()
    place, numbers = find_asked(path, options)
    workspace, tally = place.workspace, Tally(listen)
    with run_lock(workspace.lock, on_wait), workspace.open_index() as index:
        empty_scratch(workspace.scratch)
        try:
            store = workspace.open_store()
            found = find_sources(place.series, numbers, workspace, index)
            request = _request(place, options, found)
            plan = plan_study(request)
            on_plan(plan)
            with Pool(jobs=options.jobs, scheduler=options.scheduler) as pool:

                def carry_out(plan: Plan, listen: Listener) -> RunResult:
                    scratch, run = workspace.scratch, _run_of(index)
                    return run_plan(plan, store=store, index=index, pool=pool, scratch=scratch, run=run, listen=listen)

                result = carry_out(plan, tally)
                failures = dict(result.failures)
                if lineless := _lineless(result, found):
                    # what is there already was told once
                    result = carry_out(plan_study(replace(request, lineless=lineless)), _say_nothing)
                    failures |= result.failures
            return StudyOutcome(
                study=_study_of(result, store),
                place=place,
                videos={episode.number: Path(episode.video.path) for episode in found.episodes},
                made=tally.made,
                stored=tally.stored,
                seconds=time.monotonic() - started,
                failures=(*_problems(found), *_failures(plan, failures)),
            )
        finally:
            shutil.rmtree(workspace.scratch, ignore_errors=True)


def find_asked(path: Path, options: StudyOptions) -> tuple[StudyPlace, tuple[int, ...]]:
    """What is to be studied: where, and the numbers of the episodes. Some of the episodes get a folder of their own.

    Raises:
        UsageError: the request is wrong.
        InputError: there is nothing to study.
    """
    place = find_place(path, output=options.output, language=options.language)
    numbers = select_episodes(place.series, options.episodes)
    if options.episodes and len(numbers) < len(place.series.episodes):
        place = replace(place, out=part_of(place.out, options.episodes))
    return place, numbers


def free_range(asked: tuple[int, int] | None, numbers: Sequence[int]) -> tuple[int, int]:
    """The first and the last episode after which the free part may end.

    Raises:
        UsageError: it is no range.
    """
    first, last = asked or (FREE_RANGE if max(numbers) > FREE_RANGE[0] else (min(numbers), max(numbers)))
    if first < 1 or last < first:
        raise UsageError(f"--free {first}-{last} is no range of episodes", hint="write it like 8-15")
    return first, last


def _request(place: StudyPlace, options: StudyOptions, found: Sources) -> StudyRequest:
    reader = choose_recognizer()
    first, last = free_range(options.free, [episode.number for episode in place.series.episodes])
    return StudyRequest(
        reading=ReadRequest(
            source_locale=place.series.source_locale,
            episodes=found.episodes,
            others=found.others,
            recognizer=reader.name,
            recognizer_version=reader.version,
        ),
        titles=tuple(title_of(Path(episode.video.path)) for episode in found.episodes),
        with_lines=options.with_lines,
        watching=choose_watcher(),
        listening=choose_listener(),
        lexicon=lexicon_digest(),
        gathering=GatherParams(title=place.series.title, first_free=first, last_free=last),
    )


def _lineless(result: RunResult, found: Sources) -> frozenset[int]:
    """Episodes that were watched and heard, and whose study waits for lines that will not come."""
    return frozenset(
        episode.number
        for episode in found.episodes
        if node_id(episode.number, "study") in result.skipped
        and all(node_id(episode.number, part) in result.outputs for part in ("watch", "listen"))
    )


def _say_nothing(_: NodeEvent) -> None:
    """For a second run over what was told already."""


def _run_of(index: Index) -> int:
    """A study is no run of its own: the report of a series keeps speaking of the last one."""
    last = index.last_run()
    return last.id if last else 0


def _study_of(result: RunResult, store: BlobStore) -> SeriesStudy | None:
    digest = result.outputs.get(STUDY_NODE)
    return decode(SeriesStudy, store.read_bytes(digest)) if digest else None


def _problems(found: Sources) -> tuple[Failure, ...]:
    return tuple(Failure(label=f"episode {number}", message=str(error)) for number, error in found.problems)


def _failures(plan: Plan, failures: Mapping[str, ReelbridgeError]) -> tuple[Failure, ...]:
    return tuple(
        Failure(label=plan[name].label, message=f"{_what_is_lost(name)}{error}") for name, error in failures.items()
    )


def _what_is_lost(node: str) -> str:
    """Lines that cannot be read leave a study without them; anything else leaves none."""
    return "studied without lines: " if episode_of(node) is not None and node.endswith(("/read", "/lines")) else ""
