"""The tables, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.measuring import Measured
from benchmarks.reading.answer import Answer
from benchmarks.reading.scoring import Score, add

_HEAD = (
    "s a minute", "CPU s a minute", "x real time", "peak MB", "calls", "lines", "CER %", "recall %", "precision %",
    "exact %", "median ms", "p95 ms", "median frames", "p95 frames", "marks", "marks as signs", "signs",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One column over one clip."""

    column: str
    clip: str
    style: str
    group: str
    seconds: float
    measured: Measured
    answer: Answer | None
    score: Score | None


def render(runs: Sequence[Run], titles: dict[str, str]) -> str:
    """A table for each style, then the totals of the groups, then of the clips that all columns were measured on.

    Each row states how many clips are in it: only rows with the same number can be compared.
    """
    pieces = []
    for style in dict.fromkeys(run.style for run in runs):
        pieces.append(_table(style, [run for run in runs if run.style == style], titles))
    for group, name in (("ordinary", "All ordinary styles"), ("thin", "All thin styles"), ("none", "No dialogue")):
        if chosen := [run for run in runs if run.group == group]:
            pieces.append(_table(name, chosen, titles))
    columns = {run.column for run in runs}
    for group, name in (("ordinary", "Ordinary clips"), ("thin", "Thin clips")):
        shared = [
            run
            for run in runs
            if run.group == group and {other.column for other in runs if other.clip == run.clip} == columns
        ]
        if shared and len(columns) > 1:
            pieces.append(_table(f"{name} that every column was measured on", shared, titles))
    return "\n\n".join(pieces)


def _table(title: str, runs: Sequence[Run], titles: dict[str, str]) -> str:
    clips = ", ".join(dict.fromkeys(run.clip for run in runs))
    rows = [
        f"### {title}",
        "",
        clips,
        "",
        "| | clips | " + " | ".join(_HEAD) + " |",
        "| --- |" + " ---: |" * (len(_HEAD) + 1),
    ]
    for column in dict.fromkeys(run.column for run in runs):
        own = [run for run in runs if run.column == column]
        rows.append(f"| {titles[column]} | {len(own)} | " + " | ".join(_row(own)) + " |")
    return "\n".join(rows)


def _row(runs: Sequence[Run]) -> list[str]:
    seconds, wall = sum(run.seconds for run in runs), sum(run.measured.wall for run in runs)
    cpu = sum(run.measured.cpu for run in runs)
    cells = [
        f"{60 * wall / seconds:.2f}",
        f"{60 * cpu / seconds:.2f}",
        f"{seconds / wall:.1f}",
        f"{max(run.measured.peak_mb for run in runs):.0f}",
    ]
    scores = [run.score for run in runs if run.score]
    answers = [run.answer for run in runs if run.answer]
    if not scores:
        return cells + [""] * (len(_HEAD) - len(cells))
    total = add(scores)
    known = all(answer.detections >= 0 for answer in answers)
    calls = f"{sum(a.detections for a in answers)} + {sum(a.recognitions for a in answers)}" if known else "?"
    errors_ms, errors_frames = total.errors_ms or (0.0,), total.errors_frames or (0.0,)
    return [
        *cells, calls, str(total.lines), f"{100 * total.cer:.2f}", f"{100 * total.recall:.1f}",
        f"{100 * total.precision:.1f}", f"{100 * total.exact / max(1, total.lines):.1f}",
        f"{np.median(errors_ms):.0f}", f"{np.percentile(errors_ms, 95):.0f}",
        f"{np.median(errors_frames):.1f}", f"{np.percentile(errors_frames, 95):.1f}",
        str(total.marks), str(total.marks_as_signs), f"{total.signs_found}/{total.signs}",
    ]  # fmt: skip
