"""The translators there are; each is loaded when it is first used."""

from __future__ import annotations

from reelbridge.core.registry import Registry
from reelbridge.translate.engine import Translator

TRANSLATORS: Registry[Translator] = Registry(
    "translator",
    {
        "memory": "reelbridge.translate.memory_engine:MEMORY",
        "ctranslate2": "reelbridge.translate.nmt.engine:CTRANSLATE2",
        "openai": "reelbridge.translate.openai_engine:OPENAI",
    },
)
