"""Making a series folder out of a folder of videos, and the bundled sample out of nothing."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from reelbridge.app.config import FILE_NAME, render_series
from reelbridge.core.errors import UsageError
from reelbridge.ingest.folder import LeftOut, find_episodes
from reelbridge.model.market import DEFAULT_LOCALES
from reelbridge.model.series import EpisodeEntry, Series
from reelbridge.runtime.store import storage_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Creation:
    """A new series, and the files of its folder that are no episode, each with the reason."""

    series: Series
    left_out: tuple[LeftOut, ...]


def create_series(folder: Path, source: Path, *, title: str | None = None) -> Creation:
    """Write `series.toml` for the videos of a folder, in natural episode order. The videos stay where they are.

    Raises:
        UsageError: there is a series already; nothing is written over.
        InputError: the folder is not there or holds no video.
    """
    if (folder / FILE_NAME).exists():
        raise UsageError(
            f"{folder} is a series already; its {FILE_NAME} is left as it is", hint="edit it, or choose another folder"
        )
    listing = find_episodes(source)
    series = Series(
        title=title or source.resolve().name,
        source_locale="zh-Hans",
        locales=DEFAULT_LOCALES,
        episodes=tuple(
            EpisodeEntry(
                number=episode.number,
                video=_path_from(folder, episode.path),
                sidecar=_path_from(folder, episode.sidecar) if episode.sidecar else None,
                script=_path_from(folder, episode.script) if episode.script else None,
            )
            for episode in listing.episodes
        ),
    )
    _write_new(folder, series)
    return Creation(series=series, left_out=listing.left_out)


def create_sample(folder: Path) -> Series:
    """Lay the bundled sample series into a folder, with its memory and terms.

    Raises:
        UsageError: the folder holds something else.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty", hint="name another folder, such as `reelbridge demo ./my-demo`")
    with storage_errors(str(folder)), as_file(files("reelbridge").joinpath("data/sample")) as sample:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(sample / "episodes", folder / "episodes")
        for name in ("memory.tmx", "terms.tbx"):
            shutil.copyfile(sample / name, folder / name)
    listing = find_episodes(folder / "episodes")
    series = Series(
        title="面馆千金",
        source_locale="zh-Hans",
        locales=DEFAULT_LOCALES,
        episodes=tuple(
            EpisodeEntry(number=episode.number, video=_path_from(folder, episode.path)) for episode in listing.episodes
        ),
        memories=("memory.tmx",),
        terms=("terms.tbx",),
    )
    _write_new(folder, series)
    return series


def _path_from(folder: Path, path: Path) -> str:
    """Relative where the video lies below the series folder, so that the folder can be moved."""
    base, target = folder.resolve(), path.resolve()
    return Path(os.path.relpath(target, base)).as_posix() if target.is_relative_to(base) else target.as_posix()


def _write_new(folder: Path, series: Series) -> None:
    with storage_errors(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / FILE_NAME).open("x", encoding="utf-8") as stream:
            stream.write(render_series(series))
