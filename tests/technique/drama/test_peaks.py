from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.technique.drama.peaks import find_peaks, keep_apart, local_maxima, prominences
from reelbridge.technique.drama.ticks import Values
from support.dramas import make_material, say, steps

small = st.lists(st.integers(0, 6), max_size=30).map(lambda numbers: np.array(numbers, dtype=np.float64))


def test_a_hot_line_over_a_close_up_is_a_peak_of_the_parts_that_make_it() -> None:
    material = make_material(
        30_000,
        cuts=[14_000, 16_000],
        lines=[say(14_200, 16_000, "放火的人还活着", heat=90.0)],
        faces=steps(0.0, (14_000, 40.0), (16_000, 0.0)),
    )
    (peak,) = find_peaks(material)
    assert 14_000 <= peak.at_ms < 16_000
    assert peak.shot == 2
    assert peak.cue_id == "c14200"
    assert peak.points == pytest.approx(material.totals.max(), abs=1.0)
    assert {reason.id for reason in peak.reasons} == {"heat", "close-up", "cut-rate"}
    assert "the line “放火的人还活着” is hot (90 of 100)" in [reason.text for reason in peak.reasons]
    assert "the picture cuts twice within 4 s" in [reason.text for reason in peak.reasons]
    assert "a face fills 40 % of the picture's height" in [reason.text for reason in peak.reasons]


def test_an_even_episode_has_no_peak() -> None:
    assert find_peaks(make_material(60_000, faces=steps(40.0), lines=[say(0, 60_000, heat=80.0)])) == ()


def test_of_two_moments_close_together_the_higher_is_the_peak() -> None:
    faces = steps(0.0, (10_000, 40.0), (14_000, 0.0))
    lines = [say(10_000, 11_000, heat=70.0), say(12_600, 13_400, heat=100.0)]
    (peak,) = find_peaks(make_material(20_000, lines=lines, faces=faces))
    assert peak.cue_id == "c12600"


@given(small)
def test_peaks_lie_where_a_plain_search_finds_them(values: Values) -> None:
    found = local_maxima(values)
    for place in found:
        left = values[:place][::-1]
        right = values[place:]
        assert not left.size or left[0] < values[place]
        other = right[right != values[place]]
        assert not other.size or other[0] < values[place]
    assert bool(found) == bool(values.size)


@given(small)
def test_prominence_is_the_height_over_the_higher_valley(values: Values) -> None:
    places = local_maxima(values)
    for place, prominence in zip(places, prominences(values, places), strict=True):
        valleys = []
        for side in (values[:place][::-1], values[place + 1 :]):
            higher = np.flatnonzero(side > values[place])
            part = side[: higher[0]] if higher.size else side
            valleys.append(min([values[place], *part]))
        assert prominence == values[place] - max(valleys)


def test_of_equal_heights_too_close_the_first_is_kept() -> None:
    assert keep_apart([3, 5, 9], [1.0, 1.0, 1.0], 4) == [3, 9]
    assert keep_apart([3, 5, 9], [1.0, 2.0, 1.0], 4) == [5, 9]
