"""What is known of a clip."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

from reelbridge.core.codec import decode, encode


class TextKind(StrEnum):
    """What a text in the picture is."""

    DIALOGUE = "dialogue"
    SECOND = "second"  # the same line in another language
    SIGN = "sign"
    WATERMARK = "watermark"  # stands the whole time: a mark, a title, a disclaimer


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text on screen from `start_frame` until before `end_frame`, the frames of its fading among them.

    Rows are parted by newlines. `look` names how it is lettered; the rectangle, in pixels, holds all that is drawn.
    """

    text: str
    kind: TextKind
    look: str
    start_frame: int
    end_frame: int
    start_ms: int
    end_ms: int
    fade_frames: int
    left: int
    top: int
    right: int
    bottom: int

    def opacity(self, frame: int) -> float:
        """0 to 1; fading runs in even steps and never shows nothing."""
        if not self.start_frame <= frame < self.end_frame:
            return 0.0
        steps = min(frame - self.start_frame, self.end_frame - 1 - frame) + 1
        return min(1.0, steps / (self.fade_frames + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A clip: `name` is the file's without ending, `style` the row of the table, `group` what targets are set for.

    `cuts` are the first frames of shots, the very first one left out; `flashes` the frames that are nearly white.
    `key` is the digest of all that went into it.
    """

    SCHEMA: ClassVar[str] = "footage_truth.1"

    name: str
    style: str
    group: str
    width: int
    height: int
    rate: Fraction
    frames: int
    texts: tuple[Text, ...]
    cuts: tuple[int, ...]
    flashes: tuple[int, ...]
    key: str

    def of(self, *kinds: TextKind) -> tuple[Text, ...]:
        """The texts of these kinds."""
        return tuple(text for text in self.texts if text.kind in kinds)

    @property
    def seconds(self) -> float:
        """Length of the clip."""
        return float(self.frames / self.rate)


def read_truth(path: Path) -> Truth:
    """The truth that lies beside a clip."""
    return decode(Truth, path.read_bytes())


def write_truth(truth: Truth, path: Path) -> None:
    """As canonical JSON."""
    path.write_bytes(encode(truth))
