"""Every error Reelbridge raises, as one tree.

    ReelbridgeError
    |- UsageError             the request cannot be meant: exit code 2
    |  |- ConfigError         series.toml or an environment variable
    |  `- UnknownNameError    a name that is in no registry
    |- InputError             a file from outside is not what it should be
    |  |- MediaError          a video or sound file
    |  `- ParseError          a text file: subtitles, memory, terms
    |- EngineError            a model, service or library that does the work
    |  |- EngineMissingError  not installed: the message names the install line
    |  |- EngineUnavailableError  did not answer: retryable
    |  |  `- EngineDownError  nobody is there to ask
    |  |- RequestRefusedError     will not answer this request; another it may
    |  |- AnswerError         answered something that cannot be used
    |  `- BudgetError         going on might cost more than was allowed: retryable
    |- ToolError              ffmpeg and friends ended badly
    `- StoreError             the disk: full, read-only, or a result is gone

A message says what, the value, what is allowed; `hint` says what to do next. Errors cross processes, so they pickle.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def _rebuild(cls: type[ReelbridgeError], args: tuple[Any, ...], state: dict[str, Any]) -> ReelbridgeError:
    error = cls.__new__(cls)
    error.args = args
    error.__dict__.update(state)
    return error


class ReelbridgeError(Exception):
    """Root of the tree.

    Args:
        message: one sentence for a person: what, the value, what is allowed.
        hint: what to do next, or None.
    """

    #: whether running the same thing again may succeed
    retryable: bool = False

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\nhint: {self.hint}" if self.hint else self.message

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.args, dict(self.__dict__)))


class UsageError(ReelbridgeError):
    """The request itself is wrong."""


class ConfigError(UsageError):
    """A setting is wrong; the message names the file and the key."""


class UnknownNameError(UsageError):
    """A name is in no table; the message lists the known ones."""

    def __init__(self, kind: str, name: str, known: Iterable[str], *, hint: str | None = None) -> None:
        self.kind, self.name, self.known = kind, name, tuple(sorted(known))
        super().__init__(f"{kind} {name!r} is unknown; known: {', '.join(self.known)}", hint=hint)


class InputError(ReelbridgeError):
    """Something from outside is not what it should be."""


class MediaError(InputError):
    """A video or sound file cannot be used."""


class ParseError(InputError):
    """A text file cannot be understood."""


class EngineError(ReelbridgeError):
    """An engine could not do its work."""


class EngineMissingError(EngineError):
    """A named engine is not installed."""


class EngineUnavailableError(EngineError):
    """An engine did not answer."""

    retryable = True


class EngineDownError(EngineUnavailableError):
    """Nobody is there: no other request would fare better."""


class RequestRefusedError(EngineError):
    """An engine will not answer this request, however often it is asked: it may be too long."""


class AnswerError(EngineError):
    """An engine answered something that cannot be used."""


class BudgetError(EngineError):
    """Going on might cost more than was allowed."""

    retryable = True


class ToolError(ReelbridgeError):
    """A program such as ffmpeg ended badly."""


class StoreError(ReelbridgeError):
    """Results cannot be written or read."""
