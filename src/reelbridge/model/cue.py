"""Lines with times."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from reelbridge.core.errors import InputError


class CueKind(StrEnum):
    """What a line is to the viewer."""

    DIALOGUE = "dialogue"
    SIGN = "sign"  # text in the scene that the viewer needs: a phone message, a shop sign, a letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A place in the picture, as shares of its width and height (0 to 1) from the top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One line (or two, parted by a newline) on screen from `start_ms` until before `end_ms`.

    `confidence` is 1.0 for text that was written by a person, else the reader's own, 0 to 1.
    """

    id: str
    start_ms: int
    end_ms: int
    text: str
    kind: CueKind = CueKind.DIALOGUE
    speaker: str | None = None
    confidence: float = 1.0
    box: Box | None = None

    def __post_init__(self) -> None:
        if self.start_ms < 0 or self.end_ms <= self.start_ms:
            raise InputError(
                f"cue {self.id!r} runs from {self.start_ms} to {self.end_ms} ms; it must end after it starts"
            )

    @property
    def duration_ms(self) -> int:
        """How long it is on screen."""
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class CueList:
    """The lines of one episode in one language, by start time.

    `origin` says where they were found: `sidecar`, `stream`, `burned-in`, `file`, or the translating engine.
    """

    SCHEMA: ClassVar[str] = "cue_list.1"

    language: str
    origin: str
    cues: tuple[Cue, ...]
    notes: tuple[str, ...] = ()
