"""`python -m benchmarks.reading`: measure the columns and print the tables."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from benchmarks.footage.__main__ import add_options, chosen
from benchmarks.footage.making import make_footage
from benchmarks.footage.truth import TextKind, Truth
from benchmarks.reading.answer import Answer
from benchmarks.reading.columns import COLUMNS, Column, measure
from benchmarks.reading.scoring import pair_lines, score
from benchmarks.reading.table import Run, render
from reelbridge.core.time import format_stamp


def main() -> None:
    """Make the footage, measure, print."""
    parser = argparse.ArgumentParser(description="Compare ways of reading burned-in lines.")
    add_options(parser)
    parser.add_argument("--only", action="append", choices=[column.name for column in COLUMNS], help="only this column")
    parser.add_argument("--style", action="append", help="only clips of this style")
    parser.add_argument("--all", action="store_true", help="every column over every clip, the slow ones too")
    parser.add_argument("--show", action="store_true", help="print every line that is not right")
    parser.add_argument("--json", type=Path, help="write the results here as well")
    options = parser.parse_args()
    truths = make_footage(options.folder, options.films, chosen(options))
    truths = tuple(truth for truth in truths if not options.style or truth.style in options.style)
    columns = [column for column in COLUMNS if not options.only or column.name in options.only]
    runs = []
    for truth in truths:
        for column in columns:
            if column.clips and truth.name not in column.clips and not (options.all or options.clip or options.style):
                continue
            run = run_one(column, truth, options.folder)
            runs.append(run)
            if options.show and run.answer:
                show(column, truth, run.answer)
    print(render(runs, {column.name: column.title for column in COLUMNS}))
    if not options.all and any(column.clips for column in columns):
        print("\nThe slow columns were measured on some clips only; --all measures them on all.")
    if options.json:
        options.json.write_text(json.dumps([asdict(run) for run in runs], ensure_ascii=False, indent=1), "utf-8")


def run_one(column: Column, truth: Truth, folder: Path) -> Run:
    """One column over one clip."""
    out = folder / "read" / f"{truth.name}.{column.name}.json"
    out.parent.mkdir(exist_ok=True)
    measured, answer = measure(column, folder / f"{truth.name}.mp4", out)
    return Run(
        column=column.name,
        clip=truth.name,
        style=truth.style,
        group=truth.group,
        seconds=truth.seconds,
        measured=measured,
        answer=answer,
        score=score(truth, answer.lines) if answer else None,
    )


def show(column: Column, truth: Truth, answer: Answer) -> None:
    """Every line that was missed, misread, mistimed by more than two frames or invented."""
    dialogue = [line for line in answer.lines if line.kind == "dialogue"]
    pairs, left_over = pair_lines(truth.of(TextKind.DIALOGUE), dialogue)
    print(f"\n{truth.name}, {column.title}:")
    frame_ms = 1000 / float(truth.rate)
    for pair in pairs:
        span = f"{format_stamp(pair.true.start_ms)} {format_stamp(pair.true.end_ms)}"
        if pair.read is None:
            print(f"  missed   {span} {pair.true.text!r}")
            continue
        early, late = pair.read.start_ms - pair.true.start_ms, pair.read.end_ms - pair.true.end_ms
        if pair.wrong:
            print(f"  misread  {span} {pair.true.text!r} as {pair.read.text!r}")
        if max(abs(early), abs(late)) > 2.5 * frame_ms:
            print(f"  mistimed {span} {pair.true.text!r} start {early:+d} ms, end {late:+d} ms")
    for line in left_over:
        print(f"  invented {format_stamp(line.start_ms)} {format_stamp(line.end_ms)} {line.text!r}")
    for line in answer.lines:
        if line.kind != "dialogue":
            print(f"  {line.kind}     {format_stamp(line.start_ms)} {format_stamp(line.end_ms)} {line.text!r}")


if __name__ == "__main__":
    main()
