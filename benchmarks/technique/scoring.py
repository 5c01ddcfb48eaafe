"""Counting what was found, missed and imagined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.technique.answer import Found
from benchmarks.technique.truth import Boundary, EventKind, Film

#: frames that a boundary may be off
TOLERANCE = 2
#: frames between a subtitle's change and anything else, for an alarm to be its own
_APART = 6


@dataclass
class Count:
    """Boundaries there are, those found, and findings that are none."""

    true: int = 0
    found: int = 0
    false: int = 0

    @property
    def recall(self) -> float:
        """Part of what there is that was found."""
        return self.found / self.true if self.true else 1.0

    @property
    def precision(self) -> float:
        """Part of what was found that is there."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.found / (self.true + self.found + self.false) if self.true + self.found + self.false else 1.0

    def add(self, other: Count) -> None:
        """Take another film's count in."""
        self.true += other.true
        self.found += other.found
        self.false += other.false


@dataclass
class Score:
    """Of one film or many.

    Attributes:
        cuts: a finding counts for a cut within two frames of it. A finding that is nothing counts here, unless its
            column calls it gradual.
        gradual: a finding counts for a gradual transition if it lies in it, or within two frames of it; a second one
            in the same transition counts as false.
        exact: gradual transitions of which the kind and both ends are right to within two frames.
        every: all boundaries together, whatever a column calls them.
        by_kind: gradual transitions by kind: there are, found.
        events: events inside shots by kind: there are, mistaken for a boundary.
        offsets: frames between each found cut and where it is.
    """

    cuts: Count = field(default_factory=Count)
    gradual: Count = field(default_factory=Count)
    exact: Count = field(default_factory=Count)
    every: Count = field(default_factory=Count)
    by_kind: dict[str, Count] = field(default_factory=dict)
    events: dict[EventKind, list[int]] = field(default_factory=dict)
    offsets: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What became of each boundary, and what is left over."""

    pairs: tuple[tuple[Boundary, Found | None], ...]
    false: tuple[Found, ...]
    doubles: tuple[Found, ...]


def match(film: Film, found: Sequence[Found]) -> Match:
    """Give each boundary one finding at most, cuts first, the nearest first."""
    left = list(found)
    taken: dict[int, Found] = {}
    options = sorted(
        (abs(each.frame - boundary.start_frame), number, place)
        for number, boundary in enumerate(film.boundaries)
        if not boundary.is_gradual
        for place, each in enumerate(found)
        if abs(each.frame - boundary.start_frame) <= TOLERANCE
    )
    for _, number, place in options:
        if number not in taken and found[place] in left:
            taken[number] = found[place]
            left.remove(found[place])
    doubles: list[Found] = []
    for number, boundary in enumerate(film.boundaries):
        if boundary.is_gradual:
            inside = [each for each in left if _is_near(each, boundary.start_frame, boundary.end_frame)]
            if inside:
                taken[number] = min(inside, key=lambda each, by=boundary: _distance(each, by))  # type: ignore[misc]
                doubles += [each for each in inside if each is not taken[number]]
                left = [each for each in left if each not in inside]
    edges = [event for event in film.events if event.kind is EventKind.EDGE]
    false = [each for each in left if not any(_is_near(each, edge.start_frame, edge.end_frame) for edge in edges)]
    pairs = tuple((boundary, taken.get(number)) for number, boundary in enumerate(film.boundaries))
    return Match(pairs=pairs, false=tuple(false), doubles=tuple(doubles))


def score(film: Film, found: Sequence[Found]) -> Score:
    """The score of one film."""
    result, matched = Score(), match(film, found)
    for boundary, its in matched.pairs:
        count = result.gradual if boundary.is_gradual else result.cuts
        for each in (count, result.every):
            each.add(Count(true=1, found=its is not None))
        if boundary.is_gradual:
            is_exact = its is not None and _is_exact(boundary, its)
            result.exact.add(Count(true=1, found=is_exact, false=its is not None and not is_exact))
            result.by_kind.setdefault(boundary.kind, Count()).add(Count(true=1, found=its is not None))
        elif its is not None:
            result.offsets[its.frame - boundary.start_frame] += 1
    for imagined in matched.false:
        is_cut = imagined.kind in ("", "cut")
        (result.cuts if is_cut else result.gradual).false += 1
        result.exact.false += not is_cut
    result.gradual.false += len(matched.doubles)
    result.exact.false += len(matched.doubles)
    result.every.false += len(matched.false) + len(matched.doubles)
    for kind, spans in _spans(film).items():
        alarms = sum(any(_is_near(each, *span) for each in matched.false) for span in spans)
        result.events[kind] = [len(spans), alarms]
    return result


def add(scores: Iterable[Score]) -> Score:
    """The score of many films."""
    total = Score()
    for each in scores:
        total.cuts.add(each.cuts)
        total.gradual.add(each.gradual)
        total.exact.add(each.exact)
        total.every.add(each.every)
        total.offsets += each.offsets
        for kind, count in each.by_kind.items():
            total.by_kind.setdefault(kind, Count()).add(count)
        for event, (there, alarms) in each.events.items():
            sums = total.events.setdefault(event, [0, 0])
            sums[0] += there
            sums[1] += alarms
    return total


def _spans(film: Film) -> dict[EventKind, list[tuple[int, int]]]:
    """Where a boundary would be an alarm: events as a whole; of a subtitle its coming and its going, where nothing
    else happens."""
    spans: dict[EventKind, list[tuple[int, int]]] = {}
    changes: set[int] = set()
    for event in film.events:
        if event.kind is EventKind.SUBTITLE:
            changes |= {event.start_frame, event.end_frame}
        elif event.kind is not EventKind.EDGE:
            spans.setdefault(event.kind, []).append((event.start_frame, event.end_frame))
    busy = [(boundary.start_frame, boundary.end_frame) for boundary in film.boundaries]
    busy += [(event.start_frame, event.end_frame) for event in film.events if event.kind is not EventKind.SUBTITLE]
    free = [change for change in sorted(changes) if not any(a - _APART <= change <= b + _APART for a, b in busy)]
    if free:
        spans[EventKind.SUBTITLE] = [(change, change) for change in free]
    return spans


def _is_near(found: Found, start: int, end: int) -> bool:
    return start - TOLERANCE <= found.frame <= end + TOLERANCE


def _distance(found: Found, boundary: Boundary) -> tuple[bool, int]:
    return found.kind in ("", "cut"), abs(2 * found.frame - boundary.start_frame - boundary.end_frame)


def _is_exact(boundary: Boundary, found: Found) -> bool:
    ends = abs(found.start_frame - boundary.start_frame), abs(found.end_frame - boundary.end_frame)
    return found.kind == boundary.kind and max(ends) <= TOLERANCE
