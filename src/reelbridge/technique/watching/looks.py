"""How each shot is taken, from what was measured frame by frame."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reelbridge.model.shot import Shot, ShotLook, ShotSize
from reelbridge.technique.watching.bounds import transition_span
from reelbridge.technique.watching.glances import Looked
from reelbridge.technique.watching.meter import Readings
from reelbridge.technique.watching.moves import name_move
from reelbridge.technique.watching.path import Path
from reelbridge.technique.watching.sizes import size_of

Frames = NDArray[np.int64]


def describe_shots(
    shots: tuple[Shot, ...],
    readings: Readings,
    is_clean: NDArray[np.bool_],
    paths: Sequence[Path],
    looked: Looked | None,
) -> tuple[ShotLook, ...]:
    """A look for each shot, in order.

    Args:
        shots: all of them.
        readings: of the video.
        is_clean: (M,) of each pair, whether nothing but motion lies between its frames.
        paths: the camera's, in order of time; none goes over a cut.
        looked: what was seen of faces; None if they were not looked for.
    """
    begins = [path.start_ms for path in paths]
    looks = []
    for shot in shots:
        own = paths[bisect_left(begins, shot.start_ms) : bisect_left(begins, shot.end_ms)]
        size, faces = _see_faces(shot, looked, readings.proportion) if looked is not None else (None, None)
        within = slice(shot.start_frame, shot.end_frame)
        pairs = slice(*np.searchsorted(readings.earlier, (shot.start_frame, shot.end_frame)))
        looks.append(
            ShotLook(
                number=shot.number,
                size=size,
                faces=faces,
                camera=name_move(own),
                motion=_mean(readings.subject[pairs][is_clean[pairs]]),
                brightness=_mean(readings.brightness[within]),
                saturation=_mean(readings.saturation[within]),
                warmth=_mean(readings.warmth[within]),
                thumbnail=shot.number - 1,
            )
        )
    return tuple(looks)


def choose_thumbnails(shots: tuple[Shot, ...], frames: Frames, spans: Frames) -> tuple[int, ...]:
    """For each shot the look nearest to its middle: in it, and in no transition or flash if there is such a one.

    Args:
        shots: all of them.
        frames: (N,) of the looks, rising, at least one.
        spans: (K, 2) transitions and flashes: first frame, first after.
    """
    is_clear = np.ones(len(frames), dtype=bool)
    for start, end in spans:
        is_clear[np.searchsorted(frames, start) : np.searchsorted(frames, end)] = False
    chosen = []
    for shot in shots:
        first, after = np.searchsorted(frames, (shot.start_frame, shot.end_frame))
        inside = np.arange(first, after)
        places = inside[is_clear[first:after]]
        if not len(places):
            places = inside if len(inside) else np.arange(len(frames))
        middle = (shot.start_frame + shot.end_frame - 1) / 2
        chosen.append(int(places[np.abs(frames[places] - middle).argmin()]))
    return tuple(chosen)


def _see_faces(shot: Shot, looked: Looked, proportion: float) -> tuple[ShotSize | None, int | None]:
    """The size of a shot and how many faces are seen at most; None where nobody looked, as in the shortest shots."""
    first, after = np.searchsorted(looked.frame, (shot.start_frame, shot.end_frame))
    span = transition_span(shot)
    clear = first if span is None else int(np.searchsorted(looked.frame, span[1]))
    within = slice(clear if clear < after else first, after)
    heights, faces = looked.face_height[within], looked.faces[within]
    if not len(heights):
        return None, None
    seen = heights[heights > 0]
    return size_of(float(np.median(seen)) if len(seen) else 0.0, proportion), int(faces.max())


def _mean(values: NDArray[np.float64]) -> float:
    return round(float(values.mean()), 3) if len(values) else 0.0
