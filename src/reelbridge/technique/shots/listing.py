"""From what was found to the list of shots."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reelbridge.core.time import seconds_to_ms
from reelbridge.model.shot import Flash, Shot, ShotList, Transition
from reelbridge.technique.shots.changes import Burst, Change


def list_shots(
    changes: Sequence[Change],
    bursts: Sequence[Burst],
    *,
    times_ms: Sequence[int],
    frame_rate: Fraction,
    duration_ms: int,
    detector: str,
    notes: tuple[str, ...] = (),
) -> ShotList:
    """The shots of a video, without a gap.

    Args:
        changes: in order, not overlapping. One of kind START tells how the first shot comes up from one colour; of one
            that ends after the last frame nothing follows.
        bursts: in order.
        times_ms: when each frame comes on screen.
        frame_rate: of the video, its average where it varies.
        duration_ms: of the video.
        detector: who found it.
        notes: what is to be known of the picture.
    """
    count = len(times_ms)
    times = [*times_ms, _end(times_ms, frame_rate, duration_ms)] if count else [0]
    inner = [each for each in changes if each.transition is not Transition.START and each.end < count]
    first = next((each for each in changes if each.transition is Transition.START), None)
    begins = [0, *(each.middle for each in inner), count]
    shots = []
    for number, change in enumerate((first, *inner) if count else (), start=1):
        start, end = begins[number - 1], begins[number]
        is_gradual = change is not None and change.end > change.start
        shots.append(
            Shot(
                number=number,
                start_frame=start,
                end_frame=end,
                start_ms=times[start],
                end_ms=times[end],
                transition=change.transition if change else Transition.START,
                transition_start_frame=change.start if change and is_gradual and number > 1 else None,
                transition_end_frame=change.end if change and is_gradual else None,
                confidence=change.confidence if change else 1.0,
            )
        )
    return ShotList(
        frame_rate=frame_rate,
        frame_count=count,
        duration_ms=duration_ms,
        shots=tuple(shots),
        flashes=tuple(
            Flash(start_frame=each.start, end_frame=each.end, start_ms=times[each.start], end_ms=times[each.end])
            for each in bursts
        ),
        detector=detector,
        notes=notes,
    )


def _end(times_ms: Sequence[int], frame_rate: Fraction, duration_ms: int) -> int:
    """When the last frame goes: at the end of the video, but it is seen for a frame at least."""
    frame_ms = max(1, seconds_to_ms(1 / frame_rate)) if frame_rate else 40
    return max(duration_ms, times_ms[-1] + frame_ms)
