"""The step that listens to a video."""

from __future__ import annotations

from array import array
from pathlib import Path

import numpy as np

from reelbridge.graph.step import Work
from reelbridge.model.media import MediaInfo
from reelbridge.model.watched import Heard
from reelbridge.technique.listening.detectors import SPEECH_DETECTORS
from reelbridge.technique.listening.loudness import integrate, make_loudness_track
from reelbridge.technique.listening.sound import MOMENTARY_MS, Sound
from reelbridge.technique.listening.spans import find_spans, make_speech_track
from reelbridge.technique.steps import ListenParams


def listen(work: Work, params: ListenParams, *, media: MediaInfo) -> Heard:
    """How loud a video is at each moment, whether somebody speaks, and what kind of sound it is.

    Raises:
        MediaError: the file cannot be opened.
        EngineMissingError: there is no ffmpeg, or no speech detector of that name is installed.
    """
    return hear(work.path(media.source), media, speech=params.speech)


def hear(path: Path, media: MediaInfo, *, speech: str) -> Heard:
    """The same without a run around it.

    Args:
        path: the video.
        media: what is known of it.
        speech: the name of the speech detector; empty for none, and then speech cannot be told from other sound.

    Raises:
        MediaError: the file cannot be opened.
        EngineMissingError: there is no ffmpeg, or no speech detector of that name is installed.
    """
    detector = SPEECH_DETECTORS[speech]() if speech else None
    if not media.audio:
        return _hear_nothing("the video has no sound")
    if media.duration_ms < MOMENTARY_MS:
        return _hear_nothing(f"the video is too short to tell how loud it is: it takes {MOMENTARY_MS} ms")
    sound = Sound(path, media)
    chances = array("f", (detector.feed(window) if detector else 0.0 for window in sound))
    if not sound.heard_ms:
        return _hear_nothing(*sound.notes)
    loudness = make_loudness_track(sound.momentary, media.duration_ms)
    lufs = integrate(sound.momentary)
    if detector is None:
        note = "speech was not looked for: it cannot be told from other sound"
        return Heard(tracks=(loudness,), spans=(), loudness_lufs=lufs, notes=(*sound.notes, note))
    heard = np.frombuffer(chances, np.float32)
    return Heard(
        tracks=(loudness, make_speech_track(heard, media.duration_ms)),
        spans=find_spans(sound.momentary, heard, media.duration_ms),
        loudness_lufs=lufs,
        notes=sound.notes,
    )


def _hear_nothing(*notes: str) -> Heard:
    return Heard(tracks=(), spans=(), loudness_lufs=None, notes=notes)
