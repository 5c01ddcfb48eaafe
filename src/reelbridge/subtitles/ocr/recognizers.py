"""Engines that read text in pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from reelbridge.core.registry import Registry

if TYPE_CHECKING:  # listing the engines must not load what they work with
    from reelbridge.subtitles.picture.pictures import Area, Luma


#: what a character may be instead: characters with their confidence, the surest first
Others = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read in a picture: one confidence (0 to 1) for each character of `text`.

    `others` holds, for each character, what it may be instead; it is empty if the engine does not tell.
    """

    text: str
    confidences: tuple[float, ...]
    others: tuple[Others, ...] = ()

    @property
    def confidence(self) -> float:
        """The mean; 0 for nothing."""
        return sum(self.confidences) / len(self.confidences) if self.confidences else 0.0


class Recognizer(Protocol):
    """Reads pictures. One instance serves several threads at once."""

    def detect(self, picture: Luma) -> tuple[Area, ...]:
        """Where lines of text stand, in pixels of the picture, from top to bottom."""

    def recognize(self, pictures: Sequence[Luma]) -> tuple[Reading, ...]:
        """What each picture of one line says, in order; an empty reading where there is nothing."""


#: name -> function that makes (or returns) the engine for a source language tag
RECOGNIZERS: Registry[Callable[[str], Recognizer]] = Registry(
    "recognizer",
    {
        "rapidocr": "reelbridge.subtitles.ocr.rapid:rapid_recognizer",
        "dots": "reelbridge.subtitles.ocr.dots:DotRecognizer",
    },
)
