"""What a column found, as the processes write it down."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from reelbridge.core.codec import decode, encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One boundary. `kind` is empty where a column does not tell kinds; a boundary at one frame has both ends there.

    `frame` is the first of the new shot, or the middle of a gradual transition.
    """

    frame: int
    start_frame: int
    end_frame: int
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """All boundaries of a film, in order. `times_ms` instead of frames where a column tells times only."""

    SCHEMA: ClassVar[str] = "technique_answer.1"

    found: tuple[Found, ...] = ()
    times_ms: tuple[int, ...] = ()


def at(frame: int) -> Found:
    """A boundary at one frame."""
    return Found(frame=frame, start_frame=frame, end_frame=frame)


def read_answer(path: Path) -> Answer:
    """As a process wrote it."""
    return decode(Answer, path.read_bytes())


def write_answer(answer: Answer, path: Path) -> None:
    """As canonical JSON."""
    path.write_bytes(encode(answer))
