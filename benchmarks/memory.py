"""How long a translation memory takes: to make, to open, and to ask for a line.

    python -m benchmarks.memory [LINES]

The lines are made up with a fixed seed (`memory_lines`), a million unless said otherwise, in scenes of 300. Every kind
of question is asked 500 times, one after the other in one thread, after 300 others; the file is in the page cache then,
as it is for an episode's second line.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.memory_lines import LineMaker
from reelbridge.model.memory import Rendering, Segment, Unit
from reelbridge.translate.memory.finding import MemoryFinder
from reelbridge.translate.memory.opening import full_name
from reelbridge.translate.memory.searching import Search, search
from reelbridge.translate.memory.store import MemoryStore
from reelbridge.translate.memory.writing import MemoryWriter

LINES = 1_000_000
SCENE = 300
QUESTIONS = 500
WARMING = 300

#: what the memory is called among those of a series
NAME = "studio.tmdb"

Question = tuple[str, frozenset[str]]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    lines = list(islice(LineMaker(1), count))
    print(f"{count:,} lines, {len(set(lines)):,} different ones, {sum(map(len, lines)) / count:.1f} characters each\n")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        seconds = _timed(lambda: _make(path, lines))
        print(f"made in {seconds:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
        with MemoryStore(path) as store:
            started = time.perf_counter()
            finder = MemoryFinder([(NAME, store)])
            print(f"opened in {1000 * (time.perf_counter() - started):.0f} ms\n")
            _ask_all(finder, lines)
            _search_all(store)


def _make(path: Path, lines: list[str]) -> None:
    with MemoryWriter(path, source_locale="zh-Hans") as writer:
        writer.add(_units(lines))


def _units(lines: list[str]) -> Iterator[Unit]:
    for number, line in enumerate(lines):
        segment = Segment(id=_name(number), source=line, previous_id=_name(number - 1) if number % SCENE else None)
        text = f"This is what line {number} says, and a little more."
        yield Unit(segment=segment, renderings=(("en", Rendering(segment_id=segment.id, text=text)),))


def _name(number: int) -> str:
    return f"s{number}"


def _ask_all(finder: MemoryFinder, lines: list[str]) -> None:
    rng, maker = random.Random(2), LineMaker(3)
    known = frozenset(lines)
    unseen = (line for line in maker if line not in known)
    places = [rng.randrange(1, len(lines)) for _ in range(QUESTIONS)]
    nothing: frozenset[str] = frozenset()
    kinds: dict[str, list[Question]] = {
        "warming": [(maker.slip(lines[place]), nothing) for place in places[:WARMING]],
        "exact": [(lines[place], nothing) for place in places],
        "in context": [(lines[place], frozenset({full_name(NAME, _name(place - 1))})) for place in places],
        "one character misread": [(maker.slip(lines[place]), nothing) for place in places],
        "a new line": [(line, nothing) for line in islice(unseen, QUESTIONS)],
        "unlike all lines": [("".join(chr(rng.randrange(0x3400, 0x4DB0)) for _ in range(9)), nothing) for _ in places],
    }
    heads = ("median ms", "p95 ms", "most ms", "cpu p95", "100 %", "like", "none")
    print(f"{'question':24}" + "".join(f"{head:>10}" for head in heads))
    for kind, questions in kinds.items():
        asked = [_ask(finder, *question) for question in questions]
        if kind == "warming":
            continue
        times, spent = sorted(each.wall for each in asked), sorted(each.cpu for each in asked)
        figures = (times[len(times) // 2], times[_p95(times)], times[-1], spent[_p95(spent)])
        exact = sum(each.best == 100 for each in asked)
        none = sum(each.best == 0 for each in asked)
        counts = "".join(f"{each:10}" for each in (exact, len(asked) - exact - none, none))
        print(f"{kind:24}" + "".join(f"{1000 * each:10.2f}" for each in figures) + counts)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Seconds by the clock and of the processor, which say the same on a machine with nothing else to do; and how much
    like the line the best match is, in percent, 0 for none."""

    wall: float
    cpu: float
    best: float


def _ask(finder: MemoryFinder, text: str, before: frozenset[str]) -> _Asked:
    started, spent = time.perf_counter(), time.thread_time()
    found = finder.find(text, before)
    wall, cpu = time.perf_counter() - started, time.thread_time() - spent
    return _Asked(wall, cpu, found[0].score if found else 0.0)


def _p95(times: list[float]) -> int:
    return int(0.95 * (len(times) - 1))


def _search_all(store: MemoryStore) -> None:
    print(f"\n{'search, 20 lines shown':48}{'ms':>8}")
    asked = {
        "a common word of the original": Search(text="知道", in_target=False),
        "a text that is nowhere in the original": Search(text="这句话谁也没说过", in_target=False),
        "a common word of a translation": Search(text="a little more", in_source=False),
        "a text that is nowhere in the translations": Search(text="nobody ever said this", in_source=False),
    }
    for kind, each in asked.items():
        seconds = _timed(lambda each=each: list(search(NAME, store, each)))  # type: ignore[misc]
        print(f"{kind:48}{1000 * seconds:8.0f}")


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
