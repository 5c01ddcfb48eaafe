from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelbridge.model.signal import SIGNALS, Track, tick_at, tick_count
from reelbridge.technique.drama.curve import draw_curve
from reelbridge.technique.drama.material import Material, lay_out
from reelbridge.technique.drama.spoken import Line
from support.dramas import make_material, make_shot_list, make_track, say, steps

NAMES = ("cut-rate", "pan", "zoom", "shake", "subject-motion", "face-height", "loudness", "speech-rate", "heat")


ONE_LINE = (say(0, 2_000),)


def lay(tracks: Iterable[Track], *, duration_ms: int = 10_000, lines: tuple[Line, ...] = ONE_LINE) -> Material:
    shots = make_shot_list(duration_ms)
    return lay_out(shots=shots, looks=(), tracks=tuple(tracks), sound=(), lines=lines, language="zh-Hans")


@given(st.data())
@settings(max_examples=40)
def test_whatever_is_measured_the_parts_stay_within_their_weights_and_the_curve_within_100(data: st.DataObject) -> None:
    duration_ms = data.draw(st.integers(1, 4_000))
    ticks = tick_count(duration_ms)
    number = st.one_of(st.none(), st.floats(-1e6, 1e6, allow_nan=False))
    names = data.draw(st.sets(st.sampled_from(NAMES)))
    tracks = [
        Track(signal=name, values=tuple(data.draw(st.lists(number, min_size=ticks, max_size=ticks)))) for name in names
    ]
    curve = draw_curve(lay(tracks, duration_ms=duration_ms))
    assert all(0 <= value <= part.weight for part in curve.parts for value in part.values)
    assert all(total <= 100 + 1e-6 for total in curve.totals)
    if curve.parts:
        assert sum(part.weight for part in curve.parts) == pytest.approx(100)
    assert len(curve.parts) + len(curve.missing) == 6


def test_everything_at_its_height_is_100() -> None:
    curve = draw_curve(
        make_material(
            20_000,
            cuts=range(1_000, 20_000, 1_000),
            lines=[say(0, 20_000, heat=100.0)],
            loudness=steps(-40.0, (10_000, -10.0)),
            faces=steps(45.0),
            motion=steps(15.0),
        )
    )
    assert curve.missing == ()
    highest = max(curve.totals)
    assert highest == pytest.approx(90.0)  # all but the speech rate, which this episode does not have


def test_what_could_not_be_measured_is_named_and_the_others_fill_its_place() -> None:
    curve = draw_curve(lay([make_track("subject-motion", 10_000, steps(12.0))], lines=()))
    assert curve.missing == ("cut-rate", "loudness-rise", "close-up", "speech-rate", "heat")
    assert [part.weight for part in curve.parts] == [100.0]
    assert set(curve.totals) == {100.0}


def test_tracks_about_lines_mean_nothing_where_no_line_is() -> None:
    flat = [make_track(name, 10_000, steps(0.0)) for name in ("heat", "speech-rate", "face-height")]
    assert {"heat", "speech-rate"} <= set(draw_curve(lay(flat, lines=())).missing)
    assert "heat" not in draw_curve(lay(flat)).missing


def test_an_episode_of_which_nothing_is_known_has_no_curve() -> None:
    curve = draw_curve(lay([Track(signal="loudness", values=(None,) * 50)], lines=()))
    assert curve.parts == ()
    assert len(curve.missing) == 6


def test_a_hotter_line_never_lowers_the_curve() -> None:
    calm = draw_curve(make_material(12_000, lines=[say(4_000, 6_000, heat=30.0)])).totals
    hot = draw_curve(make_material(12_000, lines=[say(4_000, 6_000, heat=31.0)])).totals
    assert all(warmer >= colder for colder, warmer in zip(calm, hot, strict=True))
    assert max(hot) > max(calm)


def test_a_louder_master_of_the_same_episode_has_the_same_curve() -> None:
    quiet = make_material(12_000, loudness=steps(-35.0, (6_000, -28.0)))
    loud = make_material(12_000, loudness=steps(-22.0, (6_000, -15.0)))
    assert np.allclose(quiet.totals, loud.totals)
    assert quiet.totals[tick_at(6_400)] > 5.0


def test_shouting_that_goes_on_stays_loud_on_the_curve() -> None:
    loudness = steps(-35.0, (30_000, -23.0))
    material = make_material(40_000, loudness=loudness)
    assert material.points["loudness-rise"][tick_at(36_000)] > 0.0


def test_a_language_is_read_at_its_own_pace() -> None:
    lines = (say(0, 10_000),)
    tracks = [make_track("speech-rate", 10_000, steps(9.0))]
    shots = make_shot_list(10_000)
    full, half = (
        max(lay_out(shots=shots, looks=(), tracks=tuple(tracks), sound=(), lines=lines, language=tag).totals)
        for tag in ("zh-Hans", "en")
    )
    assert full == pytest.approx(100.0)
    assert half < 30.0


def test_the_curve_knows_no_signal_by_another_name() -> None:
    assert set(NAMES) <= set(SIGNALS)
