"""Localizing a series: from `series.toml` to the out folder."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reelbridge.app.asking import llm_services
from reelbridge.app.bible_file import read_bible
from reelbridge.app.config import read_series, select_episodes
from reelbridge.app.decisions import read_decisions
from reelbridge.app.export import Exporter
from reelbridge.app.material import find_memories, load_terms
from reelbridge.app.sources import Failure, empty_scratch, find_sources, note_problems
from reelbridge.app.tally import Tally
from reelbridge.app.wiring import choose_engines, choose_translators, providers_of, translators_of
from reelbridge.app.workspace import Workspace, source_file
from reelbridge.core.codec import decode
from reelbridge.core.errors import ReelbridgeError, UsageError
from reelbridge.graph.plan import Plan
from reelbridge.model.market import load_market
from reelbridge.model.package import BurnedVideo, Package
from reelbridge.model.series import DEFAULT_ERASER, EngineChoice, Picture, Series
from reelbridge.pipelines.localize import BurnRequest, LocalizeRequest, plan_localize
from reelbridge.pipelines.nodes import episode_of
from reelbridge.pipelines.stages import STAGES
from reelbridge.pipelines.translating import TranslateRequest
from reelbridge.runtime.events import Listener, NodeEvent, NodeState
from reelbridge.runtime.executor import RunResult, run_plan
from reelbridge.runtime.index import Index
from reelbridge.runtime.lock import run_lock
from reelbridge.runtime.pool import DryPool, Pool
from reelbridge.runtime.store import BlobStore, storage_errors
from reelbridge.tools.fonts import find_font
from reelbridge.tools.llm.budget import Budget
from reelbridge.translate.bible.terms import merge_terms, terms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """What the command line asks for. `locales` and `episodes` empty mean all; `jobs` are steps at a time.

    `budget_usd` is the most that language models may cost in this run; None for no limit.
    """

    locales: tuple[str, ...] = ()
    episodes: str | None = None
    engine: str | None = None
    burn: tuple[str, ...] = ()
    jobs: int = 2
    scheduler: str | None = None
    budget_usd: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOutcome:
    """How a run ended. `episodes` and `locales` are those it was for; `kept` are files of the out folder that a person
    had changed, set aside."""

    episodes: tuple[int, ...]
    locales: frozenset[str]
    made: int
    stored: int
    seconds: float
    failures: tuple[Failure, ...]
    kept: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StagePreview:
    """What a run would do in one stage."""

    stage: str
    stored: int
    to_make: int


def localize(
    folder: Path,
    options: RunOptions,
    *,
    on_plan: Callable[[Plan], None],
    listen: Listener,
    on_wait: Callable[[str], None],
    say: Callable[[str], None],
) -> RunOutcome:
    """Run the chain over a series and lay the results out.

    Args:
        on_plan: told the plan before anything runs.
        listen: told of every change.
        on_wait: told who holds the series while another run is on.
        say: told in a sentence when a service keeps the run waiting, and when it goes on.

    Raises:
        UsageError: the request or series.toml is wrong; nothing has run.
        ReelbridgeError: the run as a whole cannot go on. What fails for one episode or locale is in the outcome.
    """
    started = time.monotonic()
    workspace = Workspace(folder=folder)
    asked = _read_request(folder, options)
    with run_lock(workspace.lock, on_wait), workspace.open_index() as index:
        empty_scratch(workspace.scratch)
        store = workspace.open_store()
        run = index.begin_run(datetime.now(UTC).isoformat(timespec="seconds"))
        state = "stopped"
        try:
            plan, problems = _make_plan(asked, workspace, index)
            note_problems(index, problems, run)
            on_plan(plan)
            tally = Tally(listen)
            services = llm_services(workspace, providers_of(asked.translators), budget_usd=options.budget_usd, say=say)
            with Pool(jobs=options.jobs, scheduler=options.scheduler, services=services) as pool:
                result = run_plan(
                    plan, store=store, index=index, pool=pool, scratch=workspace.scratch, run=run, listen=tally
                )
            exporter = Exporter(out=workspace.out, store=store, index=index)
            _lay_out(plan, result, workspace, store, exporter)
            _log_stories(result, workspace.error_log)
            failures = (
                *(Failure(label=f"episode {number}", message=str(error)) for number, error in problems),
                *(Failure(label=plan[name].label, message=str(error)) for name, error in result.failures.items()),
            )
            state = "failed" if failures else "done"
            return RunOutcome(
                episodes=asked.numbers,
                locales=asked.wanted,
                made=tally.made,
                stored=tally.stored,
                seconds=time.monotonic() - started,
                failures=failures,
                kept=tuple(exporter.kept),
            )
        finally:
            index.end_run(run, seconds=time.monotonic() - started, state=state)
            shutil.rmtree(workspace.scratch, ignore_errors=True)


def preview(folder: Path, options: RunOptions) -> tuple[StagePreview, ...]:
    """What `localize` would do, stage by stage, without doing it."""
    workspace = Workspace(folder=folder)
    asked = _read_request(folder, options)
    stored: Counter[str] = Counter()

    def count(event: NodeEvent) -> None:
        stored[event.stage] += event.state is NodeState.CACHED and plan[event.node_id].is_wanted

    with workspace.open_index() as index:
        plan, _ = _make_plan(asked, workspace, index)
        store, scratch = workspace.open_store(), workspace.scratch
        run_plan(plan, store=store, index=index, pool=DryPool(), scratch=scratch, run=0, listen=count)
    wanted = Counter(node.stage for node in plan if node.is_wanted and node.is_counted)
    return tuple(
        StagePreview(stage=stage, stored=stored[stage], to_make=wanted[stage] - stored[stage])
        for stage in STAGES
        if stage in wanted
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The request, checked against the series before anything is touched."""

    series: Series
    wanted: frozenset[str]
    numbers: tuple[int, ...]
    burns: tuple[str, ...]
    translators: tuple[EngineChoice, ...]


def _read_request(folder: Path, options: RunOptions) -> _Asked:
    series = read_series(folder)
    translators = choose_translators(series.engine, options.engine)
    budget = Budget(options.budget_usd)
    for provider in providers_of(translators):
        budget.check(provider)
    return _Asked(
        series=series,
        wanted=frozenset(_in_series(series, options.locales) or series.locales),
        numbers=select_episodes(series, options.episodes),
        burns=_in_series(series, options.burn),
        translators=translators,
    )


def _in_series(series: Series, asked: tuple[str, ...]) -> tuple[str, ...]:
    locales = tuple(load_market(locale).locale for locale in asked)
    for locale in locales:
        if locale not in series.locales:
            raise UsageError(
                f"locale {locale!r} is not in this series; it has {', '.join(series.locales)}",
                hint="add it to locales in series.toml",
            )
    return locales


def _make_plan(
    asked: _Asked, workspace: Workspace, index: Index
) -> tuple[Plan, tuple[tuple[int, ReelbridgeError], ...]]:
    """The plan for every episode whose files are there, and what is wrong with the others."""
    series = asked.series
    found = find_sources(series, asked.numbers, workspace, index)
    request = LocalizeRequest(
        title=series.title,
        source_locale=series.source_locale,
        episodes=found.episodes,
        others=found.others,
        markets=tuple(load_market(locale) for locale in series.locales),
        wanted=asked.wanted,
        translating=_material(asked, workspace, index),
        engines=choose_engines(),
        erase=(series.erase or DEFAULT_ERASER) if series.picture is Picture.CLEAN else "",
        burns=tuple(_burn_request(locale, index) for locale in asked.burns),
    )
    return plan_localize(request), found.problems


def _material(asked: _Asked, workspace: Workspace, index: Index) -> TranslateRequest:
    series, bible = asked.series, read_bible(workspace.folder)
    return TranslateRequest(
        source_locale=series.source_locale,
        translators=translators_of(asked.translators, workspace, index),
        memories=find_memories(series, workspace, index),
        terms=merge_terms(terms_of(bible, source_locale=series.source_locale), load_terms(series, workspace.folder)),
        bible=bible,
        decisions=read_decisions(workspace.folder),
    )


def _burn_request(locale: str, index: Index) -> BurnRequest:
    market = load_market(locale)
    font = find_font(market.font_family, sample_text=market.endonym, package=market.font_package)
    return BurnRequest(locale=market.locale, font=source_file(font.path, index))


def _lay_out(plan: Plan, result: RunResult, workspace: Workspace, store: BlobStore, exporter: Exporter) -> None:
    for node in plan:
        if node.step.output not in (Package, BurnedVideo) or node.id not in result.outputs:
            continue
        kind: type[Package] | type[BurnedVideo] = node.step.output
        made = decode(kind, store.read_bytes(result.outputs[node.id]))
        number = episode_of(node.id)
        if number is None:
            continue
        folder = workspace.episode_folder(number)
        for packaged in made.files:
            exporter.place(folder, packaged)


def _log_stories(result: RunResult, log: Path) -> None:
    stories = [error.__dict__["story"] for error in result.failures.values() if "story" in error.__dict__]
    if stories:
        with storage_errors(str(log)), log.open("a", encoding="utf-8") as stream:
            stream.write("\n".join(stories) + "\n")
