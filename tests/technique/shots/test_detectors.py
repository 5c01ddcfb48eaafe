"""What every shot detector has to do, also one that knows nothing."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from fractions import Fraction
from typing import ClassVar

import pytest

from reelbridge.core.errors import UnknownNameError
from reelbridge.model.shot import ShotList, Transition
from reelbridge.technique.pictures.frames import SmallFrame
from reelbridge.technique.shots.changes import Change
from reelbridge.technique.shots.detector import ShotDetector
from reelbridge.technique.shots.detectors import SHOT_DETECTORS
from reelbridge.technique.shots.listing import list_shots
from support.cuts import Scene, flat, small_frames


class EverySecond:
    """A deterministic fake: a cut every 25 frames, whatever is shown."""

    name: ClassVar[str] = "every-second"

    def __init__(self) -> None:
        self._times = array("q")

    def feed(self, frame: SmallFrame) -> None:
        self._times.append(frame.start_ms)

    def finish(self, *, frame_rate: Fraction, duration_ms: int, notes: tuple[str, ...]) -> ShotList:
        cuts = range(25, len(self._times), 25)
        return list_shots(
            [Change(transition=Transition.CUT, start=at, end=at, confidence=1.0) for at in cuts],
            [],
            times_ms=self._times,
            frame_rate=frame_rate,
            duration_ms=duration_ms,
            detector=self.name,
            notes=notes,
        )


MAKERS: list[Callable[[], ShotDetector]] = [EverySecond, *(SHOT_DETECTORS[name] for name in SHOT_DETECTORS)]


@pytest.fixture(params=MAKERS, ids=lambda maker: maker.name)
def detector(request: pytest.FixtureRequest) -> ShotDetector:
    return request.param()


def feed(detector: ShotDetector, frames: list[SmallFrame]) -> ShotList:
    for frame in frames:
        detector.feed(frame)
    duration_ms = 40 * len(frames)
    return detector.finish(frame_rate=Fraction(25), duration_ms=duration_ms, notes=("the picture is damaged",))


@pytest.mark.parametrize("count", [1, 2, 24, 26, 200])
def test_the_shots_cover_the_video_without_a_gap(detector: ShotDetector, count: int) -> None:
    pictures = [picture for seed in range(10) for picture in Scene(seed).still(20)][:count]
    shots = feed(detector, small_frames(pictures))
    assert shots.frame_count == count
    assert [shot.number for shot in shots.shots] == list(range(1, len(shots.shots) + 1))
    assert (shots.shots[0].start_frame, shots.shots[0].transition) == (0, Transition.START)
    assert (shots.shots[-1].end_frame, shots.shots[-1].end_ms) == (count, 40 * count)
    for one, other in zip(shots.shots, shots.shots[1:], strict=False):
        assert (one.end_frame, one.end_ms) == (other.start_frame, other.start_ms)
        assert one.start_frame < one.end_frame


def test_what_is_known_of_the_video_is_handed_through(detector: ShotDetector) -> None:
    shots = feed(detector, small_frames(flat(60, 10)))
    assert shots.detector == type(detector).name
    assert (shots.frame_rate, shots.duration_ms) == (Fraction(25), 400)
    assert shots.notes == ("the picture is damaged",)


def test_a_video_without_a_frame_has_no_shot(detector: ShotDetector) -> None:
    shots = feed(detector, [])
    assert (shots.frame_count, shots.shots, shots.flashes) == (0, (), ())


def test_two_turns_over_the_same_video_agree(detector: ShotDetector) -> None:
    frames = small_frames([*Scene(1).still(), *Scene(2).still()])
    assert feed(detector, frames) == feed(type(detector)(), frames)


def test_a_name_that_nobody_has_lists_those_that_are_there() -> None:
    with pytest.raises(UnknownNameError, match="picture-mix"):
        SHOT_DETECTORS["guess"]
