"""What people decided about a series: `decisions.jsonl` in its folder, one decision a line, only ever added to.

The file is the people's own: it may be kept under version control, and read and mended in an editor. Beside it
`conflicts.jsonl` keeps what a person wrote while the line changed in the series, until somebody settles it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeVar

from reelbridge.app.workspace import Workspace
from reelbridge.core.codec import decode, encode
from reelbridge.core.errors import InputError, ParseError
from reelbridge.model.decision import Conflict, Decision, DecisionLog
from reelbridge.runtime.lock import run_lock
from reelbridge.runtime.store import storage_errors

T = TypeVar("T")

DECISIONS_FILE = "decisions.jsonl"
CONFLICTS_FILE = "conflicts.jsonl"

#: a decision about each of 30,000 lines in 14 locales is about 150 MB
MAX_BYTES = 512 << 20


def read_decisions(folder: Path) -> DecisionLog:
    """Everything decided about the series in a folder; nothing where there is no file yet.

    Raises:
        InputError: the file cannot be read, or one of its lines is damaged; the line is named.
    """
    return DecisionLog(tuple(_read(folder / DECISIONS_FILE, Decision)))


def read_conflicts(folder: Path) -> tuple[Conflict, ...]:
    """The conflicts of a series, each as it was last written; see `read_decisions`."""
    latest: dict[Decision, Conflict] = {}
    for conflict in _read(folder / CONFLICTS_FILE, Conflict):
        latest[conflict.decision] = conflict
    return tuple(latest.values())


def decisions_lock(folder: Path, on_wait: Callable[[str], None]) -> AbstractContextManager[None]:
    """Held from reading what is decided to adding to it; not the lock of a run, which may take hours."""
    return run_lock(Workspace(folder=folder).state / "decisions.lock", on_wait)


def append_decisions(folder: Path, decisions: Iterable[Decision]) -> None:
    """Write decisions down. They are on the disk when this returns; if they cannot be, none of them is.

    The caller holds `decisions_lock`.
    """
    _append(folder / DECISIONS_FILE, decisions)


def append_conflicts(folder: Path, conflicts: Iterable[Conflict]) -> None:
    """Write conflicts down; see `append_decisions`."""
    _append(folder / CONFLICTS_FILE, conflicts)


def _read(path: Path, kind: type[T]) -> Iterator[T]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path} is larger than {MAX_BYTES >> 20} MiB; it is not read")
        data = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            try:
                yield decode(kind, line)
            except (ParseError, UnicodeDecodeError) as error:
                raise ParseError(
                    f"{path}, line {number} is damaged: {error}",
                    hint="mend the line or take it out; every line is a decision of its own",
                ) from error


def _append(path: Path, values: Iterable[object]) -> None:
    lines = b"".join(encode(value) + b"\n" for value in values)
    if not lines:
        return
    with storage_errors(str(path)), path.open("ab+") as stream:
        size = stream.seek(0, os.SEEK_END)
        if size and _last_byte(path) != b"\n":  # an editor may leave the last line open
            lines = b"\n" + lines
        try:
            stream.write(lines)
            stream.flush()
            os.fsync(stream.fileno())
        except OSError:
            stream.truncate(size)
            raise


def _last_byte(path: Path) -> bytes:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1)
