"""What a translator is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from reelbridge.model.brief import Brief
from reelbridge.model.cue import CueList
from reelbridge.model.draft import Draft, DraftLine, LineOrigin, Usage
from reelbridge.model.market import Market
from reelbridge.model.media import MediaInfo
from reelbridge.model.memory import Recall, RenderingList
from reelbridge.model.term import TermList
from reelbridge.tools.llm.service import LlmService

#: the service that engines wait for which talk to a language model
LLM = "llm"


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationRequest:
    """One episode into one locale.

    Attributes:
        draft: what is translated already; an engine is asked for the lines that are not.
        recall: one entry per cue, in order; `renderings`, `terms` and `brief` are in `locale`.
        media: the episode's video: how long a line may stay.
        topic: the episode and the locale, as the accounts name them: `e001/ja`.
        model: of an engine that talks to a service; `base_url` its address.
        folder: of an engine that loads a model from the disk.
        looks_twice: ask a second time for the lines most in doubt.
        is_followed: another engine comes after this one for what it leaves out.
    """

    cues: CueList
    draft: Draft
    recall: Recall
    renderings: RenderingList
    terms: TermList
    brief: Brief
    market: Market
    media: MediaInfo
    source_locale: str
    locale: str
    topic: str = ""
    model: str = ""
    base_url: str = ""
    folder: str = ""
    looks_twice: bool = False
    is_followed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """An engine's lines, one per cue, and what it used to make them.

    Not `is_final`: it left out lines that it may translate when it is asked another time.
    """

    lines: tuple[DraftLine, ...]
    usage: Usage = field(default_factory=Usage)
    is_final: bool = True


class Translator(Protocol):
    """An engine. What it has no good translation for it leaves untranslated, with a reason.

    `service` names what it waits for (`llm`), or is empty for one that works where it is called.
    """

    service: str

    async def translate(self, request: TranslationRequest, service: LlmService | None) -> Translation:
        """Translate the lines of an episode that have no translation yet; the others are given back as they are.

        Args:
            request: the episode.
            service: what it waits for; None for an engine that names none.

        Raises:
            EngineError: the engine as a whole cannot work; one bad line is no error.
            UsageError: a setting is wrong.
        """


def untranslated(cue_id: str, reason: str) -> DraftLine:
    """A line that is left to a person."""
    return DraftLine(cue_id=cue_id, text="", origin=LineOrigin.UNTRANSLATED, score=0.0, reason=reason)
