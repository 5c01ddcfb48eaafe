"""Which lines of a series a person should read first, so that an hour of reading is spent where it helps most."""

from __future__ import annotations

from collections import Counter, defaultdict

from reelbridge.model.draft import LineOrigin, Localized, LocalizedLine
from reelbridge.model.finding import Severity
from reelbridge.model.report import ReadFirst, RiskyLine

#: the part of a locale's lines that is read first: 1 of these
SHARE = 10

#: where a line comes from that a person has approved
_APPROVED = frozenset({LineOrigin.DECIDED, LineOrigin.CONTEXT, LineOrigin.EXACT})


class Candidates:
    """Collects the lines of a series, episode by episode, and ranks them."""

    def __init__(self) -> None:
        self._lines: dict[str, list[RiskyLine]] = defaultdict(list)
        self._counts: Counter[str] = Counter()

    def add(self, number: int, localized: Localized) -> None:
        """One episode in one locale."""
        objected = {each.cue_id for each in localized.findings if each.severity is not Severity.NOTE}
        self._counts[localized.locale] += len(localized.lines)
        self._lines[localized.locale] += [
            RiskyLine(episode=number, cue_id=line.cue.id, risk=line.risk)
            for line in localized.lines
            if line.risk and _is_open(line, objected)
        ]

    def read_first(self, locale: str) -> ReadFirst:
        """The worst tenth of a locale, rounded up; lines of equal risk in the order of the series."""
        most = -(-self._counts[locale] // SHARE)
        ranked = sorted(self._lines[locale], key=lambda line: -line.risk)
        return ReadFirst(locale=locale, line_count=self._counts[locale], lines=tuple(ranked[:most]))


def _is_open(line: LocalizedLine, objected: set[str]) -> bool:
    """Whether there is anything to read: a place that matters is no reason where people approved the line."""
    return bool(line.reason) or line.origin not in _APPROVED or line.cue.id in objected
