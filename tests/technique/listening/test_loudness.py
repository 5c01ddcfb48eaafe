"""Loudness as EBU Tech 3341 wants it measured: its test signals are made here and heard by the same way as a video."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reelbridge.technique.listening.listening import hear
from reelbridge.technique.listening.loudness import integrate, make_loudness_track
from reelbridge.tools.ffmpeg import run_ffmpeg
from support.media import FAST, media_of


def make_tones(path: Path, *parts: tuple[float, float]) -> Path:
    """A stereo sine of 1 kHz, of so many seconds at so many dBFS (peak), one part after the other, in a video."""
    tones = [
        f"sine=frequency=1000:sample_rate=48000:duration={seconds},volume={8 * 10 ** (level / 20)}"
        for seconds, level in parts
    ]  # the sine of FFmpeg has an eighth of full scale
    graph = ";".join(f"{tone}[t{place}]" for place, tone in enumerate(tones))
    graph += ";" + "".join(f"[t{place}]" for place in range(len(parts))) + f"concat=n={len(parts)}:v=0:a=1"
    total = sum(seconds for seconds, _ in parts)
    run_ffmpeg(
        ["-f", "lavfi", "-i", f"color=black:size=64x64:rate=5:duration={total}", "-f", "lavfi", "-i", graph,
         "-ac", "2", "-filter:a", "pan=stereo|c0=c0|c1=c0", "-c:a", "pcm_s24le", *FAST, str(path)],
        what="make a test tone",
    )  # fmt: skip
    return path


@pytest.mark.parametrize(
    ("case", "parts", "expected"),
    [
        (1, ((4, -23.0),), -23.0),
        (2, ((4, -33.0),), -33.0),
        # cases 3 and 4 with shorter parts: what is 10 LU below the mean, and what is below -70, does not count
        (3, ((2, -36.0), (12, -23.0), (2, -36.0)), -23.0),
        (4, ((2, -72.0), (2, -36.0), (12, -23.0), (2, -36.0), (2, -72.0)), -23.0),
    ],
)
def test_the_integrated_loudness_is_within_a_tenth_of_ebu_tech_3341(
    tmp_path: Path, case: int, parts: tuple[tuple[float, float], ...], expected: float
) -> None:
    path = make_tones(tmp_path / f"{case}.mkv", *parts)
    heard = hear(path, media_of(path), speech="")
    assert heard.loudness_lufs == pytest.approx(expected, abs=0.1)
    if len(parts) == 1:
        assert heard.tracks[0].values == pytest.approx([expected] * 20, abs=0.1)


def test_silence_has_no_loudness_and_lies_on_the_floor() -> None:
    silence = np.full(50, -120.7, np.float32)
    assert integrate(silence) is None
    assert set(make_loudness_track(silence, 5000).values) == {-70.0}


def test_what_is_next_to_silent_does_not_lower_the_gate_for_the_rest() -> None:
    # with the quietest blocks the mean would be -53, and those at -55 would be within 10 LU of it
    momentary = np.asarray([-75.0] * 93 + [-40.0] * 5 + [-55.0] * 5, np.float32)
    assert integrate(momentary) == pytest.approx(-40.0)


def test_a_slap_stays_as_high_as_it_is_heard() -> None:
    momentary = np.full(50, -40, np.float32)
    momentary[21] = -12  # the 400 ms from 1.8 s to 2.2 s: their middle is at 2.0 s
    values = make_loudness_track(momentary, 5000).values
    assert values[10] == -12
    assert sum(value == -12 for value in values) == 1


@pytest.mark.parametrize("duration_ms", [400, 401, 999, 1000, 1201])
def test_the_track_covers_the_video_to_its_end(duration_ms: int) -> None:
    track = make_loudness_track(np.full(duration_ms // 100, -30, np.float32), duration_ms)
    assert len(track.values) == -(-duration_ms // 200)
    assert set(track.values) == {-30.0}
