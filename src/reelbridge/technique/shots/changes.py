"""What a detector finds before it is told as a list of shots."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.model.shot import Transition


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One shot becomes the next: frames from `start`, the first that is not wholly the old shot, until before `end`,
    the first that is wholly the new one; of a cut both are the first frame of the new shot. `confidence` is 0 to 1.
    """

    transition: Transition
    start: int
    end: int
    confidence: float

    @property
    def middle(self) -> int:
        """The frame at which the new shot is said to begin."""
        return (self.start + self.end) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """Light that comes and goes again inside a shot: frames from `start` until before `end`."""

    start: int
    end: int
