"""Where a study is made: of a series, of a folder with videos, or of one video."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from reelbridge.app.config import FILE_NAME, read_series
from reelbridge.app.workspace import Workspace
from reelbridge.core.errors import InputError, UsageError
from reelbridge.core.lang import parse_tag
from reelbridge.ingest.folder import VIDEO_SUFFIXES, EpisodeFile, find_episodes
from reelbridge.ingest.names import parse_episode_number
from reelbridge.model.series import EpisodeEntry, Series

#: the folder of a study, in the out folder of a series or beside the videos of a folder
STUDY_FOLDER = "study"


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPlace:
    """Episodes to study, and where everything goes.

    Attributes:
        series: the episodes; of a folder or a video, as a series that has only them.
        workspace: where results lie: the series' own, or the folder of the study.
        out: the folder of the study.
    """

    series: Series
    workspace: Workspace
    out: Path


def find_place(path: Path, *, output: Path | None, language: str | None) -> StudyPlace:
    """What a path names.

    Args:
        path: a series folder, a folder with videos, or a video.
        output: the folder of the study; None for the usual one.
        language: what is spoken; None for what a series says, and else Simplified Chinese.

    Raises:
        UsageError: it is no such path, or the folder of the study is a file or cannot be written to.
        InputError: the folder holds no video.
    """
    tag = parse_tag(language) if language else None
    if (path / FILE_NAME).is_file():
        series = read_series(path)
        if tag and tag != series.source_locale:
            raise UsageError(
                f"{path} is a series in {series.source_locale}; --language says {tag}",
                hint=f"leave --language out; {FILE_NAME} says what is spoken",
            )
        workspace = Workspace(folder=path)
        return StudyPlace(series=series, workspace=workspace, out=_usable(output or workspace.out / STUDY_FOLDER))
    spoken = tag or "zh-Hans"
    if path.is_dir():
        files, usual = find_episodes(path, language=spoken).episodes, path / STUDY_FOLDER
    elif path.is_file():
        files, usual = (_as_episode(path, spoken),), _beside(path)
    else:
        raise InputError(f"{path} is not there", hint="name a series folder, a folder with videos, or a video")
    out = _usable(output or usual)
    series = Series(
        title=title_of(path.resolve()),
        source_locale=spoken,
        locales=(),
        episodes=tuple(
            EpisodeEntry(
                number=found.number,
                video=str(found.path.absolute()),
                sidecar=str(found.sidecar.absolute()) if found.sidecar else None,
                script=str(found.script.absolute()) if found.script else None,
            )
            for found in files
        ),
    )
    return StudyPlace(series=series, workspace=Workspace(folder=out), out=out)


def title_of(path: Path) -> str:
    """What a video or a folder is called. A name may hold bytes that are no text; they are shown as question marks."""
    return (path.name if path.is_dir() else path.stem).encode("utf-8", "replace").decode()


def part_of(out: Path, episodes: str) -> Path:
    """Where a study of some episodes goes, so that it never takes the place of the whole."""
    return out / f"only-{re.sub(r'[^0-9,-]+', '', episodes)[:60]}"


def _beside(video: Path) -> Path:
    """`cut.study` beside `cut.mp4`; `cut.mov.study` where there is a `cut.mp4` too."""
    is_alone = not any(other.suffix.lower() in VIDEO_SUFFIXES for other in _namesakes(video))
    return video.with_name(f"{video.stem if is_alone else video.name}.{STUDY_FOLDER}")


def _namesakes(video: Path) -> list[Path]:
    try:
        return [other for other in video.parent.iterdir() if other.stem == video.stem and other.name != video.name]
    except OSError:
        return []


def _as_episode(video: Path, language: str) -> EpisodeFile:
    """One video, numbered by its name or 1, with the subtitle file and the script that lie beside it."""
    try:
        beside = find_episodes(video.parent, language=language).episodes
    except InputError:
        beside = ()
    found = next((each for each in beside if each.path == video), None)
    return EpisodeFile(
        number=parse_episode_number(video.stem) or 1,
        path=video,
        sidecar=found.sidecar if found else None,
        script=found.script if found else None,
    )


def _usable(out: Path) -> Path:
    """The folder, if it can be made and written to."""
    hint = "name another folder with --output"
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file, not a folder for the study", hint=hint)
    above = next(folder for folder in (out.absolute(), *out.absolute().parents) if folder.is_dir())
    if not os.access(above, os.W_OK):
        raise UsageError(f"{above} cannot be written to", hint=hint)
    return out
