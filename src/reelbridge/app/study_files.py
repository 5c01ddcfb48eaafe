"""The files of a study that other programs open: shot lists, timelines, coverage templates, the profile."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from reelbridge.app.export import Exporter
from reelbridge.app.local_work import write_whole
from reelbridge.app.study_place import StudyPlace
from reelbridge.app.studying import StudyOutcome
from reelbridge.formats.coverage import render_coverage, render_coverage_notes
from reelbridge.formats.note_list import render_notes
from reelbridge.formats.profile_toml import render_profile
from reelbridge.formats.shot_list import render_shot_list
from reelbridge.formats.timeline import render_edl_parts, render_fcpxml, render_otio
from reelbridge.model.profile import Comparison
from reelbridge.model.study import EpisodeStudy, SeriesStudy
from reelbridge.technique.profiles.measuring import profile_of

PAGE = "index.html"
PRINT = "study.pdf"


def lay_out_study(outcome: StudyOutcome, folder: Path, *, comparison: Comparison | None) -> tuple[Path, ...]:
    """Write the files of a study; those that a person had changed come back, set aside under another name.

    Args:
        folder: the folder of the study, or one in it for a comparison.

    Raises:
        StoreError: the disk is full or may not be written to.
    """
    files: dict[Path, bytes] = {}
    for name, text in _series_files(outcome.study, comparison):
        files[folder / name] = _as_bytes(text)
    for episode in outcome.study.episodes if outcome.study else ():
        below = folder / f"episode-{episode.number:03d}"
        for name, text in _episode_files(episode, comparison, path_between(below, outcome.videos[episode.number])):
            files[below / name] = _as_bytes(text)
    return write_files(outcome.place, files)


def write_profile(target: Path, studies: Sequence[SeriesStudy]) -> None:
    """Write one profile of all episodes of several studies.

    Raises:
        StoreError: the disk is full or may not be written to.
    """
    episodes = tuple(episode for study in studies for episode in study.episodes)
    title = ", ".join(study.title for study in studies)
    profile = profile_of(episodes, name=target.stem.encode("utf-8", "replace").decode(), title=title)
    write_whole(target, _as_bytes(render_profile(profile)))


def path_between(folder: Path, video: Path) -> str:
    """Where a video lies, as a file in a folder writes it: relative, so that both can be moved together."""
    return Path(os.path.relpath(video.absolute(), folder.absolute())).as_posix()


def write_files(place: StudyPlace, files: dict[Path, bytes]) -> tuple[Path, ...]:
    """Write files of a study; see `lay_out_study`.

    Raises:
        StoreError: the disk is full or may not be written to.
    """
    with place.workspace.open_index() as index:
        exporter = Exporter(out=place.out, store=place.workspace.open_store(), index=index)
        for path, content in files.items():
            exporter.write(path, content, is_to_fill=True)
        return tuple(exporter.kept)


def _as_bytes(text: str) -> bytes:
    """UTF-8; a file name may hold bytes that are no text, and they come as question marks."""
    return text.encode("utf-8", "replace")


def _series_files(study: SeriesStudy | None, comparison: Comparison | None) -> Iterator[tuple[str, str]]:
    if comparison is not None:
        yield "notes.csv", render_notes(comparison.notes)
    elif study is not None:
        yield "profile.toml", render_profile(study.profile)


def _episode_files(episode: EpisodeStudy, comparison: Comparison | None, video_path: str) -> Iterator[tuple[str, str]]:
    notes = tuple(note for note in comparison.notes if note.episode == episode.number) if comparison else ()
    yield "shots.csv", render_shot_list(episode, notes)
    if not episode.shots.shots:
        return
    yield "timeline.otio", render_otio(episode, notes, video_path=video_path)
    yield "timeline.fcpxml", render_fcpxml(episode, notes, video_path=video_path)
    parts = render_edl_parts(episode, notes, video_path=video_path)
    for number, part in enumerate(parts, 1):
        yield f"timeline{f'-{number}' if len(parts) > 1 else ''}.edl", part
    if comparison is None:
        yield "coverage.csv", render_coverage(episode)
        yield "coverage.fountain", render_coverage_notes(episode)
