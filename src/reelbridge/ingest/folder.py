"""The episodes in a folder, in their order, each with its subtitle file and its script.

What is left out is left out with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from reelbridge.core.errors import InputError
from reelbridge.core.lang import language_of
from reelbridge.ingest.names import is_extra, natural_key, parse_episode_number, parse_sidecar_language

#: containers FFmpeg reads, by the suffixes people give them
VIDEO_SUFFIXES = (
    ".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".ts", ".m2ts", ".mts", ".mpg", ".mpeg", ".flv", ".wmv", ".3gp",
)  # fmt: skip

#: subtitle files, the one that is preferred first
SIDECAR_SUFFIXES = (".srt", ".ass", ".ssa", ".vtt")

#: a studio's script of an episode
SCRIPT_SUFFIX = ".txt"

#: what browsers and download programs call a file that is not complete
UNFINISHED_SUFFIXES = (".part", ".crdownload", ".download", ".tmp", ".!ut", ".aria2", ".td", ".xltd")


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeFile:
    """One episode. `note` says what a person should know about how it was found, or is None."""

    number: int
    path: Path
    sidecar: Path | None = None
    script: Path | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A file that is not used, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderListing:
    """A media folder as it was understood; episodes by number."""

    episodes: tuple[EpisodeFile, ...]
    left_out: tuple[LeftOut, ...]


def find_episodes(folder: Path, *, language: str = "zh") -> FolderListing:
    """Read a media folder.

    Args:
        folder: the videos lie directly in it.
        language: what the subtitle files are in that are used.

    The number comes from the name (`第1集.mp4`, `EP02.mp4`, `3.mp4`). Videos without one come after those with one, in
    natural order of their names: a finale is often only called that.

    Raises:
        InputError: no such folder, not a folder, not readable, or no episode in it.
    """
    try:
        paths = sorted(folder.iterdir(), key=lambda path: natural_key(path.name))
    except OSError as error:
        raise InputError(f"folder {str(folder)!r} cannot be read: {error.strerror}") from error
    left_out: list[LeftOut] = []
    videos: list[Path] = []
    sidecars: list[Path] = []
    scripts: list[Path] = []
    for path in paths:
        if reason := _reason_to_ignore(path, folder):
            left_out.append(LeftOut(path=path, reason=reason))
        elif path.suffix.lower() in VIDEO_SUFFIXES:
            videos.append(path)
        elif path.suffix.lower() == SCRIPT_SUFFIX:
            scripts.append(path)
        else:
            sidecars.append(path)
    numbered, surplus = _number(videos)
    with_sidecars, unused = _attach_sidecars(numbered, sidecars, language_of(language))
    episodes, strange = _attach_scripts(with_sidecars, scripts)
    left_out += [*surplus, *unused, *strange]
    if not episodes:
        raise InputError(
            f"folder {str(folder)!r} has no episodes; {_describe(left_out)}",
            hint=f"name the videos by number (第1集.mp4, EP02.mp4, 3.mp4); read are {' '.join(VIDEO_SUFFIXES)}",
        )
    return FolderListing(
        episodes=episodes, left_out=tuple(sorted(left_out, key=lambda entry: natural_key(entry.path.name)))
    )


def _describe(left_out: list[LeftOut]) -> str:
    if not left_out:
        return "it is empty"
    shown = ", ".join(f"{entry.path.name} ({entry.reason})" for entry in left_out[:3])
    return f"left out: {shown}" + (f" and {len(left_out) - 3} more" if len(left_out) > 3 else "")


def _reason_to_ignore(path: Path, folder: Path) -> str | None:
    suffix = path.suffix.lower()
    if path.name.startswith("."):
        return "hidden file"
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        return "link to a file outside the folder"
    if path.is_dir():
        return "folder; only files directly in the media folder are read"
    if suffix in UNFINISHED_SUFFIXES:
        return "unfinished download"
    if not path.is_file():
        return "not a file"
    if suffix not in (*VIDEO_SUFFIXES, *SIDECAR_SUFFIXES, SCRIPT_SUFFIX):
        return "neither a video nor a subtitle file nor a script by its suffix"
    if suffix in VIDEO_SUFFIXES and is_extra(path.stem):
        return "preview or making-of by its name"
    return None


def _number(videos: Iterable[Path]) -> tuple[list[EpisodeFile], list[LeftOut]]:
    by_number: dict[int, EpisodeFile] = {}
    unnumbered: list[Path] = []
    surplus: list[LeftOut] = []
    for path in videos:
        number = parse_episode_number(path.stem)
        if number is None:
            unnumbered.append(path)
        elif number in by_number:
            reason = f"episode {number} is already {by_number[number].path.name}; rename one of the two"
            surplus.append(LeftOut(path=path, reason=reason))
        else:
            by_number[number] = EpisodeFile(number=number, path=path)
    episodes = [by_number[number] for number in sorted(by_number)]
    for number, path in enumerate(unnumbered, start=max(by_number, default=0) + 1):
        note = "no number in the name; numbered by its place in the folder"
        episodes.append(EpisodeFile(number=number, path=path, note=note))
    return episodes, surplus


def _attach_sidecars(
    episodes: list[EpisodeFile], sidecars: list[Path], wanted: str
) -> tuple[tuple[EpisodeFile, ...], list[LeftOut]]:
    """Give each episode the best subtitle file whose name is its own, alone or with a language: `1.srt`, `1.zh.srt`."""
    unused: list[LeftOut] = []
    by_stem: dict[str, list[tuple[int, int, Path]]] = {}
    stems = {episode.path.stem for episode in episodes}
    for path in sidecars:
        stem, tag = _split_sidecar(path, stems)
        if stem is None:
            unused.append(LeftOut(path=path, reason="no video has this name"))
        elif tag and language_of(tag) != wanted:
            unused.append(LeftOut(path=path, reason=f"subtitles in {tag}, not in {wanted}"))
        else:
            # a name that says Simplified is surer than one that says nothing; Traditional is the last choice
            choice = {"zh-Hans": 0, None: 1}.get(tag, 2)
            by_stem.setdefault(stem, []).append((choice, SIDECAR_SUFFIXES.index(path.suffix.lower()), path))
    attached = []
    for episode in episodes:
        found = sorted(by_stem.pop(episode.path.stem, []))
        best = found[0][2] if found else None
        unused += [LeftOut(path=path, reason=f"{found[0][2].name} is used instead") for *_, path in found[1:]]
        attached.append(replace(episode, sidecar=best))
    return tuple(attached), unused


def _attach_scripts(
    episodes: tuple[EpisodeFile, ...], scripts: list[Path]
) -> tuple[tuple[EpisodeFile, ...], list[LeftOut]]:
    """Give each episode the script that has its name: `1.txt`. Other texts are notes, lists, anything."""
    by_stem = {path.stem: path for path in scripts}
    attached = tuple(replace(episode, script=by_stem.pop(episode.path.stem, None)) for episode in episodes)
    used = {episode.script for episode in attached}
    return attached, [LeftOut(path=path, reason="no video has this name") for path in scripts if path not in used]


def _split_sidecar(path: Path, stems: set[str]) -> tuple[str | None, str | None]:
    """The video's stem and the language from the name of a subtitle file."""
    if path.stem in stems:
        return path.stem, None
    stem, _, tail = path.stem.rpartition(".")
    language = parse_sidecar_language(tail) if stem in stems else None
    return (stem, language) if language else (None, None)
