"""A question for a model, and what came back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reelbridge.core.hashing import digest_bytes
from reelbridge.tools.llm.provider import Provider

#: tokens that an endpoint puts around the messages and the schema; OpenAI's own count is 3 a message and 3 for the
#: answer (OpenAI cookbook, "How to count tokens with tiktoken"), chat templates of open models take up to about 40
FRAMING_TOKENS = 64

#: tokens a model may think before it answers, on top of the answer: what models that think use for a page of text with
#: little or medium effort. Without room for it their answers end before they begin.
THINKING_TOKENS = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmRequest:
    """One question.

    Attributes:
        schema: the JSON schema that the answer should follow.
        max_tokens_out: the most tokens that the answer may have. It is sent along, with room for thinking on top, so
            that a model that never ends is stopped; the budget reserves the price of all of them.
        sample: 0, or 1 to have the same question answered once more.
        topic: who pays: `e001/ja`, `series/bible`.
    """

    provider: Provider
    system: str
    user: str
    schema_name: str
    schema: Mapping[str, Any]
    max_tokens_out: int
    sample: int = 0
    topic: str = ""

    @property
    def most_tokens_in(self) -> int:
        """At least as many tokens as are sent: the tokenizers of today's models work on bytes, so a token is one byte
        of UTF-8 or more (byte-level BPE, Radford et al. 2019; SentencePiece with byte fallback)."""
        texts = (self.system, self.user, json.dumps(self.schema, ensure_ascii=False))
        return sum(most_tokens(text) for text in texts) + FRAMING_TOKENS

    @property
    def most_tokens_out(self) -> int:
        """The most tokens that may come back."""
        return self.max_tokens_out + THINKING_TOKENS


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmAnswer:
    """What a model wrote. An answer that is cut, refused or empty is an answer too.

    Attributes:
        key: of the question, see `answer_key`.
        is_cut: it ran out of room.
        refusal: the model's own words, or empty.
        tokens_cached: those of `tokens_in` that the provider had read before.
        cost_usd: None where the price is not known.
    """

    key: str
    text: str
    is_cut: bool
    refusal: str
    tokens_in: int
    tokens_out: int
    tokens_cached: int
    cost_usd: float | None


def answer_key(request: LlmRequest) -> str:
    """What makes a question the same question: the model, where it is, every word, and which sample of it."""
    provider = request.provider
    whole = [
        provider.model,
        provider.url,
        request.system,
        request.user,
        request.schema_name,
        request.schema,
        request.sample,
    ]
    return digest_bytes(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode(errors="surrogatepass"))


def most_tokens(text: str) -> int:
    """The most tokens that a text can be: its bytes in UTF-8."""
    return len(text.encode(errors="replace"))
