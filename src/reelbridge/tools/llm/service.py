"""Language models as a service to steps: who may be asked how much, where questions go, what was answered before."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.tools.llm.answers import AnswerStore
from reelbridge.tools.llm.desk import Desk
from reelbridge.tools.llm.provider import Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmService:
    """What a step that asks a model is given. `providers` are those of the series, with their limits and prices."""

    desk: Desk
    answers: AnswerStore
    providers: tuple[Provider, ...]

    def provider(self, model: str, base_url: str) -> Provider:
        """The provider of a model at an address; one with no limits of its own where the series names none."""
        for provider in self.providers:
            if (provider.model, provider.base_url) == (model, base_url):
                return provider
        return Provider(model=model, base_url=base_url)
