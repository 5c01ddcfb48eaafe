"""What a speech detector does."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

#: samples a second, and how many are looked at together: 32 ms; source: Silero VAD takes no other window at this rate
SPEECH_RATE_HZ = 16_000
WINDOW = 512
WINDOW_MS = 1000 * WINDOW // SPEECH_RATE_HZ


class SpeechDetector(Protocol):
    """Listens to one video from its beginning to its end."""

    def feed(self, samples: NDArray[np.float32]) -> float:
        """How likely somebody speaks in the next window, 0 to 1.

        Args:
            samples: (WINDOW,) float32, mono at SPEECH_RATE_HZ, -1 to 1, contiguous and writable.
        """
