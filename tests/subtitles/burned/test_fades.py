"""Lines that fade in and out."""

from __future__ import annotations

import numpy as np

from reelbridge.subtitles.burned.fades import stretch
from reelbridge.subtitles.burned.intervals import Interval
from reelbridge.subtitles.picture.pictures import Luma
from subtitles.burned.film import FRAME_MS, text_mask_of

STROKES = text_mask_of("三千万")


def whole(opacity: dict[int, float], measured: tuple[int, int], *, earliest: int = 0, latest: int = 100) -> Interval:
    """The whole of an interval; frames that `opacity` does not name are fully up in it and without it outside."""

    def picture(frame: int) -> Luma:
        share = opacity.get(frame, 1.0 if measured[0] <= frame < measured[1] else 0.0)
        ground = np.random.default_rng(frame).integers(50, 90, STROKES.shape).astype(np.float32)
        return np.rint(np.where(STROKES, ground + share * (235 - ground), ground)).astype(np.uint8)

    interval = Interval(first=measured[0], end=measured[1])
    return stretch(interval, STROKES, picture, lambda frame: FRAME_MS * frame, earliest=earliest, latest=latest)


def test_a_line_that_fades_is_up_from_its_first_trace_to_its_last() -> None:
    rising = {20 + step: (step + 1) / 8 for step in range(8)}
    falling = {60 + step: 1 - (step + 1) / 8 for step in range(8)}
    assert whole(rising | falling, (23, 64)) == Interval(first=20, end=67)


def test_a_line_that_cuts_in_and_out_stays_as_it_is() -> None:
    assert whole({}, (20, 60)) == Interval(first=20, end=60)


def test_a_fade_ends_where_the_neighbour_begins() -> None:
    rising = {10 + step: (step + 1) / 12 for step in range(12)}
    assert whole(rising, (16, 60), earliest=13).first == 13


def test_a_line_that_hardly_shows_for_seconds_does_not_begin_there() -> None:
    creeping = {frame: frame / 80 for frame in range(80)}
    first = whole(creeping, (40, 90)).first
    assert 0 < (40 - first) * FRAME_MS <= 700


def test_strokes_that_nothing_surrounds_say_nothing() -> None:
    nothing = np.zeros_like(STROKES)
    interval = Interval(first=3, end=5)
    assert stretch(interval, nothing, lambda frame: np.zeros((1, 1), np.uint8), int, earliest=0, latest=9) is interval
