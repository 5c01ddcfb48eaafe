"""The sound: espeak-ng voices, generated music and effects, mixed to one mono track of 44.1 kHz."""

from __future__ import annotations

import io
import shutil
import subprocess
import wave
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .story import EpisodeStory, SampleError

RATE = 44_100
_SPEECH_LEVEL = 0.16  # RMS of a spoken line before the loudness pass
Samples = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How espeak-ng speaks for a character."""

    variant: str
    pitch: int
    words_per_minute: int


VOICES = {
    "小满": Voice(variant="cmn+f3", pitch=62, words_per_minute=170),
    "景川": Voice(variant="cmn+m3", pitch=34, words_per_minute=150),
    "师父": Voice(variant="cmn+m7", pitch=26, words_per_minute=140),
    "二叔": Voice(variant="cmn+m4", pitch=42, words_per_minute=172),
}
_SLOWEST, _FASTEST = 90, 420


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The music of an episode and where its accents fall."""

    chords: tuple[tuple[float, ...], ...]  # Hz
    chord_ms: int
    pulse_ms: int
    stings_ms: tuple[int, ...]
    bells_ms: tuple[int, ...] = ()
    thunder_ms: tuple[int, ...] = ()
    fire_ms: tuple[tuple[int, int], ...] = ()
    rain: float = 0.0


_A, _C, _D, _E, _F, _G = 110.0, 130.81, 146.83, 164.81, 174.61, 196.0
SCORES = {
    1: Score(
        chords=((_A, _C * 2, _E * 2), (_F, _A * 2, _C * 2), (_D, _A * 2, _F * 2), (_E, _G * 2, _D * 2)),
        chord_ms=4000,
        pulse_ms=1000,
        stings_ms=(360, 22840, 42000),
        bells_ms=(23500,),
        thunder_ms=(22900,),
        rain=0.012,
    ),
    2: Score(
        chords=((_C, _E * 2, _G * 2), (_A, _C * 2, _E * 2), (_F, _A * 2, _C * 4), (_G, _D * 2, _G * 2)),
        chord_ms=4500,
        pulse_ms=1500,
        stings_ms=(300, 47400),
        bells_ms=(200, 34700),
        fire_ms=((29800, 32360), (45640, 47080)),
    ),
    3: Score(
        chords=((_D, _F * 2, _A * 2), (_A, _C * 2, _E * 2), (_F, _A * 2, _D * 2), (_E, _G * 2, _C * 2)),
        chord_ms=3600,
        pulse_ms=900,
        stings_ms=(400, 20800, 45200, 52520),
        bells_ms=(47900, 48500),
        thunder_ms=(20850,),
        rain=0.008,
    ),
}


def require_voice() -> str:
    """Return the path of espeak-ng.

    Raises:
        SampleError: espeak-ng is not installed.
    """
    program = shutil.which("espeak-ng")
    if program is None:
        raise SampleError("espeak-ng is missing; install the Debian package espeak-ng (it brings the voice cmn)")
    return program


def speak(text: str, voice: Voice, room_ms: int) -> Samples:
    """Speak a line so that it fits into `room_ms`; trimmed and level.

    Raises:
        SampleError: espeak-ng is not installed.
    """
    program = require_voice()
    speed = voice.words_per_minute
    samples = _trim(_espeak(program, text, voice, speed))
    length_ms = 1000 * len(samples) / RATE
    for _ in range(5):
        if length_ms <= room_ms:
            break
        speed = min(_FASTEST, max(speed + 8, round(speed * length_ms / room_ms * 1.04)))
        samples = _trim(_espeak(program, text, voice, speed))
        length_ms = 1000 * len(samples) / RATE
    if length_ms < 0.72 * room_ms:
        samples = _trim(_espeak(program, text, voice, max(_SLOWEST, round(speed * length_ms / (0.8 * room_ms)))))
    samples = samples[: RATE * room_ms // 1000]
    fade = min(len(samples), RATE // 100)
    samples[-fade:] *= np.linspace(1, 0, fade)
    loud = samples[np.abs(samples) > 0.01]
    return samples * (_SPEECH_LEVEL / (float(np.sqrt(np.mean(loud**2))) + 1e-9))


def mix_episode(episode: EpisodeStory, frame_count: int) -> tuple[Samples, dict[str, list[float]]]:
    """Return the track (float, -1..1) and, for each line id, its loudness per frame for the mouth."""
    total = frame_count * RATE // 25
    speech = np.zeros(total)
    levels: dict[str, list[float]] = {}
    for line in episode.lines:
        start = line.start_frame * RATE // 25 + RATE // 50
        room_ms = (line.end_frame - line.start_frame) * 40 - 50
        voice = speak(line.text.replace("\n", "，"), VOICES[line.speaker], room_ms)
        speech[start : start + len(voice)] += voice
        levels[line.id] = _frame_levels(voice)
    score = SCORES[episode.number]
    music = _music(score, total)
    duck = 1 - 0.62 * _envelope(speech)
    speech = np.tanh(speech * 3.2) / 3.2
    track = speech + music * duck + _effects(score, total)
    return np.tanh(track * 1.25) / 1.25, levels


def _espeak(program: str, text: str, voice: Voice, speed: int) -> Samples:
    command = [program, "-v", voice.variant, "-p", str(voice.pitch), "-s", str(speed), "--stdout", text]
    out = subprocess.run(command, check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(out)) as reader:
        rate = reader.getframerate()
        raw = np.frombuffer(reader.readframes(reader.getnframes()), "<i2").astype(np.float64) / 32768
    where = np.arange(round(len(raw) * RATE / rate)) * rate / RATE
    out_samples: Samples = np.interp(where, np.arange(len(raw)), raw)
    return out_samples


def _trim(samples: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(samples) > 0.012)
    return samples[loud[0] : loud[-1] + 1].copy() if len(loud) else samples


def _frame_levels(voice: Samples) -> list[float]:
    step = RATE // 25
    return [float(np.sqrt(np.mean(voice[k : k + step] ** 2))) for k in range(0, len(voice), step)]


def _smooth(samples: Samples, width: int) -> Samples:
    sums = np.cumsum(np.concatenate([np.zeros(width), samples, np.zeros(width)]))
    out: Samples = (sums[width:] - sums[:-width])[width // 2 : width // 2 + len(samples)] / width
    return out


def _envelope(speech: Samples) -> Samples:
    out: Samples = np.clip(_smooth(np.abs(speech), RATE // 3) / 0.05, 0, 1)
    return out


def _place(track: Samples, sound: Samples, start_ms: int) -> None:
    start = RATE * start_ms // 1000
    end = min(len(track), start + len(sound))
    if end > start:
        track[start:end] += sound[: end - start]


def _music(score: Score, total: int) -> Samples:
    track = np.zeros(total)
    length = RATE * (score.chord_ms + 900) // 1000
    t = np.arange(length) / RATE
    swell = np.minimum(1, t / 0.9) * np.minimum(1, (t[-1] - t) / 0.9)
    for k in range(total * 1000 // RATE // score.chord_ms + 1):
        chord = score.chords[k % len(score.chords)]
        pad = np.zeros(length)
        for tone in chord:
            for detune in (-0.4, 0.5):
                pad += np.sin(2 * np.pi * (tone + detune) * t) + 0.3 * np.sin(4 * np.pi * (tone + detune) * t + 1)
        _place(track, 0.012 * pad * swell, k * score.chord_ms)
        for step in range(score.chord_ms // score.pulse_ms):
            note = chord[1 + step % (len(chord) - 1)] * (2 if step % 2 else 1)
            _place(track, 0.05 * _pluck(note), k * score.chord_ms + step * score.pulse_ms)
            _place(track, 0.11 * _thump(chord[0] / 2), k * score.chord_ms + step * score.pulse_ms)
    return track


def _pluck(tone: float) -> Samples:
    """A short string sound, the harmonics dying faster the higher they are."""
    t = np.arange(RATE) / RATE
    out = np.zeros(RATE)
    for harmonic in range(1, 6):
        out += np.sin(2 * np.pi * tone * harmonic * t) * np.exp(-t * (2.5 + 2.2 * harmonic)) / harmonic
    return out * np.minimum(1, t / 0.004)


def _thump(tone: float) -> Samples:
    t = np.arange(RATE // 2) / RATE
    out: Samples = np.sin(2 * np.pi * tone * t + 6 * np.exp(-t * 24)) * np.exp(-t * 7) * np.minimum(1, t / 0.004)
    return out


def _sting() -> Samples:
    t = np.arange(2 * RATE) / RATE
    out = np.zeros(2 * RATE)
    for tone in (73.4, 77.8, 110.0, 155.6, 311.1):
        out += np.sin(2 * np.pi * tone * t + 0.6 * np.sin(2 * np.pi * 5 * t)) * np.exp(-t * 1.9)
    return 0.07 * out * np.minimum(1, t / 0.008) + 0.3 * np.pad(_thump(55.0), (0, 2 * RATE - RATE // 2))


def _bell(tone: float) -> Samples:
    t = np.arange(RATE) / RATE
    out = sum(np.sin(2 * np.pi * tone * r * t) * np.exp(-t * d) for r, d in ((1, 4), (2.76, 7), (5.4, 12)))
    return 0.05 * np.asarray(out) * np.minimum(1, t / 0.002)


def _thunder(dice: np.random.Generator) -> Samples:
    t = np.arange(2 * RATE) / RATE
    noise = _smooth(_smooth(dice.standard_normal(len(t)), 120), 160)
    return 2.6 * noise * np.exp(-t * 1.6) * np.minimum(1, t / 0.02)


def _effects(score: Score, total: int) -> Samples:
    dice = np.random.default_rng(20)
    track = np.zeros(total)
    for at in score.stings_ms:
        _place(track, _sting(), at)
    for at in score.bells_ms:
        _place(track, _bell(1244.5), at)
        _place(track, _bell(987.8), at + 180)
    for at in score.thunder_ms:
        _place(track, _thunder(dice), at)
    for start, end in score.fire_ms:
        count = RATE * (end - start) // 1000
        crackle = dice.standard_normal(count) * (dice.random(count) > 0.9975) * 0.9
        crackle = _smooth(crackle, 5) * 3 + 0.25 * _smooth(dice.standard_normal(count), 60)
        edge = np.minimum(1, np.minimum(np.arange(count), count - np.arange(count)) / (RATE * 0.2))
        _place(track, 0.16 * crackle * edge, start)
    if score.rain:
        track += score.rain * _smooth(dice.standard_normal(total), 4)
    return track
