"""A desk where questions about a bible get the answers that a test wrote down."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from reelbridge.tools.llm.provider import Provider
from reelbridge.tools.llm.request import LlmAnswer, LlmRequest, answer_key

PROVIDER = Provider(model="sample-model", base_url="http://127.0.0.1:9/v1")

#: makes the content of an answer: an object, or a text that is no such thing
Answers = Callable[[LlmRequest], Any]

EMPTY_PART: dict[str, Any] = {"characters": [], "addresses": [], "entries": [], "episodes": [], "secrets": []}
EMPTY_MERGE: dict[str, Any] = {"same": [], "same_secrets": [], "synopsis": ""}


def nothing(request: LlmRequest) -> Any:
    return {"bible_part": EMPTY_PART, "bible_merge": EMPTY_MERGE, "bible_forms": {"forms": []}}[request.schema_name]


class ScriptedDesk:
    """Answers by the name of the schema; what has no function gets an empty answer.

    An answer that is the text `CUT` or `REFUSED` is one of those.
    """

    def __init__(self, **answers: Answers) -> None:
        self.asked: list[LlmRequest] = []
        self.forgotten: list[str] = []
        self._answers = answers

    async def ask(self, request: LlmRequest) -> LlmAnswer:
        self.asked.append(request)
        content = self._answers.get(request.schema_name, nothing)(request)
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        return LlmAnswer(
            key=answer_key(request),
            text=text,
            is_cut=content == "CUT",
            refusal="this is violent" if content == "REFUSED" else "",
            tokens_in=10,
            tokens_out=10,
            tokens_cached=0,
            cost_usd=None,
        )

    def forget(self, keys: tuple[str, ...]) -> None:
        self.forgotten.extend(keys)


def payload(request: LlmRequest) -> Any:
    return json.loads(request.user)
