"""What became of every line: right, lost, shifted, silently wrong, or left to a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from benchmarks.translating.corpus import Result, Said
from benchmarks.translating.series import Episode
from reelbridge.core.text import fold

#: how far away a line is a neighbour
NEAR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of lines. `lost`: no text. `shifted`: the text of a neighbour. `silent`: any other wrong text that nobody
    is told about. `flagged`: wrong, and a person is told. `alarms`: right, and a person is told all the same."""

    lines: int = 0
    right: int = 0
    lost: int = 0
    shifted: int = 0
    silent: int = 0
    flagged: int = 0
    alarms: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(**{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)})


def score(series: Iterable[Episode], result: Result) -> Score:
    """Every line of a result against the series."""
    episodes = {episode.name: episode for episode in series}
    total = Score()
    for (name, locale), said in result.lines.items():
        truths = [fold(line.texts[locale]) for line in episodes[name].lines]
        if len(truths) != len(said):
            raise SystemExit(f"{name}/{locale}: {len(said)} lines came back of {len(truths)}")
        total += score_episode(truths, said)
    return total


def score_episode(truths: list[str], said: tuple[Said, ...]) -> Score:
    """Every line of one episode; `truths` are folded."""
    counts = dict.fromkeys((each.name for each in fields(Score)), 0)
    counts["lines"] = len(truths)
    for place, each in enumerate(said):
        counts[fate(truths, place, each)] += 1
        if each.note and fold(each.text) == truths[place]:
            counts["alarms"] += 1
    return Score(**counts)


def fate(truths: list[str], place: int, said: Said) -> str:
    """What became of one line, by the name of its count; `truths` are folded."""
    text = fold(said.text)
    if not said.text.strip():
        return "lost"
    if text == truths[place]:
        return "right"
    if text in (*truths[max(0, place - NEAR) : place], *truths[place + 1 : place + 1 + NEAR]):
        return "shifted"
    return "flagged" if said.note else "silent"


def not_right(series: Iterable[Episode], result: Result) -> Iterator[str]:
    """Every line that is wrong, missing or flagged, for a person to read."""
    episodes = {episode.name: episode for episode in series}
    for (name, locale), said in result.lines.items():
        lines = episodes[name].lines
        truths = [fold(line.texts[locale]) for line in lines]
        for place, (line, each) in enumerate(zip(lines, said, strict=True)):
            found = fate(truths, place, each)
            if found != "right" or each.note:
                where = f"{name}/{locale} {place + 1}"
                yield f"{where} {found}: {line.source!r} -> {each.text!r} not {line.texts[locale]!r}; {each.note}"
