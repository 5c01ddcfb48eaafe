"""What the server counts, and the truth about every answer: which lines it falsified."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from reelbridge.testing.fake_llm.replies import Completion, Item, Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """One answer that was not right. `ids` are the lines that got no text, or another than the right one."""

    request: int
    fault: str
    locale: str
    ids: tuple[str, ...]
    lines: int


@dataclass(kw_only=True)
class Ledger:
    """Counts since the start or the last `clear`.

    `paid_again`: completions for a request that had been answered with a completion before, to the letter.
    """

    requests: int = 0
    completions: int = 0
    lines: int = 0
    tokens_in: int = 0
    tokens_cached: int = 0
    tokens_out: int = 0
    most_in_flight: int = 0
    paid_again: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    lines_falsified: int = 0
    truths: list[Truth] = field(default_factory=list)
    in_flight: int = 0
    _answered: set[bytes] = field(default_factory=set)

    def clear(self) -> None:
        """Count from zero. What is in flight stays."""
        fresh = Ledger(in_flight=self.in_flight, most_in_flight=self.in_flight)
        self.__dict__.update(fresh.__dict__)

    def begin(self) -> int:
        """A request came in; its number, from 1."""
        self.requests += 1
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        return self.requests

    def end(self) -> None:
        """It is answered, or its client is gone."""
        self.in_flight -= 1

    def note(self, *, request: int, fault: str, locale: str, body: bytes, right: Sequence[Item], reply: Reply) -> None:
        """Record what is about to be answered."""
        self.lines += len(right)
        if isinstance(reply, Completion):
            digest = hashlib.blake2b(body, digest_size=16).digest()
            self.completions += 1
            self.paid_again += digest in self._answered
            self._answered.add(digest)
        if fault:
            self.faults[fault] += 1
        ids = falsified(right, reply)
        if ids:
            self.lines_falsified += len(ids)
            self.truths.append(Truth(request=request, fault=fault, locale=locale, ids=ids, lines=len(right)))

    def plain(self) -> dict[str, Any]:
        """The counts, without the truths."""
        named = ("requests", "completions", "lines", "lines_falsified", "tokens_in", "tokens_cached", "tokens_out")
        counts = {name: getattr(self, name) for name in (*named, "most_in_flight", "paid_again")}
        return counts | {"faults": dict(sorted(self.faults.items()))}

    def render(self) -> str:
        """Counts and truths as JSON."""
        return json.dumps(self.plain() | {"truths": [asdict(truth) for truth in self.truths]}, indent=1)


def falsified(right: Sequence[Item], reply: Reply) -> tuple[str, ...]:
    """Ids of the lines that a reply gives no text, another text, or more than one."""
    given: dict[str, list[str]] = {}
    if isinstance(reply, Completion):
        for item in reply.items:
            given.setdefault(item.id, []).append(item.text)
    return tuple(item.id for item in right if given.get(item.id) != [item.text])
