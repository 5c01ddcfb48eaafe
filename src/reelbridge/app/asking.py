"""Language models for a run: its store of answers, its budget, and what it says while it waits."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from reelbridge.app.workspace import Workspace
from reelbridge.tools.llm.answers import AnswerStore
from reelbridge.tools.llm.desk import Desk
from reelbridge.tools.llm.provider import Provider
from reelbridge.tools.llm.service import LlmService
from reelbridge.translate.engine import LLM


def llm_services(
    workspace: Workspace,
    providers: tuple[Provider, ...],
    *,
    budget_usd: float | None,
    say: Callable[[str], None],
) -> Mapping[str, Callable[[], AbstractAsyncContextManager[LlmService]]]:
    """How a run opens its language models.

    Args:
        budget_usd: the most that the run may spend; None for no limit.
        say: told in one sentence when a service does not answer, and when it does again.
    """

    @asynccontextmanager
    async def open_service() -> AsyncIterator[LlmService]:
        with AnswerStore(workspace.answers) as answers:
            async with Desk(answers=answers, budget_usd=budget_usd, say=say) as desk:
                yield LlmService(desk=desk, answers=answers, providers=providers)

    return {LLM: open_service}
