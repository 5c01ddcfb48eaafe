"""The tables, as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.measuring import Measured
from benchmarks.technique.scoring import Count, Score
from benchmarks.technique.truth import EventKind

_KINDS = ("dissolve", "fade", "wipe")
_EVENTS = (EventKind.FLASH, EventKind.WHIP, EventKind.SHAKE, EventKind.PASS, EventKind.SUBTITLE)
#: ways of running `signals.py`, and what they are
SIGNALS = {
    "shots": "shots alone",
    "picture": "all signals of the picture",
    "sound": "all signals of the sound",
    "all": "all signals",
}


def render_speed(runs: Mapping[str, Measured], titles: Mapping[str, str], seconds: float) -> str:
    """Medians of whole processes over `seconds` of video."""
    rows = [
        [
            titles[name],
            f"{60 * its.wall / seconds:.2f}",
            f"{seconds / its.wall:.1f}",
            f"{60 * its.cpu / seconds:.2f}",
            f"{its.cpu / its.wall:.1f}",
            f"{its.peak_mb:.0f}",
        ]
        for name, its in runs.items()
    ]
    return _table(("", "s a minute", "x real time", "CPU s a minute", "cores", "peak MB"), rows)


def render_signals(runs: Mapping[str, Measured], seconds: float) -> str:
    """The parts of a study, each by itself, and all of it."""
    return render_speed(runs, SIGNALS, seconds)


def render_scores(scores: Mapping[str, Score], titles: Mapping[str, str]) -> str:
    """What was found, and what was mistaken for a boundary."""
    found = [
        [titles[name], *_three(its.cuts), *_three(its.gradual), f"{its.every.f1:.3f}"]
        + [f"{its.by_kind[kind].recall:.2f}" if kind in its.by_kind else "" for kind in _KINDS]
        + [f"{100 * its.offsets[0] / max(1, its.cuts.found):.1f}"]
        for name, its in scores.items()
    ]
    any_score = next(iter(scores.values()))
    sizes = {kind: its.true for kind, its in any_score.by_kind.items()}
    head = (
        "", f"cuts ({any_score.cuts.true}) F1", "precision", "recall", f"gradual ({any_score.gradual.true}) F1",
        "precision", "recall", "all F1", *(f"{kind} ({sizes.get(kind, 0)}) recall" for kind in _KINDS),
        "cuts at the very frame %",
    )  # fmt: skip
    alarms = [
        [titles[name]] + [_share(its.events.get(kind, [0, 0])) for kind in _EVENTS] for name, its in scores.items()
    ]
    counts = [any_score.events.get(kind, [0, 0])[0] for kind in _EVENTS]
    alarm_head = ("", *(f"{kind.value} ({count})" for kind, count in zip(_EVENTS, counts, strict=True)))
    exact = [[titles[name], *_three(its.exact)] for name, its in scores.items() if its.exact.found]
    pieces = [
        _table(head, found),
        "Taken for a boundary, % of the events inside shots (a subtitle counts when it comes and when it goes):",
        _table(alarm_head, alarms),
    ]
    if exact:
        pieces += [
            "Gradual transitions whose kind and both ends are right to within two frames:",
            _table(("", "F1", "precision", "recall"), exact),
        ]
    return "\n\n".join(pieces)


def _three(count: Count) -> list[str]:
    return [f"{count.f1:.3f}", f"{count.precision:.3f}", f"{count.recall:.3f}"]


def _share(event: Sequence[int]) -> str:
    return f"{100 * event[1] / event[0]:.1f}" if event[0] else ""


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])
