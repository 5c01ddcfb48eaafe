"""Where steps run: threads of this process by default, a Dask cluster when its address is given. Those that wait for a
service run in this process in any case.

Dask is started at the first step that has to run: a run that finds everything in the store never pays for it.
"""

from __future__ import annotations

import logging
import queue
from collections.abc import Mapping
from concurrent.futures import CancelledError
from concurrent.futures import Future as LocalFuture
from typing import TYPE_CHECKING, Any

from reelbridge.core.errors import EngineUnavailableError, ReelbridgeError, ToolError
from reelbridge.runtime.index import StoredResult
from reelbridge.runtime.waiting import Opener, WaitingRoom
from reelbridge.runtime.worker import StepRequest, run_request

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECT_TIMEOUT_SECONDS = 10


class Pool:
    """A place that runs steps. Use it as a context manager.

    Args:
        jobs: steps at a time in this process.
        scheduler: `tcp://host:port` of a Dask scheduler, or None for this process.
        services: how the services that steps wait for are opened, by name.
    """

    def __init__(
        self, *, jobs: int, scheduler: str | None = None, services: Mapping[str, Opener] | None = None
    ) -> None:
        self._jobs, self._scheduler = jobs, scheduler
        self._waiting = WaitingRoom(services or {})
        self._client: Client | None = None
        self._cluster: Any = None
        self._running: dict[str, Future[StoredResult] | LocalFuture[StoredResult]] = {}
        self._done: queue.SimpleQueue[str] = queue.SimpleQueue()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._waiting.close()
        finally:
            self._close_dask()

    def _close_dask(self) -> None:
        if self._client is None:
            return
        self._client.cancel([future for future in self._running.values() if not isinstance(future, LocalFuture)])
        if self._running and self._cluster is not None:
            return  # a thread cannot be stopped: closing would wait for the steps that run, minutes perhaps
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()

    @property
    def is_busy(self) -> bool:
        """Whether a step is waited for."""
        return bool(self._running)

    def submit(self, node_id: str, request: StepRequest) -> None:
        """Run a step as soon as a worker is free. Steps start in the order they are handed in."""
        future: Future[StoredResult] | LocalFuture[StoredResult]
        if request.step.service:
            future = self._waiting.submit(request)
        else:
            client = self._client or self._start()
            # pure=False: the store decides what is the same, not Dask
            future = client.submit(run_request, request, pure=False, key=f"{request.step.name}-{node_id}-{id(request)}")
        self._running[node_id] = future
        future.add_done_callback(lambda _: self._done.put(node_id))

    def next_done(self) -> tuple[str, StoredResult | ReelbridgeError]:
        """Wait for a step; its node and how it ended.

        Raises:
            EngineUnavailableError: the scheduler is gone, and with it every step that was running.
        """
        node_id = self._done.get()
        future = self._running.pop(node_id)
        try:
            error = future.exception()
            result = None if error else future.result()
        except (CancelledError, OSError) as lost:
            if isinstance(future, LocalFuture):
                return node_id, EngineUnavailableError("the run was stopped before this was answered")
            raise self._scheduler_lost() from lost
        if isinstance(error, CancelledError):  # Dask gives it back in some versions and raises it in others
            raise self._scheduler_lost()
        if isinstance(error, ReelbridgeError):
            return node_id, error
        if result is None:
            return node_id, ToolError(f"the worker was lost: {error}", hint="run again; what is done is kept")
        return node_id, result

    def _scheduler_lost(self) -> EngineUnavailableError:
        return EngineUnavailableError(
            f"the Dask scheduler at {self._scheduler} was lost",
            hint="start it again and run again; what is done is kept",
        )

    def _start(self) -> Client:
        from distributed import Client, LocalCluster

        # Dask logs every lost connection; what matters to a person comes back as an error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        if self._scheduler:
            try:
                self._client = Client(self._scheduler, timeout=CONNECT_TIMEOUT_SECONDS, set_as_default=False)
            except (OSError, ValueError) as error:
                raise EngineUnavailableError(
                    f"no Dask scheduler answers at {self._scheduler!r}",
                    hint="start one with `dask scheduler`, or leave out --scheduler to run here",
                ) from error
            return self._client
        self._cluster = LocalCluster(
            n_workers=1,
            threads_per_worker=self._jobs,
            processes=False,
            dashboard_address=None,
            memory_limit=0,
            silence_logs=logging.CRITICAL,
            # Dask serves its state over HTTP in any case: any free port will do, and nobody else's business
            scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
        )
        self._client = Client(self._cluster, set_as_default=False)
        return self._client


class DryPool:
    """A pool that runs nothing: what is handed in stays undone, and so does all that needs it."""

    is_busy = False

    def submit(self, node_id: str, request: StepRequest) -> None:
        """Do nothing."""

    def next_done(self) -> tuple[str, StoredResult | ReelbridgeError]:
        """There is never anything to wait for."""
        raise ReelbridgeError("a dry run has nothing to wait for")
