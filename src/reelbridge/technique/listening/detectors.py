"""The speech detectors by name."""

from __future__ import annotations

from collections.abc import Callable

from reelbridge.core.registry import Registry
from reelbridge.technique.listening.speech import SpeechDetector

SPEECH_DETECTORS: Registry[Callable[[], SpeechDetector]] = Registry(
    "speech detector", {"silero": "reelbridge.technique.listening.silero:SileroSpeech"}
)
