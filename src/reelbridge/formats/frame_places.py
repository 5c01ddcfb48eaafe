"""Where the frames of a video lie in an editing program, which counts from the video's first frame.

A file's times need not begin at 0: the picture of a transport stream may come 23 ms after its sound, that of an MP4
half a second. Every editing program calls the first frame 0 all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from reelbridge.formats.timecode import Timebase, timebase_of
from reelbridge.model.shot import Shot, ShotList

#: a measured rate is a hair beside the nominal one, and its frames are one to one all the same
_NEAR = Fraction(1, 10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class FramePlaces:
    """How frames and times of one video become frames of a timeline.

    Attributes:
        timebase: of the timeline.
        origin_ms: the time of the video's first frame.
        scale: frames of the timeline to one of the video; an average where the video's rate varies.
        is_steady: whether its frames come at one rate. Those of others are placed by their times.
        rate: frames of the timeline to a second of the video.
    """

    timebase: Timebase
    origin_ms: int
    scale: Fraction
    is_steady: bool
    rate: Fraction

    def at(self, ms: int) -> int:
        """The frame that begins nearest to a moment of the video; the first for what is heard before it."""
        return max(0, round((ms - self.origin_ms) * self.rate / 1000))

    def of(self, frame: int, ms: int) -> int:
        """Where a frame of the video lies: its number says so, or its time where the rate varies."""
        return round(frame * self.scale) if self.is_steady else self.at(ms)

    def spans(self, shots: tuple[Shot, ...]) -> tuple[tuple[int, int], ...]:
        """First frame and end of each shot, without a gap; a shot has one frame at least."""
        spans: list[tuple[int, int]] = []
        start = 0
        for shot in shots:
            end = max(start + 1, self.of(shot.end_frame, shot.end_ms))
            spans.append((start, end))
            start = end
        return tuple(spans)


def places_of(video: ShotList) -> FramePlaces:
    """How the frames of a video are placed."""
    base = timebase_of(video.frame_rate)
    scale = base.rate / video.frame_rate if video.frame_rate > 0 else Fraction(1)
    whole = max(1, round(scale))
    if abs(scale - whole) <= whole * _NEAR:
        scale = Fraction(whole)
    is_steady = _is_steady(video)
    return FramePlaces(
        timebase=base,
        origin_ms=video.shots[0].start_ms if video.shots else 0,
        scale=scale,
        is_steady=is_steady,
        rate=video.frame_rate * scale if is_steady else base.rate,
    )


def _is_steady(video: ShotList) -> bool:
    """Whether what was found begins where its frame's number puts it, to half a frame.

    The end of the last shot is left out: it is the end of the whole video, whose sound may go on after the picture.
    """
    if video.frame_rate <= 0:
        return False
    frame_ms = 1000 / video.frame_rate
    begins = [(each.start_frame, each.start_ms) for each in video.shots]
    begins += [(each.start_frame, each.start_ms) for each in video.flashes]
    origins = [ms - frame * frame_ms for frame, ms in begins]
    return bool(origins) and max(abs(origin - origins[0]) for origin in origins) < frame_ms / 2
