"""How the command line speaks: data to standard output, everything else to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

import typer

from reelbridge.core.codec import to_plain
from reelbridge.core.errors import ReelbridgeError
from reelbridge.model.report import EpisodeReport

EXIT_DONE = 0
EXIT_FAILURE = 1
EXIT_USAGE = 2
EXIT_REVIEW = 3
#: by Ctrl-C, as shells have it
EXIT_INTERRUPTED = 130


def print_error(error: ReelbridgeError) -> None:
    """One sentence, and a hint below it."""
    typer.secho("error: ", fg="red", bold=True, err=True, nl=False)
    typer.echo(error.message, err=True)
    if error.hint:
        typer.secho("hint: ", fg="cyan", err=True, nl=False)
        typer.echo(error.hint, err=True)


def say(text: str) -> None:
    """Tell the person something that is no data."""
    typer.echo(text, err=True)


def print_json(value: Any) -> None:
    """A dataclass (or a tuple of them) as JSON for programs."""
    typer.echo(json.dumps(to_plain(value), ensure_ascii=False, indent=2))


def group_by_cause(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Causes in the order they come, each with what it befell: one cause is said once, however many it fails.

    Args:
        pairs: a cause, and what it befell.
    """
    found: dict[str, list[str]] = {}
    for cause, befallen in pairs:
        found.setdefault(cause, []).append(befallen)
    return found


def say_lineless(episodes: Iterable[EpisodeReport]) -> None:
    """Name the episodes that were read and have no line: a delivery without subtitles should surprise nobody."""
    found = group_by_cause(
        ("; ".join(episode.notes) or "no lines", str(episode.number))
        for episode in episodes
        if episode.origin and not episode.lines
    )
    for notes, numbers in found.items():
        say(f"{'episode' if len(numbers) == 1 else 'episodes'} {', '.join(numbers)}: {notes}")


def leave_at_once(code: int) -> NoReturn:
    """End without waiting for the threads in which steps run; FFmpeg ends with its parent, results are whole or not."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def count(number: int, noun: str) -> str:
    """`1 line`, `3 lines`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def say_waiting(holder: str) -> None:
    """Who holds a series that this run waits for."""
    say(f"Another run ({holder}) is working on this series; waiting for it to end. Ctrl-C stops waiting.")
