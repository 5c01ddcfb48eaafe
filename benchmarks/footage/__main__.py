"""`python -m benchmarks.footage`: make the clips."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from benchmarks.footage import films, making
from benchmarks.footage.catalogue import QUICK


def add_options(parser: argparse.ArgumentParser) -> None:
    """Where the clips lie and which are wanted."""
    parser.add_argument("--folder", type=Path, default=making.DEFAULT_FOLDER, help="where the clips are kept")
    parser.add_argument("--films", type=Path, default=films.DEFAULT_FOLDER, help="films to take backgrounds from")
    parser.add_argument("--quick", action="store_true", help="four clips only")
    parser.add_argument("--clip", action="append", default=[], help="only this clip; may be given several times")


def chosen(options: argparse.Namespace) -> tuple[str, ...]:
    """The names of the wanted clips; none means all."""
    return tuple(options.clip) or (QUICK if options.quick else ())


def main() -> None:
    """Make them."""
    parser = argparse.ArgumentParser(description="Make the clips of the benchmarks.")
    add_options(parser)
    options = parser.parse_args()
    started = time.perf_counter()
    truths = making.make_footage(options.folder, options.films, chosen(options))
    lines = {text.text for truth in truths for text in truth.texts if text.kind == "dialogue"}
    seconds = sum(truth.seconds for truth in truths)
    print(f"{len(truths)} clips, {seconds:.0f} s of video, {len(lines)} distinct lines, in {options.folder}")
    print(f"took {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
