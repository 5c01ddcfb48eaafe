"""What can be wrong with a model's answer to one line, and the verdict on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """What is wrong. The first group makes an answer unusable, the second is a finding on one that can be shown."""

    MISSING = "missing"
    EMPTY = "empty"
    FORM = "form"  # not id, start, translation
    TWICE = "twice"  # two different answers
    OTHER_LINE = "other-line"  # the start of another line was copied
    ECHO = "echo"
    SOURCE_LEFT = "source-left"
    SIMPLIFIED = "simplified"
    SCRIPT = "script"
    LANGUAGE = "language"
    NEIGHBOUR = "neighbour"  # the same text as the line beside it
    MERGED = "merged"  # may hold two lines
    SHIFTED = "shifted"

    NUMBER = "number"
    TERM = "term"
    FORBIDDEN = "forbidden"
    LONG = "long"
    SHORT = "short"

    @property
    def is_hard(self) -> bool:
        """Whether the answer cannot be shown to a viewer."""
        return self not in _SOFT


_SOFT = frozenset((Problem.NUMBER, Problem.TERM, Problem.FORBIDDEN, Problem.LONG, Problem.SHORT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong. `message` goes back to the model, and is shown to a person."""

    kind: Problem
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of one line.

    Attributes:
        text: the translation if it can be shown to a viewer, even with a problem; else empty.
        rejected: what was answered, where there is a problem with it.
        problem: what is wrong, in words for the model and for a person; None for a good answer.
        kind: what is wrong, for programs.
    """

    text: str = ""
    rejected: str = ""
    problem: str | None = None
    kind: Problem | None = None

    @classmethod
    def lost(cls, problem: str) -> Verdict:
        """The verdict on a line of a request that was not answered at all."""
        return cls(problem=problem, kind=Problem.MISSING)

    @property
    def is_usable(self) -> bool:
        """Whether the line can be shown to a viewer."""
        return bool(self.text)


def verdict_on(text: str, fault: Fault | None) -> Verdict:
    """The verdict on an answer with at most one fault."""
    if fault is None:
        return Verdict(text=text)
    shown = "" if fault.kind.is_hard else text
    return Verdict(text=shown, rejected=text, problem=fault.message, kind=fault.kind)
