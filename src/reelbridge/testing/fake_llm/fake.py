"""The server on a thread of its own, for a `with` in a test."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from reelbridge.formats.tbx import parse_tbx
from reelbridge.formats.tmx import parse_tmx
from reelbridge.model.memory import Memory
from reelbridge.model.term import TermBase
from reelbridge.testing.fake_llm.asked import Asked
from reelbridge.testing.fake_llm.faults import find_fault, spread
from reelbridge.testing.fake_llm.ledger import Ledger
from reelbridge.testing.fake_llm.server import FORMATS, MODEL, Answering, FakeLlmOptions, Server, Step
from reelbridge.testing.fake_llm.table import Table

#: a test does not wait a second because a busy server says so
_RETRY_AFTER_S = 0.01


def read_table(memories: tuple[Path, ...] = (), terms: tuple[Path, ...] = ()) -> Table:
    """A table of TMX and TBX files.

    Raises:
        ParseError: a file is none.
        OSError: a file cannot be read.
    """
    table = Table()
    for path in memories:
        table.add_memory(parse_tmx(path.read_bytes()))
    for path in terms:
        table.add_terms(parse_tbx(path.read_bytes()))
    return table


class FakeLlm:
    """An OpenAI-compatible model that answers from a translation memory. Use it in a `with`; nothing leaves loopback.

        with FakeLlm(memory=Path("memory.tmx")) as fake:
            fake.script("dropped-line", "429")
            ...  # a client at fake.base_url, asking for fake.model
            assert fake.ledger.requests == 3

    Args:
        memory: a TMX file, or one that is read; without it every text is made up.
        terms: a TBX file, or one that is read: how the memory's texts render terms.
        latency_s: before every answer.
        faults: name -> share of requests, drawn by `seed` and the request; "all" spreads over every fault.
        seed: another seed, other faults.
        key: the key it wants; None takes any.
        model: the model it knows; None takes any.
        formats: types of `response_format` it accepts.
    """

    def __init__(
        self,
        memory: Path | Memory | None = None,
        *,
        terms: Path | TermBase | None = None,
        latency_s: float = 0.0,
        faults: Mapping[str, float] | None = None,
        seed: int = 0,
        key: str | None = None,
        model: str | None = MODEL,
        formats: tuple[str, ...] = FORMATS,
    ) -> None:
        table = Table()
        if memory is not None:
            table.add_memory(parse_tmx(memory.read_bytes()) if isinstance(memory, Path) else memory)
        if terms is not None:
            table.add_terms(parse_tbx(terms.read_bytes()) if isinstance(terms, Path) else terms)
        options = FakeLlmOptions(
            latency_s=latency_s,
            faults=spread(faults or {}),
            seed=seed,
            key=key,
            model=model,
            formats=formats,
            retry_after_s=_RETRY_AFTER_S,
            is_recording=True,
        )
        self._server = Server(answering=Answering(table=table, options=options))
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopped: asyncio.Event | None = None
        self._is_ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="fake-llm", daemon=True)

    def __enter__(self) -> FakeLlm:
        self._thread.start()
        self._is_ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._loop is not None and self._stopped is not None  # noqa: S101  # set before it was ready
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()

    async def _run(self) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        await self._server.start()
        self._is_ready.set()
        await self._stopped.wait()
        await self._server.stop()

    @property
    def base_url(self) -> str:
        """What a client is told."""
        return self._server.base_url

    @property
    def model(self) -> str:
        """The model to ask for."""
        return self._server.answering.options.model or MODEL

    @property
    def asked(self) -> list[Asked]:
        """Every request for a completion, as it arrived."""
        return self._server.answering.asked

    @property
    def ledger(self) -> Ledger:
        """What was counted, and which lines were falsified."""
        return self._server.answering.ledger

    @property
    def table(self) -> Table:
        """What it answers from; a test may add to it."""
        return self._server.answering.table

    def script(self, *steps: Step) -> None:
        """Faults for the next requests, in order: names, "" for none, or functions of an `Exchange`. What comes after
        the last is answered as usual.

        Raises:
            UnknownNameError: a name that is none; the message lists them.
        """
        for step in steps:
            if isinstance(step, str) and step:
                find_fault(step)
        self._server.answering.script.extend(steps)

    def answer_document(self, schema_name: str, make: Callable[[Asked], Any]) -> None:
        """What is answered where not lines but a document of this schema is asked for. Without it: the smallest."""
        self._server.answering.documents[schema_name] = make
