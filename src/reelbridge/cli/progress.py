"""Long pieces of work as the command line shows them: bars with an estimate on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Protocol

from reelbridge.cli.console import say
from reelbridge.core.time import format_clock

#: seconds between two plain lines: often enough to see that it goes on, seldom enough for a log
_PLAIN_SECONDS = 10.0
#: an estimate out of less than this share of the work is a guess
_MIN_SHARE = 0.02


class Progress(Protocol):
    """Shows pieces of work, one after the other. Use it as a context manager."""

    def __enter__(self) -> Progress: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def piece(self, title: str) -> Callable[[float], None]:
        """A function to be told the share that is done, 0 to 1.

        Its first call says that the piece has begun and the one before is done: a request that is refused before
        shows nothing but the refusal.
        """


def make_progress() -> Progress:
    """The one that fits where standard error goes."""
    return BarProgress() if sys.stderr.isatty() else PlainProgress()


class PlainProgress:
    """A line every ten seconds."""

    def piece(self, title: str) -> Callable[[float], None]:
        began = said = 0.0

        def tell(share: float) -> None:
            nonlocal began, said
            now = time.monotonic()
            if not began:
                began = said = now
                say(title)
            elif now - said >= _PLAIN_SECONDS and share >= _MIN_SHARE:
                said = now
                left_s = (now - began) * (1 - share) / share
                say(f"{title}: {share:.0%}, about {format_clock(round(left_s * 1000))} to go")

        return tell

    def __enter__(self) -> PlainProgress:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class BarProgress:
    """A bar for each piece. It runs to and fro until the first share is known: the work has begun by then."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=28),
            TaskProgressColumn(),
            TimeRemainingColumn(compact=True, elapsed_when_finished=True),
            console=Console(stderr=True),
        )
        self._task: TaskID | None = None

    def piece(self, title: str) -> Callable[[float], None]:
        task = None

        def tell(share: float) -> None:
            nonlocal task
            if task is None:
                self._finish()
                task = self._task = self._progress.add_task(title, total=None)
            if share > 0:
                self._progress.update(task, total=1.0, completed=share)

        return tell

    def __enter__(self) -> BarProgress:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._finish()
        self._progress.stop()

    def _finish(self) -> None:
        if self._task is not None:
            self._progress.update(self._task, total=1.0, completed=1.0)
