"""Lines over time."""

from __future__ import annotations

import pytest

from reelbridge.model.cue import Cue, CueKind
from reelbridge.technique.lines.tracks import line_tracks

CUES = (
    Cue(id="1", start_ms=400, end_ms=1400, text="三千万，\n今晚就签字！"),
    Cue(id="2", start_ms=2000, end_ms=3000, text="面好了 趁热吃"),
    Cue(id="3", start_ms=2000, end_ms=4000, text="我是妈妈", kind=CueKind.SIGN),
)


def track(cues: tuple[Cue, ...], signal: str, duration_ms: int = 5000) -> tuple[float | None, ...]:
    tracks = {track.signal: track.values for track in line_tracks(cues, language="zh-Hans", duration_ms=duration_ms)}
    return tracks[signal]


def test_speech_rate_counts_letters_only_while_the_line_is_on_screen() -> None:
    rate = track(CUES, "speech-rate")
    assert len(rate) == 25
    assert rate[1] == 0
    assert set(rate[2:7]) == {8.0}  # 三千万今晚就签字
    assert rate[7] == 0
    assert set(rate[10:15]) == {6.0}


def test_a_message_on_a_phone_is_hot_and_not_spoken() -> None:
    assert set(track(CUES, "speech-rate")[15:20]) == {0.0}
    assert set(track(CUES, "heat")[10:20]) == {55.0}  # our mother is back, in four letters
    assert track(CUES, "heat")[20] == 0


def test_no_line_is_no_heat_and_no_speech() -> None:
    assert track((), "heat", 1000) == (0.0,) * 5
    assert track((), "speech-rate", 1000) == (0.0,) * 5


def test_a_line_of_one_frame_has_a_tick_of_its_own() -> None:
    flash = (Cue(id="1", start_ms=520, end_ms=560, text="滚"),)
    assert [value for value in track(flash, "heat", 1000) if value] == [60.0]
    assert max(value or 0 for value in track(flash, "speech-rate", 1000)) == 25.0


@pytest.mark.parametrize("start_ms", [4990, 6000])
def test_a_line_past_the_end_of_the_video_is_left_out(start_ms: int) -> None:
    late = (Cue(id="1", start_ms=start_ms, end_ms=9000, text="滚"),)
    assert len(track(late, "heat")) == 25


def test_a_line_with_a_mistake_in_its_times_is_not_a_record() -> None:
    hasty = (Cue(id="1", start_ms=0, end_ms=10, text="我" * 100),)
    assert max(value or 0 for value in track(hasty, "speech-rate", 1000)) == 50.0


def at_each_second(*seconds: int, kind: CueKind = CueKind.DIALOGUE) -> tuple[Cue, ...]:
    return tuple(
        Cue(id=str(second), start_ms=1000 * second, end_ms=1000 * second + 800, text="走", kind=kind)
        for second in seconds
    )


def test_lines_a_minute_are_those_that_begin_in_the_ten_seconds_around_it_times_six() -> None:
    rate = track(at_each_second(14, 16, 18, 21), "line-rate", 40_000)
    assert len(rate) == 200
    assert rate[50] == 6.0  # around 10.1 s: the one at 14 s
    assert rate[65] == 18.0  # around 13.1 s: those at 14, 16 and 18 s
    assert rate[87] == 24.0
    assert rate[40] == rate[150] == 0.0


def test_at_the_ends_only_the_part_of_the_window_inside_the_video_counts() -> None:
    first = track(at_each_second(0, 1, 2), "line-rate", 40_000)[0]
    last = track(at_each_second(36, 38), "line-rate", 40_000)[-1]
    assert first == pytest.approx(3 * 60 / 5.1, abs=0.01)
    assert last == pytest.approx(2 * 60 / 5.1, abs=0.01)


def test_a_line_every_two_seconds_is_thirty_a_minute_throughout() -> None:
    rate = track(at_each_second(*range(1, 60, 2)), "line-rate", 60_000)
    assert set(rate[30:-30]) == {30.0}


def test_a_video_of_one_frame_does_not_have_hundreds_of_lines_a_minute() -> None:
    assert track(at_each_second(0), "line-rate", 40) == (12.0,)


def test_texts_in_the_picture_and_lines_past_the_end_are_no_lines_a_minute() -> None:
    texts = at_each_second(1, 2, kind=CueKind.SIGN)
    assert set(track((*texts, *at_each_second(12)), "line-rate", 10_000)) == {0.0}
    assert track((), "line-rate", 1000) == (0.0,) * 5
