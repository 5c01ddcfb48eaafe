"""What is known of a made film."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

from reelbridge.core.codec import decode, encode


class EventKind(StrEnum):
    """What happens inside a shot and is no boundary."""

    FLASH = "flash"
    WHIP = "whip pan"
    SHAKE = "shake"
    PASS = "passing object"
    SUBTITLE = "subtitle"
    EDGE = "fade at an end"  # up from black at the beginning, to black at the end: nobody is asked about it


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """Between two shots: `kind` is `cut`, `dissolve`, `fade` or `wipe`, `look` how it is done.

    From `start_frame`, the first that is not wholly the old shot, until before `end_frame`, the first that is wholly
    the new one: the same frame for a cut.
    """

    kind: str
    look: str
    start_frame: int
    end_frame: int

    @property
    def is_gradual(self) -> bool:
        """Whether it takes more than no time."""
        return self.kind != "cut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """From `start_frame` until before `end_frame`."""

    kind: EventKind
    look: str
    start_frame: int
    end_frame: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A made film: `times_ms` are those at which its frames are shown. `key` is the digest of all that went into it."""

    SCHEMA: ClassVar[str] = "technique_truth.1"

    name: str
    width: int
    height: int
    rate: Fraction
    is_variable: bool
    times_ms: tuple[int, ...]
    boundaries: tuple[Boundary, ...]
    events: tuple[Event, ...]
    key: str

    @property
    def frames(self) -> int:
        """How many there are."""
        return len(self.times_ms)

    @property
    def seconds(self) -> float:
        """Length of the film."""
        return self.times_ms[-1] / 1000 + 1 / float(self.rate)


def read_film(path: Path) -> Film:
    """The truth that lies beside a film."""
    return decode(Film, path.read_bytes())


def write_film(film: Film, path: Path) -> None:
    """As canonical JSON."""
    path.write_bytes(encode(film))
