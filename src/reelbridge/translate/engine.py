"""What a translator is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from reelbridge.model.cue import CueList
from reelbridge.model.draft import DraftLine, LineOrigin, Usage
from reelbridge.model.memory import Recall, RenderingList
from reelbridge.model.term import TermList


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationRequest:
    """One episode into one locale.

    `recall` has one entry per cue, in order. `renderings` and `terms` are in `locale`. `model` and `base_url` are
    empty for an engine that talks to nobody.
    """

    cues: CueList
    recall: Recall
    renderings: RenderingList
    terms: TermList
    source_locale: str
    locale: str
    model: str = ""
    base_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """An engine's lines, one per cue, and what it used to make them."""

    lines: tuple[DraftLine, ...]
    usage: Usage


class Translator(Protocol):
    """An engine. What it has no good translation for it leaves untranslated, with a reason."""

    def translate(self, request: TranslationRequest) -> Translation:
        """Translate an episode.

        Raises:
            EngineError: the engine as a whole cannot work; one bad line is no error.
            UsageError: a setting is wrong.
        """


def untranslated(cue_id: str, reason: str) -> DraftLine:
    """A line that is left to a person."""
    return DraftLine(cue_id=cue_id, text="", origin=LineOrigin.UNTRANSLATED, score=0.0, reason=reason)
