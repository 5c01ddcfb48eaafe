"""The files of a series as they are found before a run, and what is wrong with some of them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from reelbridge.app.workspace import Workspace, source_file
from reelbridge.core.errors import InputError, ReelbridgeError
from reelbridge.model.media import SourceFile
from reelbridge.model.series import EpisodeEntry, Series
from reelbridge.pipelines.nodes import node_id
from reelbridge.pipelines.reading import EpisodeSource
from reelbridge.runtime.index import Index, NodeRecord
from reelbridge.runtime.store import storage_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What failed, and why: `episode 2, ja` and a sentence, perhaps with a hint below it."""

    label: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """`episodes` are those asked for; `others` the ones that were looked at before; `problems` what is not there."""

    episodes: tuple[EpisodeSource, ...]
    others: tuple[EpisodeSource, ...]
    problems: tuple[tuple[int, ReelbridgeError], ...]


def find_sources(series: Series, numbers: tuple[int, ...], workspace: Workspace, index: Index) -> Sources:
    """The files of every episode.

    Args:
        numbers: the episodes asked for.
    """
    episodes: list[EpisodeSource] = []
    others: list[EpisodeSource] = []
    problems: list[tuple[int, ReelbridgeError]] = []
    for entry in sorted(series.episodes, key=lambda entry: entry.number):
        if entry.number not in numbers:
            others += _known_source(entry, workspace, index)
            continue
        try:
            episodes.append(_episode_source(entry, workspace, index))
        except InputError as error:
            problems.append((entry.number, error))
    return Sources(episodes=tuple(episodes), others=tuple(others), problems=tuple(problems))


def _episode_source(entry: EpisodeEntry, workspace: Workspace, index: Index) -> EpisodeSource:
    def find(path: str | None) -> SourceFile | None:
        return source_file(workspace.resolve(path), index) if path else None

    return EpisodeSource(
        number=entry.number,
        video=source_file(workspace.resolve(entry.video), index),
        sidecar=find(entry.sidecar),
        script=find(entry.script),
    )


def _known_source(entry: EpisodeEntry, workspace: Workspace, index: Index) -> tuple[EpisodeSource, ...]:
    """An episode that is not asked for, if it was looked at before; its files are read again only if they changed."""
    files = [workspace.resolve(path) for path in (entry.video, entry.sidecar, entry.script) if path]
    if any(index.file(path) is None for path in files):
        return ()
    try:
        return (_episode_source(entry, workspace, index),)
    except InputError:
        return ()


def note_problems(index: Index, problems: tuple[tuple[int, ReelbridgeError], ...], run: int) -> None:
    """Write down which episodes are not there, for the status."""
    index.set_nodes(
        [
            NodeRecord(
                id=node_id(number, "probe"),
                stage="probe",
                label=f"episode {number}",
                state="failed",
                message=str(error),
                output="",
                seconds=0.0,
                run=run,
            )
            for number, error in problems
        ]
    )


def empty_scratch(scratch: Path) -> None:
    """A killed run leaves half-made files; the lock says nobody is using them."""
    shutil.rmtree(scratch, ignore_errors=True)
    with storage_errors(str(scratch)):
        scratch.mkdir(parents=True)
