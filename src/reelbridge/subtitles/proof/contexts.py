"""Which characters stand between which others in a series: the only knowledge a vote has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: the longest words that are looked at together with what stands in their middle: names have 2 to 4 characters
_LONGEST = 4
#: characters of a run: what no punctuation, space or end of a row parts
_RUN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One place and what stands around it: `before` and `after` together are one to three characters."""

    before: str
    after: str

    @property
    def size(self) -> int:
        """The characters of the window, that of the place among them."""
        return len(self.before) + 1 + len(self.after)

    @property
    def is_inside(self) -> bool:
        """Whether the place has neighbours on both sides in the window."""
        return bool(self.before and self.after)


def windows(text: str, at: int) -> Iterator[Window]:
    """All windows around a place in a text, inside its run."""
    run = next((run for run in _RUN.finditer(text) if run.start() <= at < run.end()), None)
    if run is not None:
        yield from _windows(run.group(), at - run.start())


def _windows(run: str, at: int) -> Iterator[Window]:
    for size in range(2, _LONGEST + 1):
        for start in range(max(0, at + 1 - size), min(at, len(run) - size) + 1):
            yield Window(before=run[start:at], after=run[at + 1 : start + size])


class Contexts:
    """The counts of a series.

    Args:
        texts: the lines to count.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._chars: Counter[str] = Counter()
        self._seen: dict[tuple[str, str], Counter[str]] = {}
        for text in texts:
            for run in _RUN.findall(text):
                self._chars.update(run)
                for at, char in enumerate(run):
                    for window in _windows(run, at):
                        self._seen.setdefault((window.before, window.after), Counter())[char] += 1
        self._shares: dict[frozenset[str], float] = {}

    def count(self, char: str) -> int:
        """How often a character stands anywhere."""
        return self._chars[char]

    def in_window(self, window: Window) -> Counter[str]:
        """How often which characters stand in a window."""
        return self._seen.get((window.before, window.after), Counter())

    def shared(self, one: str, other: str) -> float:
        """The share of the rarer character's neighbours that are also neighbours of the other, 0 to 1.

        Near 1 for characters that stand for each other (他 and 她), near 0 for 己 and 已.
        """
        pair = frozenset((one, other))
        if pair not in self._shares:
            pairs = [
                (found[one], found[other])
                for (before, after), found in self._seen.items()
                if len(before) + len(after) == 1 and (found[one] or found[other])
            ]
            least = min(sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs))
            self._shares[pair] = sum(map(min, pairs)) / max(1, least)
        return self._shares[pair]
