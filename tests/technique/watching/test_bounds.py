"""Where the picture changes without anything moving."""

from __future__ import annotations

import numpy as np

from reelbridge.technique.watching.bounds import disturbances, undisturbed
from support.studies import make_shots


def test_cuts_transitions_and_flashes_disturb_and_the_beginning_does_not() -> None:
    spans = disturbances(make_shots())

    assert spans.tolist() == [[40, 40], [75, 75], [100, 103], [144, 156], [400, 400], [520, 520]]


def test_a_pair_over_a_cut_or_in_a_transition_is_left_out() -> None:
    frames = np.arange(600)
    clean = undisturbed(frames[:-1], frames[1:], disturbances(make_shots()))

    out = frames[1:][~clean]
    assert out.tolist() == [40, 75, *range(100, 104), *range(144, 157), 400, 520]


def test_a_pair_that_skips_a_frame_is_left_out_if_the_cut_lies_within() -> None:
    earlier = np.arange(0, 60, 2)
    clean = undisturbed(earlier, earlier + 2, np.array([[39, 39]]))

    assert earlier[~clean].tolist() == [38]
