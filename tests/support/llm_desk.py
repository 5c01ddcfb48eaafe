"""Questions for a model, and a desk that asks a fake one."""

from __future__ import annotations

import asyncio
import json
import socket
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from reelbridge.testing.fake_llm import FakeLlm
from reelbridge.tools.llm.answers import AnswerStore
from reelbridge.tools.llm.desk import Desk
from reelbridge.tools.llm.patience import PATIENCE, Patience
from reelbridge.tools.llm.provider import Provider
from reelbridge.tools.llm.request import LlmAnswer, LlmRequest
from support.virtual_clock import VirtualClock

T = TypeVar("T")


def provider_of(fake: FakeLlm, **more: Any) -> Provider:
    return Provider(**{"model": fake.model, "base_url": fake.base_url} | more)


def question(provider: Provider, number: int = 1, *, sample: int = 0, topic: str = "e001/de") -> LlmRequest:
    """A question that the fake understands; another number is another question."""
    user = json.dumps({"locale": "de", "lines": [[1, f"我有{number}块钱", 40]]}, ensure_ascii=False)
    return LlmRequest(
        provider=provider,
        system="Translate.",
        user=user,
        schema_name="lines",
        schema={"type": "object"},
        max_tokens_out=100,
        sample=sample,
        topic=topic,
    )


def free_url() -> str:
    """An address where nobody is."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/v1"


@asynccontextmanager
async def open_desk(
    store: Path | None = None,
    *,
    budget_usd: float | None = None,
    say: Callable[[str], None] = lambda _: None,
    patience: Patience = PATIENCE,
    clock: VirtualClock | None = None,
) -> AsyncIterator[Desk]:
    """A desk whose waits cost nothing; its store is in a file of its own unless one is named."""
    with tempfile.TemporaryDirectory() as folder, AnswerStore(store or Path(folder) / "answers.sqlite") as answers:
        desk = Desk(answers=answers, budget_usd=budget_usd, say=say, patience=patience, clock=clock or VirtualClock())
        async with desk:
            yield desk


def ask(request: LlmRequest, store: Path | None = None, **options: Any) -> LlmAnswer:
    """One question at a desk of its own."""

    async def run() -> LlmAnswer:
        async with open_desk(store, **options) as desk:
            return await desk.ask(request)

    return asyncio.run(run())


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(coroutine)
