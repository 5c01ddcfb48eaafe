"""`python -m benchmarks.technique`: make the films, measure the columns, print the tables."""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

from benchmarks.measuring import Measured, median, run
from benchmarks.technique.columns import COLUMNS, Column, findings, measure
from benchmarks.technique.episodes import make_long, with_sound
from benchmarks.technique.making import DEFAULT_FOLDER, make_films, plan_films, plan_speed_film
from benchmarks.technique.scoring import Score, add, match, score
from benchmarks.technique.table import SIGNALS, render_scores, render_signals, render_speed
from benchmarks.technique.truth import Film

#: films below 400 are for tuning, and much was; these are for judging, and nobody has tuned anything by them
_JUDGED = "401-424"
_QUICK = "401-404"
_SPEED_SECONDS = 90.0
#: memory may not grow with the length of a film
_LONG_HOURS = (0.25, 3.0)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Compare ways of finding shots.")
    parser.add_argument("--folder", type=Path, default=DEFAULT_FOLDER, help="where the films are kept")
    parser.add_argument(
        "--seeds", help=f"films to judge by, as 1-3,7; {_JUDGED} if not given; those below 400 are for tuning"
    )
    parser.add_argument("--quick", action="store_true", help=f"films {_QUICK} and one run for the speed")
    parser.add_argument("--seconds", type=float, default=60.0, help="about how long each film is")
    parser.add_argument("--only", action="append", choices=[column.name for column in COLUMNS], help="only this column")
    parser.add_argument("--runs", type=int, default=5, help="of which the speed is the median; 0: no speed")
    parser.add_argument("--no-signals", action="store_true", help="leave the table of all signals out")
    parser.add_argument("--long", action="store_true", help="watch and listen to a video of three hours too")
    parser.add_argument("--show", action="store_true", help="print all that was missed or imagined")
    options = parser.parse_args()
    columns = [column for column in COLUMNS if not options.only or column.name in options.only]
    titles = {column.name: column.title for column in COLUMNS}
    seeds = parse_seeds(options.seeds or (_QUICK if options.quick else _JUDGED))
    runs = 1 if options.quick else options.runs
    if runs:
        measured, seconds = measure_speed(columns, options.folder, runs)
        print(f"### Speed: 720x1280, 25 frames/s, {seconds:.0f} s; medians of {runs} whole processes\n")
        print(render_speed(measured, titles, seconds) + "\n", flush=True)
    if not options.no_signals:
        print_signals(options.folder, max(1, runs), is_long=options.long)
    films = make_films(options.folder, plan_films(seeds, seconds=options.seconds))
    scores = {
        column.name: add(score_film(column, film, options.folder, is_shown=options.show) for film in films)
        for column in columns
        if column.understand
    }
    if scores:
        minutes = sum(film.seconds for film in films) / 60
        print(f"### Shots: {len(films)} films, {minutes:.1f} minutes\n\n{render_scores(scores, titles)}")


def measure_speed(columns: list[Column], folder: Path, runs: int) -> tuple[dict[str, Measured], float]:
    """Medians; the columns take turns, so that a slower hour of the machine is everybody's."""
    (film,) = make_films(folder, [plan_speed_film(seconds=_SPEED_SECONDS)])
    taken: dict[str, list[Measured]] = {column.name: [] for column in columns}
    for _ in range(runs):
        for column in columns:
            taken[column.name].append(measure(column, folder / f"{film.name}.mp4", _out(column, film, folder)))
    medians = {
        name: Measured(*(statistics.median(getattr(one, field) for one in its) for field in ("wall", "cpu", "peak_mb")))
        for name, its in taken.items()
    }
    return medians, film.seconds


def print_signals(folder: Path, runs: int, *, is_long: bool) -> None:
    """What all signals of an episode take, and how much memory a long film does."""
    (film,) = make_films(folder, [plan_speed_film(seconds=_SPEED_SECONDS)])
    episode = with_sound(folder / f"{film.name}.mp4", film.seconds)
    taken = {mode: median(runs, lambda mode=mode: _signals(mode, episode)) for mode in SIGNALS}  # type: ignore[misc]
    print(f"### Signals of an episode with sound: 720x1280, 25 frames/s, {film.seconds:.0f} s\n")
    print(render_signals(taken, film.seconds) + "\n", flush=True)
    if is_long:
        for hours in _LONG_HOURS:
            its = _signals("all", make_long(episode, hours))
            print(f"{hours:g} hours of 144x256: {its.wall:.0f} s, at most {its.peak_mb:.0f} MB", flush=True)
        print()


def _signals(mode: str, episode: Path) -> Measured:
    return run(sys.executable, "-m", "benchmarks.technique.signals", mode, str(episode), allowed=(0,))


def score_film(column: Column, film: Film, folder: Path, *, is_shown: bool) -> Score:
    """One column over one film."""
    out = _out(column, film, folder)
    measure(column, folder / f"{film.name}.mp4", out)
    found = findings(column, film, out)
    if is_shown:
        matched = match(film, found)
        for boundary, its in matched.pairs:
            if its is None or (its.kind not in ("", boundary.kind)):
                print(f"{film.name} {column.name}: {boundary} found as {its}", file=sys.stderr)
        for each in (*matched.false, *matched.doubles):
            inside = [e for e in film.events if e.start_frame - 2 <= each.frame <= e.end_frame + 2]
            print(f"{film.name} {column.name}: imagined {each}; there is {inside}", file=sys.stderr)
    return score(film, found)


def parse_seeds(text: str) -> list[int]:
    """`1-3,7` is 1, 2, 3, 7."""
    seeds: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        seeds += range(int(first), int(last or first) + 1)
    return seeds


def _out(column: Column, film: Film, folder: Path) -> Path:
    out = folder / "found" / f"{film.name}.{column.name}"
    out.parent.mkdir(exist_ok=True)
    return out


if __name__ == "__main__":
    main()
