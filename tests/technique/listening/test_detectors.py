"""What every speech detector has to do, the one for tests too."""

from __future__ import annotations

import numpy as np
import pytest

from reelbridge.technique.listening.detectors import SPEECH_DETECTORS
from reelbridge.technique.listening.speech import SPEECH_RATE_HZ, WINDOW, SpeechDetector
from support.hearing import make_loud_speech

MAKERS = [make_loud_speech, *(SPEECH_DETECTORS[name] for name in SPEECH_DETECTORS)]


@pytest.fixture(params=MAKERS)
def detector(request: pytest.FixtureRequest) -> SpeechDetector:
    return request.param()


def test_nobody_speaks_in_silence(detector: SpeechDetector) -> None:
    assert all(detector.feed(np.zeros(WINDOW, np.float32)) < 0.35 for _ in range(10))


def test_a_chance_is_between_0_and_1_whatever_is_heard(detector: SpeechDetector) -> None:
    noise = np.random.default_rng(1).uniform(-1, 1, (20, WINDOW)).astype(np.float32)
    assert all(0 <= detector.feed(window) <= 1 for window in noise)


def test_the_same_sound_is_heard_the_same_again() -> None:
    tone = np.sin(np.arange(20 * WINDOW) * 2 * np.pi * 200 / SPEECH_RATE_HZ).astype(np.float32).reshape(20, WINDOW)
    for make in MAKERS:
        first, second = make(), make()
        assert [first.feed(window) for window in tone] == [second.feed(window) for window in tone]
