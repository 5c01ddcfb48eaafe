"""`python -m benchmarks.erasing`: measure the columns, print the tables, make contact sheets."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.erasing.columns import COLUMNS, Column, write_true_lines
from benchmarks.erasing.comparing import LeftFinder, Quality, add, compare
from benchmarks.erasing.sheets import write_sheet
from benchmarks.footage.__main__ import add_options, chosen
from benchmarks.footage.making import clean_path, make_clean, make_footage
from benchmarks.footage.truth import Truth
from benchmarks.measuring import Measured, run

#: one of each kind of difficulty; the others differ in what is read, not in what is behind it
_USUAL = (
    "white-720", "yellow-540", "boxed-720", "thin-720", "bilingual-720", "fading-720", "low-rate-720", "locked-720",
    "flashes-720", "films-720",
)  # fmt: skip
_HEAD = ("x real time", "peak MB", "PSNR dB", "flicker", "lines", "left %", "left at any time %")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One column over one clip."""

    column: str
    clip: str
    style: str
    seconds: float
    measured: Measured
    quality: Quality


def main() -> None:
    """Make the footage, erase, compare, print."""
    parser = argparse.ArgumentParser(description="Compare ways of erasing burned-in lines.")
    add_options(parser)
    parser.add_argument("--only", action="append", choices=[column.name for column in COLUMNS], help="only this column")
    parser.add_argument("--all", action="store_true", help=f"all clips, not only {', '.join(_USUAL)}")
    parser.add_argument("--lines", choices=("read", "true"), default="read", help="which lines our own way is given")
    parser.add_argument("--json", type=Path, help="write the results here as well")
    options = parser.parse_args()
    names = chosen(options) or (() if options.all else _USUAL)
    truths = tuple(truth for truth in make_footage(options.folder, options.films, names) if truth.group != "none")
    make_clean(options.folder, options.films, truths)
    columns = [column for column in COLUMNS if not options.only or column.name in options.only]
    finder = LeftFinder()
    runs = []
    for truth in truths:
        runs += erase_one(columns, truth, options.folder, options.lines, finder)
    print(render(runs))
    print(f"\nContact sheets: {_out_folder(options.folder)}/*.png")
    if options.json:
        options.json.write_text(json.dumps([asdict(each) for each in runs], ensure_ascii=False, indent=1), "utf-8")


def erase_one(columns: Sequence[Column], truth: Truth, folder: Path, lines: str, finder: LeftFinder) -> list[Run]:
    """All columns over one clip, and its contact sheet."""
    out = _out_folder(folder)
    video, clean = folder / f"{truth.name}.mp4", clean_path(folder, truth)
    films = {"before": video}
    cues = out / f"{truth.name}.lines.json"
    cues.unlink(missing_ok=True)
    if lines == "true":
        write_true_lines(truth, cues)
    else:
        run(sys.executable, "-m", "reelbridge", "read", str(video), "-o", str(cues))
    runs = []
    for column in columns:
        film = out / f"{truth.name}.{column.name}.mp4"
        film.unlink(missing_ok=True)
        measured = run(*column.command(video, cues, film))
        runs.append(
            Run(
                column=column.name,
                clip=truth.name,
                style=truth.style,
                seconds=truth.seconds,
                measured=measured,
                quality=compare(truth, film, clean, finder),
            )
        )
        if column.name != "untouched":
            films[column.title] = film
    write_sheet(truth, {**films, "truth": clean}, out / f"{truth.name}.png")
    return runs


def _out_folder(folder: Path) -> Path:
    out = folder / "erased"
    out.mkdir(exist_ok=True)
    return out


def render(runs: Sequence[Run]) -> str:
    """A table for each style and one for all, as Markdown."""
    styles = [(style, [each for each in runs if each.style == style]) for style in dict.fromkeys(r.style for r in runs)]
    return "\n\n".join(_table(title, chosen_runs) for title, chosen_runs in [*styles, ("All clips", runs)])


def _table(title: str, runs: Sequence[Run]) -> str:
    titles = {column.name: column.title for column in COLUMNS}
    rows = [f"### {title}", "", "| | " + " | ".join(_HEAD) + " |", "| --- |" + " ---: |" * len(_HEAD)]
    for name in dict.fromkeys(each.column for each in runs):
        own = [each for each in runs if each.column == name]
        total = add([each.quality for each in own])
        cells = (
            f"{sum(each.seconds for each in own) / sum(each.measured.wall for each in own):.2f}",
            f"{max(each.measured.peak_mb for each in own):.0f}",
            f"{total.psnr_db:.2f}",
            f"{total.mean_flicker:.2f}",
            str(total.lines),
            f"{100 * total.left_middle / max(1, total.lines):.1f}",
            f"{100 * total.left_any / max(1, total.lines):.1f}",
        )
        rows.append(f"| {titles[name]} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
