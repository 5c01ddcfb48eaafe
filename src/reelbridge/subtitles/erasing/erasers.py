"""Engines that take text off a clip."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from reelbridge.core.registry import Registry

if TYPE_CHECKING:  # listing the engines must not load what they work with
    from reelbridge.subtitles.erasing.clip import Clip, Filled


class Eraser(Protocol):
    """Takes text off. It keeps nothing from clip to clip."""

    def erase(self, clip: Clip) -> Filled:
        """The target frames without text. The clip itself is left as it is."""


#: mode -> function that makes the engine
ERASERS: Registry[Callable[[], Eraser]] = Registry(
    "eraser",
    {
        "fill": "reelbridge.subtitles.erasing.fill.filler:FillEraser",
        "blur": "reelbridge.subtitles.erasing.blur:BlurEraser",
        "box": "reelbridge.subtitles.erasing.plate:BoxEraser",
    },
)
