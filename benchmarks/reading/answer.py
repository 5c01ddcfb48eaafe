"""What a way of reading says is in a clip."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from reelbridge.core.codec import decode, encode


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """A line that was read; `kind` is `dialogue` or `sign`."""

    start_ms: int
    end_ms: int
    text: str
    kind: str = "dialogue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """All lines of a clip, and how often the networks were called (-1: not known)."""

    SCHEMA: ClassVar[str] = "read_answer.1"

    lines: tuple[ReadLine, ...]
    detections: int = -1
    recognitions: int = -1


def read_answer(path: Path) -> Answer:
    """An answer that a process left behind."""
    return decode(Answer, path.read_bytes())


def write_answer(answer: Answer, path: Path) -> None:
    """Leave it behind."""
    path.write_bytes(encode(answer))
