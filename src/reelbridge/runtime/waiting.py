"""Where steps run that wait for a service: one event loop in the planning process, on a thread of its own.

A service is told once what it may do at a time, and what it has used: with a cluster too, nobody else calls it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Any

from reelbridge.runtime.index import StoredResult
from reelbridge.runtime.worker import StepRequest, run_service_request

#: opens a service on the loop it is used on
Opener = Callable[[], AbstractAsyncContextManager[Any]]

#: steps under way at a time. Each may have several questions open; those behind them wait with nothing loaded.
OPEN_STEPS = 48

#: seconds that closing waits for the answers that are on their way to be written down
CLOSE_SECONDS = 5.0


class WaitingRoom:
    """Starts its loop with the first step; a service is opened when a step first asks for it.

    Args:
        openers: how each service is opened, by name.
    """

    def __init__(self, openers: Mapping[str, Opener]) -> None:
        self._openers = dict(openers)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stack = AsyncExitStack()
        self._services: dict[str, Any] = {}
        self._opening: asyncio.Lock | None = None
        self._places: asyncio.Semaphore | None = None
        self._steps: set[asyncio.Task[Any]] = set()

    def submit(self, request: StepRequest) -> Future[StoredResult]:
        """Run a step; it starts in its turn."""
        return self._call(self._run(request))

    def close(self) -> None:
        """Stop what runs, and close the services."""
        if self._loop is None or self._thread is None:
            return
        try:
            self._call(self._wind_up()).result(timeout=CLOSE_SECONDS)
        except TimeoutError:
            return  # a daemon thread: it ends with the process
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._loop = self._thread = None

    def _call(self, work: Coroutine[Any, Any, Any]) -> Future[Any]:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._loop.run_forever, name="waiting-room", daemon=True)
            self._thread.start()
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _run(self, request: StepRequest) -> StoredResult:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  # it runs as one
        self._steps.add(task)
        task.add_done_callback(self._steps.discard)
        if self._places is None:
            self._places = asyncio.Semaphore(OPEN_STEPS)
        async with self._places:
            return await run_service_request(request, await self._service(request.step.service))

    async def _service(self, name: str) -> Any:
        self._opening = self._opening or asyncio.Lock()
        async with self._opening:
            if name not in self._services:
                self._services[name] = await self._stack.enter_async_context(self._openers[name]())
        return self._services[name]

    async def _wind_up(self) -> None:
        # only the steps: what a service still has under way is its own to end
        steps = tuple(self._steps)
        for task in steps:
            task.cancel()
        await asyncio.gather(*steps, return_exceptions=True)
        await self._stack.aclose()
