"""How an episode is cut: its shots, what parts them, and how each is taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar


class Transition(StrEnum):
    """What stands between a shot and the one before it."""

    START = "start"  # nothing: the video begins
    CUT = "cut"
    DISSOLVE = "dissolve"
    FADE = "fade"  # through one colour, mostly black or white, or up from it
    WIPE = "wipe"

    @property
    def is_gradual(self) -> bool:
        """Whether it takes more than one frame."""
        return self in (Transition.DISSOLVE, Transition.FADE, Transition.WIPE)


class ShotSize(StrEnum):
    """How near a person is, as directors call it. `insert` is a thing or a place: nobody's face is seen."""

    EXTREME_CLOSE_UP = "extreme close-up"
    CLOSE_UP = "close-up"
    MEDIUM = "medium"
    WIDE = "wide"
    INSERT = "insert"


class CameraMove(StrEnum):
    """What the camera does in a shot, by the picture: a zoom and a dolly look alike and are both called a zoom."""

    LOCKED = "locked off"
    PAN_LEFT = "pan left"
    PAN_RIGHT = "pan right"
    TILT_UP = "tilt up"
    TILT_DOWN = "tilt down"
    ZOOM_IN = "zoom in"
    ZOOM_OUT = "zoom out"
    HANDHELD = "handheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One shot: frames from `start_frame` until before `end_frame`, counted from 0; times in ms likewise.

    Attributes:
        number: from 1.
        transition: how it begins.
        transition_start_frame: of a gradual transition, its first frame in which both shots are seen (of a fade: the
            first that is darker or lighter than the shot before); None otherwise. `start_frame` is then its middle.
        transition_end_frame: the first frame after it; None for a cut.
        confidence: that a shot begins here, 0 to 1, by the detector's own measure.
    """

    number: int
    start_frame: int
    end_frame: int
    start_ms: int
    end_ms: int
    transition: Transition
    transition_start_frame: int | None = None
    transition_end_frame: int | None = None
    confidence: float = 1.0

    @property
    def duration_ms(self) -> int:
        """How long it is on screen."""
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Flash:
    """A burst of light inside a shot that is no cut: frames from `start_frame` until before `end_frame`."""

    start_frame: int
    end_frame: int
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotList:
    """The shots of one video, without a gap from its first frame to its end.

    Attributes:
        frame_rate: of the video; its average where it varies. Times are the frames' own.
        frame_count: frames of the video. 0 for a video of which nothing could be decoded: it has no shots.
        detector: the name of the detector that found them.
    """

    SCHEMA: ClassVar[str] = "shot_list.1"

    frame_rate: Fraction
    frame_count: int
    duration_ms: int
    shots: tuple[Shot, ...]
    flashes: tuple[Flash, ...]
    detector: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotLook:
    """How one shot is taken, in the order of the shot list.

    Attributes:
        number: of the shot.
        size: by the largest face, at the most usual size in the shot; None where faces were not looked for.
        faces: how many faces are seen at a time, at most; None where faces were not looked for.
        camera: what the camera does for the longest part of it.
        motion: how much moves besides the camera, as the signal `subject-motion` (mean over the shot).
        brightness: mean, as the signal of that name.
        saturation: mean, as the signal of that name.
        warmth: mean, as the signal of that name.
        thumbnail: place in the film strip, from 0.
    """

    number: int
    size: ShotSize | None
    faces: int | None
    camera: CameraMove
    motion: float
    brightness: float
    saturation: float
    warmth: float
    thumbnail: int
