"""Where the picture changes without anything moving: at cuts, in gradual transitions, in flashes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reelbridge.model.shot import Shot, ShotList


def disturbances(shots: ShotList) -> NDArray[np.int64]:
    """(K, 2) first frame of each disturbance, and the first after it; a cut has no frame of its own. Sorted."""
    spans = [span for shot in shots.shots if (span := transition_span(shot)) is not None]
    spans += [(flash.start_frame, flash.end_frame) for flash in shots.flashes]
    return np.array(sorted(spans), dtype=np.int64).reshape(-1, 2)


def transition_span(shot: Shot) -> tuple[int, int] | None:
    """First frame of the transition into a shot and the first after it; None where the video begins with the shot."""
    if shot.transition_end_frame is None:
        return (shot.start_frame, shot.start_frame) if shot.start_frame > 0 else None
    start = shot.start_frame if shot.transition_start_frame is None else shot.transition_start_frame
    return start, shot.transition_end_frame


def undisturbed(earlier: NDArray[np.int64], later: NDArray[np.int64], spans: NDArray[np.int64]) -> NDArray[np.bool_]:
    """(M,) of each pair of frames, whether no disturbance lies between or in them.

    Args:
        earlier: (M,) index of the earlier frame, rising.
        later: (M,) of the later one, rising.
        spans: (K, 2) as `disturbances` gives them.
    """
    is_clean = np.ones(len(earlier), dtype=bool)
    for start, end in spans:
        # the pairs whose later frame is not before the disturbance, and whose earlier frame is not after it
        is_clean[np.searchsorted(later, start) : np.searchsorted(earlier, end)] = False
    return is_clean
