"""Lines with times."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from reelbridge.core.errors import InputError
from reelbridge.model.media import FileRef

#: the first seconds of an episode decide whether a viewer stays, the last whether the next episode is paid for; source:
#: the craft rules of the trade (a hook within 3 s, a cliffhanger at the end)
HOOK_MS = 3_000
CLIFFHANGER_MS = 10_000


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
class Alternative:
    """What some of a text may say instead: `text` in place of the `length` characters from `at` on.

    `confidence` is the reader's, 0 to 1.
    """

    at: int
    length: int
    text: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One line (or two, parted by a newline) on screen from `start_ms` until before `end_ms`.

    Attributes:
        confidence: 1.0 for text that was written by a person, else the reader's own, 0 to 1.
        box: the place of all its rows in the picture, those in a second language among them.
        second: the same line in another language, burned into the picture below or above this one.
        alternatives: what else the reader saw, by place in the text.
        is_unsure: the reader is not sure of some of it; a person should look at `picture`, the place cut out.
    """

    id: str
    start_ms: int
    end_ms: int
    text: str
    kind: CueKind = CueKind.DIALOGUE
    speaker: str | None = None
    confidence: float = 1.0
    box: Box | None = None
    second: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    is_unsure: bool = False
    picture: FileRef | None = None

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

    `origin` says where they were found: `sidecar`, `stream`, `burned-in`, `script`, `file`, or the
    translating engine.
    """

    SCHEMA: ClassVar[str] = "cue_list.2"
    #: version 2 added fields to a cue; a list of version 1 has none of them
    UPGRADES: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: dict}

    language: str
    origin: str
    cues: tuple[Cue, ...]
    notes: tuple[str, ...] = ()
