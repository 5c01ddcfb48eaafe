"""From frames to ticks of 200 ms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.model.signal import TICK_MS
from reelbridge.technique.watching.ticks import spread, to_track


def _spread(spans: list[tuple[int, int, float]], duration_ms: int) -> list[float]:
    starts, ends, values = zip(*spans, strict=True) if spans else ((), (), ())
    return list(
        spread(np.array(starts, np.int64), np.array(ends, np.int64), np.array(values, float), duration_ms=duration_ms)
    )


def test_a_tick_is_the_mean_over_its_time() -> None:
    assert _spread([(0, 50, 1.0), (50, 200, 5.0), (200, 400, 7.0)], 400) == pytest.approx([4.0, 7.0])


def test_a_long_frame_is_carried_into_the_ticks_it_is_on_screen() -> None:
    assert _spread([(0, 100, 1.0), (100, 1000, 3.0)], 1000) == pytest.approx([2.0, 3.0, 3.0, 3.0, 3.0])


def test_a_tick_with_nothing_in_it_is_not_known() -> None:
    values = _spread([(0, 200, 1.0), (200, 400, float("nan")), (600, 800, 2.0)], 800)

    assert values == pytest.approx([1.0, np.nan, np.nan, 2.0], nan_ok=True)
    assert to_track("pan", np.array(values)).values == (1.0, None, None, 2.0)


def test_nothing_known_is_nothing_known() -> None:
    assert _spread([], 400) == pytest.approx([np.nan, np.nan], nan_ok=True)


@given(
    st.lists(st.tuples(st.integers(1, 700), st.floats(-100, 100), st.booleans()), min_size=1, max_size=30),
    st.integers(0, 300),
)
def test_time_weighted_the_ticks_hold_what_the_frames_held(
    frames: list[tuple[int, float, bool]], begin_ms: int
) -> None:
    spans, at = [], begin_ms
    for length, value, is_known in frames:
        if is_known:
            spans.append((at, at + length, value))
        at += length

    ticks = _spread(spans, at)

    covered = [
        sum(max(0, min(end, edge + TICK_MS) - max(start, edge)) for start, end, _ in spans)
        for edge in range(0, at, TICK_MS)
    ]
    assert [bool(np.isfinite(value)) for value in ticks] == [time > 0 for time in covered]
    total = sum(value * time for value, time in zip(ticks, covered, strict=True) if time)
    assert total == pytest.approx(sum((end - start) * value for start, end, value in spans), abs=0.5)
