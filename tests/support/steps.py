"""Tiny steps for tests of the runtime: sums and files instead of films."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from reelbridge.core.errors import EngineError, MediaError
from reelbridge.graph.step import NoParams, Step, Work
from reelbridge.model.media import FileRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    SCHEMA: ClassVar[str] = "number.1"
    value: int
    file: FileRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddParams:
    """`log` is a file that gets a line for every call; `wait_for` a file whose arrival ends a pause."""

    amount: int
    log: str = ""
    wait_for: str = ""
    breaks: str = ""


class ForeignError(Exception):
    """An error of another library that pickles and does not come out of it."""

    def __init__(self, *, key: str) -> None:
        super().__init__(key)


def add(work: Work, params: AddParams, *, number: Number) -> Number:
    if params.log:
        with Path(params.log).open("a") as stream:
            stream.write(f"{number.value}+{params.amount} {os.getpid()}\n")
    while params.wait_for and not Path(params.wait_for).exists():
        time.sleep(0.01)
    if params.breaks == "foreign":
        try:
            raise ForeignError(key="value")
        except ForeignError as error:
            raise MediaError("the film is foreign") from error
    if params.breaks == "media":
        raise MediaError(f"number {number.value} is no film", hint="bring another")
    if params.breaks == "unforeseen":
        raise ZeroDivisionError("division by zero")
    path = work.folder / "sum.txt"
    path.write_text(str(number.value + params.amount))
    return Number(value=number.value + params.amount, file=work.keep(path))


def total(work: Work, params: NoParams, *, numbers: tuple[Number, ...]) -> Number:
    read = [int(work.path(number.file).read_text()) for number in numbers if number.file]
    return Number(value=sum(read))


def parity(work: Work, params: NoParams, *, number: Number) -> Number:
    return Number(value=number.value % 2)


ADD = Step(
    name="test.add",
    version=1,
    run="support.steps:add",
    params=AddParams,
    inputs=(("number", Number),),
    output=Number,
)
TOTAL = Step(
    name="test.total",
    version=1,
    run="support.steps:total",
    params=NoParams,
    inputs=(("numbers", tuple[Number, ...]),),
    output=Number,
)
PARITY = Step(
    name="test.parity",
    version=1,
    run="support.steps:parity",
    params=NoParams,
    inputs=(("number", Number),),
    output=Number,
    is_inline=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a teller said; one that was unsure is asked again in the next run."""

    SCHEMA: ClassVar[str] = "reply.1"
    value: int
    is_sure: bool = True


class Teller:
    """A service: doubles a number once everyone who is expected has asked, and remembers how it was used."""

    def __init__(self, expected: int = 1) -> None:
        self.expected, self.asked, self.opened, self.closed, self.threads = expected, 0, 0, 0, set[str]()
        self.all_here = asyncio.Event()
        self.is_sure = True

    async def double(self, value: int) -> Reply:
        self.asked += 1
        self.threads.add(threading.current_thread().name)
        if self.asked >= self.expected:
            self.all_here.set()
        await self.all_here.wait()
        return Reply(value=2 * value, is_sure=self.is_sure)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Teller]:
        self.opened += 1
        yield self
        self.closed += 1


async def consult(work: Work, params: NoParams, teller: Teller, *, number: Number) -> Reply:
    if number.value < 0:
        raise EngineError("the teller knows no number below zero")
    return await teller.double(number.value)


CONSULT = Step(
    name="test.consult",
    version=1,
    run="support.steps:consult",
    params=NoParams,
    inputs=(("number", Number),),
    output=Reply,
    service="teller",
    final_by="is_sure",
)
