"""Timecode: how editors count the frames of a video."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

#: the rates editing programs have a timecode for, frames a second; source: SMPTE ST 12-1, FCPXML 1.9 (`frameDuration`)
RATES = (
    Fraction(24000, 1001),
    Fraction(24),
    Fraction(25),
    Fraction(30000, 1001),
    Fraction(30),
    Fraction(50),
    Fraction(60000, 1001),
    Fraction(60),
)

#: a measured rate is taken for a nominal one this near to it; 23.976 and 24 are ten times as far from each other
_NEAR = Fraction(1, 10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timebase:
    """One of the rates editing programs know, and whether its labels are drop-frame.

    29.97 and 59.94 frames a second are counted drop-frame, as broadcasters in North America and Japan do: two (four)
    labels are left out each minute but every tenth, so that the label stays with the clock. No frame is left out.
    """

    rate: Fraction

    @property
    def frames_a_second(self) -> int:
        """What the last two digits of a label count to: 30 for 29.97."""
        return round(self.rate)

    @property
    def is_drop_frame(self) -> bool:
        """Whether labels are left out to stay with the clock."""
        return self.rate.denominator == 1001 and self.frames_a_second % 30 == 0

    def frame_at(self, ms: int) -> int:
        """The frame that begins nearest to a moment, counted from 0."""
        return round(ms * self.rate / 1000)

    def label(self, frame: int) -> str:
        """`HH:MM:SS:FF`, or `HH:MM:SS;FF` where it is drop-frame."""
        second = self.frames_a_second
        if self.is_drop_frame:
            frame = _with_dropped_labels(frame, second)
        seconds, frames = divmod(frame, second)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours:02d}:{minutes:02d}:{seconds:02d}{';' if self.is_drop_frame else ':'}{frames:02d}"


def timebase_of(frame_rate: Fraction) -> Timebase:
    """What an editing program would count a video in.

    A rate that is none of them (a phone's variable one, 12 or 15 frames a second) is counted in the first of which it
    is a whole part, so that its frames keep their places, else in the nearest.
    """
    if frame_rate > 0:
        for rate in RATES:
            if abs(rate - frame_rate) <= rate * _NEAR:
                return Timebase(rate=rate)
        for rate in RATES:
            if (rate / frame_rate).denominator == 1:
                return Timebase(rate=rate)
    return Timebase(rate=min(RATES, key=lambda rate: abs(rate - frame_rate)))


def _with_dropped_labels(frame: int, second: int) -> int:
    dropped = second // 15  # labels a minute: 2 of 30, 4 of 60; source: SMPTE ST 12-1
    minute = second * 60 - dropped
    ten_minutes = minute * 10 + dropped
    tens, rest = divmod(frame, ten_minutes)
    minutes = max(0, rest - dropped) // minute
    return frame + dropped * (9 * tens + minutes)
