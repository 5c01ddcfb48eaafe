"""Speech, silence and other sound, told apart."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.model.watched import SoundKind
from reelbridge.technique.listening.spans import find_spans, make_speech_track

LOUD, QUIET = -20.0, -60.0


def momentary(*parts: tuple[float, float]) -> np.ndarray:
    """Seconds and LUFS of each part, one value every 100 ms."""
    return np.concatenate([np.full(round(seconds * 10), lufs, np.float32) for seconds, lufs in parts])


def chances(*parts: tuple[int, float]) -> np.ndarray:
    """Windows of 32 ms and their chance, of each part."""
    return np.concatenate([np.full(windows, chance, np.float32) for windows, chance in parts])


def read(spans: tuple[object, ...]) -> list[tuple[str, int, int]]:
    return [(span.kind.value, span.start_ms, span.end_ms) for span in spans]  # type: ignore[attr-defined]


def test_a_line_is_speech_a_little_before_and_after_it() -> None:
    spans = find_spans(momentary((4, LOUD)), chances((31, 0.1), (31, 0.9), (63, 0.1)), 4000)
    assert read(spans) == [("music", 0, 960), ("speech", 960, 2020), ("music", 2020, 4000)]


def test_a_wavering_voice_is_one_line() -> None:
    wavering = chances((15, 0.1), (10, 0.9), (10, 0.4), (2, 0.1), (10, 0.9), (78, 0.0))
    assert [span.kind for span in find_spans(momentary((4, LOUD)), wavering, 4000)] == [
        SoundKind.MUSIC,
        SoundKind.SPEECH,
        SoundKind.MUSIC,
    ]


def test_a_click_that_sounds_like_a_voice_is_no_speech() -> None:
    assert read(find_spans(momentary((2, LOUD)), chances((20, 0.0), (5, 0.9), (38, 0.0)), 2000)) == [("music", 0, 2000)]


def test_quiet_is_silence_and_as_long_as_it_is() -> None:
    # a value listens to the 400 ms before it: those that touch the loud parts are loud
    loudness = momentary((2, LOUD), (0.3, LOUD - 10), (0.7, QUIET), (0.1, LOUD), (1.9, LOUD))
    assert read(find_spans(loudness, chances((157, 0.0)), 5000)) == [
        ("music", 0, 2000),
        ("silence", 2000, 3000),
        ("music", 3000, 5000),
    ]


def test_loudness_that_hovers_about_the_limit_stays_what_it_is() -> None:
    risen = momentary((0.5, -51), (3.5, -48))
    assert read(find_spans(risen, chances((125, 0.0)), 4000)) == [("silence", 0, 4000)]
    sunk = momentary((0.5, -46), (3.5, -48))
    assert read(find_spans(sunk, chances((125, 0.0)), 4000)) == [("music", 0, 4000)]


def test_a_knock_in_a_silence_does_not_part_it() -> None:
    loudness = momentary((1, QUIET), (0.5, LOUD), (1.5, QUIET))
    assert read(find_spans(loudness, chances((94, 0.0)), 3000)) == [("silence", 0, 3000)]


def test_a_voice_in_a_silence_is_speech() -> None:
    spans = find_spans(momentary((3, QUIET)), chances((30, 0.0), (20, 0.8), (44, 0.0)), 3000)
    assert [span.kind.value for span in spans] == ["silence", "speech", "silence"]


def test_a_line_in_the_first_moment_begins_with_the_video() -> None:
    assert read(find_spans(momentary((1, LOUD)), chances((3, 0.0), (29, 0.9)), 1000)) == [("speech", 0, 1000)]


def test_a_line_that_runs_to_the_end_ends_with_the_video() -> None:
    assert read(find_spans(momentary((1, LOUD)), chances((32, 0.9)), 1010)) == [("speech", 0, 1010)]


def test_the_speech_track_is_in_percent_of_each_tick() -> None:
    track = make_speech_track(chances((6, 1.0), (7, 0.0), (6, 0.5)), 1000)
    assert track.signal == "speech"
    assert len(track.values) == 5
    assert track.values[0] == 100.0
    assert track.values[1] == 0.0
    assert track.values[4] == 0.0  # no sound any more


@given(
    loudness=st.lists(st.floats(-120, 0, width=32), min_size=4, max_size=60),
    speech=st.lists(st.floats(0, 1, width=32), max_size=200),
    rest=st.integers(0, 99),
)
def test_spans_follow_each_other_over_the_whole_video(loudness: list[float], speech: list[float], rest: int) -> None:
    duration_ms = len(loudness) * 100 + rest
    spans = find_spans(np.asarray(loudness, np.float32), np.asarray(speech, np.float32), duration_ms)
    ends = [span.end_ms for span in spans]
    assert [span.start_ms for span in spans] == [0, *ends[:-1]]
    assert ends[-1] == duration_ms
    assert all(span.start_ms < span.end_ms for span in spans)
    assert all(one.kind != other.kind for one, other in pairwise(spans))
