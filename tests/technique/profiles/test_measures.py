"""What is counted of an episode."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from reelbridge.model.cue import Cue, CueKind
from reelbridge.model.measure import MEASURES
from reelbridge.model.shot import ShotList, ShotSize
from reelbridge.model.signal import Track
from reelbridge.model.study import Curve, CurvePart, Drama, EndingKind, EpisodeStudy
from reelbridge.technique.lines.tracks import line_tracks
from reelbridge.technique.profiles.measures import EPISODE_MEASURES, SHOT_MEASURES, values_of
from support.cut_episodes import flat_curve, make_cut, with_drama
from support.studies import make_episode

#: of the made-up study: 24 s, 6 shots, five changes of which one is a dissolve, one flash, one line in the middle
EXPECTED = {
    "shot-length": (1.6, 1.4, 3.0, 10.0, 4.8, 3.2),
    "shot-length-close-up": (1.6, 1.4, 3.2),
    "shot-length-medium": (3.0,),
    "shot-length-wide": (10.0,),
    "shot-length-insert": (4.8,),
    "episode-length": (24.0,),
    "cuts": (12.5,),
    "dissolves": (20.0,),
    "fades": (0.0,),
    "wipes": (0.0,),
    "flashes": (2.5,),
    "close-ups": (50.0,),
    "mediums": (100 / 6,),
    "wides": (100 / 6,),
    "inserts": (100 / 6,),
    "first-close-up": (0.0,),
    "locked-off": (100 / 3,),
    "hook": (0.4,),
    "first-spike": (9.0,),
    "jolts": (2.5,),
    "jolt-gap": (16.0,),
    "quiet": (6.2,),
    "intensity": (50.0,),
    "intensity-01": (50.0,),
    "intensity-10": (50.0,),
    "ending-strength": (45.0,),
    "cliffhanger": (100.0,),
    "lines": (7.5,),
    "speech": (40.0,),
    "music": (50.0,),
    "silence": (10.0,),
    "loudness": (-18.2,),
    "speech-rate-zh": (23 * 1000 / 5700,),
    "speech-rate-en": (),
}


def test_every_measure_can_be_taken() -> None:
    assert SHOT_MEASURES.keys() | EPISODE_MEASURES.keys() == MEASURES.keys()
    assert {name for name, kind in MEASURES.items() if kind.per == "shot"} == SHOT_MEASURES.keys()


@pytest.mark.parametrize("measure", EXPECTED)
def test_the_values_are_what_one_counts_by_hand(measure: str) -> None:
    assert values_of(make_episode(), measure) == pytest.approx(EXPECTED[measure])


def nothing_at_all() -> EpisodeStudy:
    """A video of which nothing could be decoded."""
    made = make_episode()
    return replace(
        made,
        shots=ShotList(
            frame_rate=made.shots.frame_rate, frame_count=0, duration_ms=0, shots=(), flashes=(), detector="made up"
        ),
        looks=(),
        tracks=(),
        sound=(),
        cues=(),
        has_lines=False,
        loudness_lufs=None,
        drama=Drama(curve=Curve(parts=()), hook=None, peaks=(), jolts=(), quiet=(), beats=(), ending=None),
    )


@pytest.mark.parametrize("measure", MEASURES)
def test_a_video_without_anything_has_no_values(measure: str) -> None:
    assert values_of(nothing_at_all(), measure) == ()


def test_sizes_are_not_counted_where_nobody_looked_for_faces() -> None:
    blind = make_cut([2, 2, 2], sizes=[None, None, None])
    for measure in ("close-ups", "wides", "first-close-up", "shot-length-close-up"):
        assert values_of(blind, measure) == ()
    assert values_of(blind, "locked-off") == (0.0,)


def test_the_first_close_up_is_where_its_shot_begins() -> None:
    sizes = [ShotSize.WIDE, ShotSize.MEDIUM, ShotSize.EXTREME_CLOSE_UP]
    assert values_of(make_cut([2, 2.5, 2], sizes=sizes), "first-close-up") == (4.5,)


def test_signs_are_no_spoken_lines() -> None:
    made = make_episode()
    sign = Cue(id="s", start_ms=0, end_ms=1000, text="面馆", kind=CueKind.SIGN)
    assert values_of(replace(made, cues=(*made.cues, sign)), "lines") == (7.5,)


def test_the_speech_rate_of_an_episode_is_counted_like_the_signal() -> None:
    line = Cue(id="1", start_ms=0, end_ms=2000, text="“你……怎么，敢？！”\n—— 滚！", kind=CueKind.DIALOGUE)
    made = replace(make_episode(), cues=(line,), language="zh")
    rate, _ = (track for track in line_tracks((line,), language="zh", duration_ms=2000) if track.signal != "line-rate")
    assert rate.signal == "speech-rate"
    assert values_of(made, "speech-rate-zh") == (2.5,) == (rate.values[0],)


def test_an_ending_that_nobody_can_judge_has_no_values() -> None:
    made = make_episode()
    unknown = replace(made, drama=replace(made.drama, ending=None))
    assert values_of(unknown, "ending-strength") == values_of(unknown, "cliffhanger") == ()


def test_lines_that_nobody_asked_for_are_not_counted_as_none() -> None:
    made = replace(make_episode(), cues=())
    assert values_of(made, "lines") == (0.0,)
    assert values_of(replace(made, has_lines=False), "lines") == ()


def test_the_wait_for_a_jolt_counts_from_the_start_and_to_the_end() -> None:
    made = make_cut([2.0] * 15)
    assert values_of(with_drama(made, jolts_s=[20]), "jolt-gap") == (20.0,)
    assert values_of(with_drama(made, jolts_s=[5]), "jolt-gap") == (25.0,)
    assert values_of(with_drama(made, jolts_s=[10, 18]), "jolt-gap") == (12.0,)
    assert values_of(with_drama(made), "jolt-gap") == (30.0,)


def test_the_curve_is_kept_in_ten_parts() -> None:
    made = make_cut([2.0] * 10)
    made = replace(made, drama=replace(made.drama, curve=flat_curve(20, 20_000, until=0.7, then=90)))
    parts = [values_of(made, f"intensity-{tenth:02d}")[0] for tenth in range(1, 11)]
    assert parts == [20.0] * 7 + [90.0] * 3
    ramp = Curve(parts=(CurvePart(id="motion", title="Motion", weight=100.0, values=tuple(map(float, range(100)))),))
    made = replace(made, drama=replace(made.drama, curve=ramp))
    assert [values_of(made, f"intensity-{tenth:02d}")[0] for tenth in (1, 2, 10)] == [4.5, 14.5, 94.5]


def test_an_episode_that_comes_to_rest_has_no_cliffhanger() -> None:
    made = make_episode()
    assert made.drama.ending is not None
    rest = replace(made.drama.ending, kinds=(EndingKind.RESOLVED,))
    assert values_of(replace(made, drama=replace(made.drama, ending=rest)), "cliffhanger") == (0.0,)


def test_the_loudness_range_is_the_distance_of_loud_and_soft_passages() -> None:
    made = make_episode()
    halves = Track(signal="loudness", values=(-30.0,) * 300 + (-20.0,) * 300)
    (value,) = values_of(replace(made, tracks=(halves,)), "loudness-range")
    assert value == pytest.approx(10.0, abs=0.1)


def test_silence_is_left_out_of_the_loudness_range() -> None:
    made = make_episode()
    even = Track(signal="loudness", values=(-20.0,) * 300 + (-120.0,) * 300 + (None,) * 100)
    (value,) = values_of(replace(made, tracks=(even,)), "loudness-range")
    # a window on the border is half as loud or less, as in the standard
    assert 0 <= value < 4
    soft = Track(signal="loudness", values=(-20.0,) * 300 + (-60.0,) * 300)
    assert values_of(replace(made, tracks=(soft,)), "loudness-range")[0] < 4
    silent = Track(signal="loudness", values=(-math.inf,) * 100)
    assert values_of(replace(made, tracks=(silent,)), "loudness-range") == ()
