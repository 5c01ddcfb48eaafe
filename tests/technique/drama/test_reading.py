from __future__ import annotations

import itertools
from typing import TypedDict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelbridge.model.cue import Cue, CueKind
from reelbridge.model.shot import ShotList, ShotLook
from reelbridge.model.signal import SIGNALS, Track, tick_count
from reelbridge.model.watched import SoundKind, SoundSpan
from reelbridge.technique.drama.cutting import cut_rate_track
from reelbridge.technique.drama.reading import read_drama
from support.dramas import make_shot_list

WORDS = ("我回来了", "你是谁？", "滚！", "你娘还活着", "可是……", "第1集完", "")


class Episode(TypedDict):
    """What a drama is read from."""

    shots: ShotList
    looks: tuple[ShotLook, ...]
    tracks: tuple[Track, ...]
    sound: tuple[SoundSpan, ...]
    cues: tuple[Cue, ...]
    language: str


@st.composite
def episodes(draw: st.DrawFn) -> Episode:
    """Anything the other rooms could hand over: no shots, no lines, holes in every signal, tracks too short."""
    duration_ms = draw(st.sampled_from([0, 1, 40, 200, 999, 4_000, 9_970]))
    frames = st.integers(1, max(1, duration_ms // 40 - 1)).map(lambda frame: frame * 40)
    cuts = sorted(draw(st.sets(frames, max_size=5))) if duration_ms > 80 else []
    shots = make_shot_list(duration_ms, cuts=cuts, flashes=draw(st.lists(frames, max_size=2)))
    ticks = tick_count(duration_ms) + draw(st.integers(0, 3))
    value = st.one_of(st.none(), st.sampled_from([0.0, 3.0, 40.0, -60.0, 100.0]))
    tracks = tuple(
        Track(signal=name, values=tuple(draw(st.lists(value, min_size=max(0, ticks - 2), max_size=ticks))))
        for name in draw(st.sets(st.sampled_from(sorted(SIGNALS))))
    )
    cues = tuple(
        Cue(id=f"c{place}", start_ms=start, end_ms=start + draw(st.integers(1, 3_000)),
            text=draw(st.sampled_from(WORDS)), kind=draw(st.sampled_from(CueKind)))
        for place, start in enumerate(draw(st.lists(st.integers(0, 12_000), max_size=4)))
    )  # fmt: skip
    sound = draw(st.sampled_from([(), (SoundSpan(kind=SoundKind.SILENCE, start_ms=0, end_ms=max(1, duration_ms)),)]))
    if draw(st.booleans()):
        shots = ShotList(
            frame_rate=shots.frame_rate, frame_count=0, duration_ms=duration_ms, shots=(), flashes=(), detector="none"
        )
    return {"shots": shots, "looks": (), "tracks": tracks, "sound": sound, "cues": cues, "language": "zh-Hans"}


@given(episodes())
@settings(max_examples=60, deadline=None)
def test_whatever_comes_in_totals_are_the_sum_of_their_parts_and_times_are_in_the_episode(
    episode: Episode,
) -> None:
    drama = read_drama(**episode)
    longest = max([episode["shots"].duration_ms, *(200 * len(track.values) for track in episode["tracks"])])
    moments = [*([drama.hook] if drama.hook else []), *drama.peaks, *drama.jolts]
    for moment in moments:
        assert moment.points == pytest.approx(sum(reason.points for reason in moment.reasons))
        assert all(reason.text for reason in moment.reasons)
        assert 0 <= moment.at_ms < longest
    for kind in (drama.peaks, drama.jolts):
        assert list(kind) == sorted(kind, key=lambda moment: moment.at_ms)
    if drama.ending:
        assert drama.ending.kinds
        assert drama.ending.strength == pytest.approx(sum(reason.points for reason in drama.ending.reasons))
        assert 0 <= drama.ending.strength <= 100 + 1e-6
    shots = episode["shots"].shots
    assert bool(drama.beats) == bool(shots)
    assert all(one.last_shot + 1 == other.first_shot for one, other in itertools.pairwise(drama.beats))
    if shots:
        assert (drama.beats[0].first_shot, drama.beats[-1].last_shot) == (1, len(shots))


def test_a_film_of_three_hours_is_read_in_one_go() -> None:
    duration_ms = 3 * 3_600_000
    shots = make_shot_list(
        duration_ms, cuts=range(4_000, duration_ms, 4_000), flashes=range(60_000, duration_ms, 60_000)
    )
    ticks = tick_count(duration_ms)
    tracks = (
        cut_rate_track(shots),
        Track(signal="loudness", values=tuple(-23.0 + (tick % 50) / 5 for tick in range(ticks))),
        Track(signal="face-height", values=tuple(float(tick % 40) for tick in range(ticks))),
        Track(signal="heat", values=tuple(70.0 if tick % 100 < 10 else 0.0 for tick in range(ticks))),
        Track(signal="brightness", values=(40.0,) * ticks),
    )
    cues = tuple(
        Cue(id=str(at), start_ms=at, end_ms=at + 2_000, text="你娘还活着")
        for at in range(0, duration_ms - 2_000, 20_000)
    )
    drama = read_drama(shots=shots, looks=(), tracks=tracks, sound=(), cues=cues, language="zh-Hans")
    assert len(drama.curve.totals) == ticks
    assert len(drama.jolts) >= 180
    assert drama.beats[-1].end_ms == duration_ms
