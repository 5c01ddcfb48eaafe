"""A language model that needs no model: an OpenAI-compatible server on loopback, answering from a translation memory,
that goes wrong by name and rate.

    python -m reelbridge.testing.fake_llm --tmx memory.tmx --latency 0.2 --fault shift=0.1

or in a test, `FakeLlm`.
"""

from reelbridge.testing.fake_llm.asked import Asked, AskedLine
from reelbridge.testing.fake_llm.fake import FakeLlm
from reelbridge.testing.fake_llm.faults import FAULTS, Exchange
from reelbridge.testing.fake_llm.replies import Completion, Item, Manner, Raw, Reply, fails
from reelbridge.testing.fake_llm.server import MODEL

__all__ = [
    "FAULTS",
    "MODEL",
    "Asked",
    "AskedLine",
    "Completion",
    "Exchange",
    "FakeLlm",
    "Item",
    "Manner",
    "Raw",
    "Reply",
    "fails",
]
