"""The main job as a stranger runs it: `make bench`.

Every figure is a whole process (start of Python included), the median of several; the floor is FFmpeg decoding the
same episodes and doing nothing with them.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import Measured, median, run
from reelbridge.app.create import create_sample
from reelbridge.model.market import DEFAULT_LOCALES
from reelbridge.tools.ffmpeg import find_ffmpeg

COLD_RUNS = 3
WARM_RUNS = 5
HELP_RUNS = 9


def reelbridge(*arguments: str) -> Measured:
    """Run the command line in a process of its own."""
    return run(sys.executable, "-m", "reelbridge", *arguments)


def cold(folder: Path, locales: int | None = None) -> Measured:
    """The demo from nothing, with the first `locales` of its locales (all by default)."""
    shutil.rmtree(folder, ignore_errors=True)
    if locales is None:
        return reelbridge("demo", str(folder))
    lay_out(folder, locales)
    return reelbridge("localize", str(folder))


def lay_out(folder: Path, locales: int) -> None:
    """The sample series with fewer locales, nothing run."""
    create_sample(folder)
    set_locales(folder, locales)


def set_locales(folder: Path, count: int) -> None:
    """Keep the first locales of the defaults in series.toml."""
    path = folder / "series.toml"
    lines = path.read_text("utf-8").splitlines()
    wanted = "locales = " + json.dumps(list(DEFAULT_LOCALES[:count]))
    path.write_text("\n".join(wanted if line.startswith("locales = ") else line for line in lines) + "\n", "utf-8")


def marginal(folder: Path) -> tuple[Measured, Measured]:
    """Seconds of the first locale from nothing, and of the fourteenth added to thirteen."""
    first = cold(folder, 1)
    set_locales(folder, 13)
    reelbridge("localize", str(folder))
    before = reelbridge("localize", str(folder))
    set_locales(folder, 14)
    after = reelbridge("localize", str(folder))
    return first, Measured(after.wall - before.wall, after.cpu - before.cpu, after.peak_mb)


def stages(folder: Path) -> list[tuple[str, int, float]]:
    """Pieces and seconds of work of each stage, as the series' own status states them."""
    command = [sys.executable, "-m", "reelbridge", "status", str(folder), "--json"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return [(each["stage"], each["done"], each["seconds"]) for each in json.loads(answer.stdout)["stages"]]


def decode_only(folder: Path) -> Measured:
    """FFmpeg decoding picture and sound of all episodes to nowhere."""
    videos = sorted((folder / "episodes").glob("*.mp4"))
    runs = [run(find_ffmpeg(), "-v", "error", "-i", str(video), "-f", "null", "-") for video in videos]
    return Measured(sum(r.wall for r in runs), sum(r.cpu for r in runs), max(r.peak_mb for r in runs))


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="reelbridge-bench-") as scratch:
        folder = Path(scratch) / "demo"
        rows = [("demo, cold", median(COLD_RUNS, lambda: cold(folder)))]
        by_stage = stages(folder)
        rows.append(("demo again, all in the store", median(WARM_RUNS, lambda: reelbridge("demo", str(folder)))))
        rows.append(("decoding the episodes only (floor)", median(WARM_RUNS, lambda: decode_only(folder))))
        rows.append(("reelbridge --help", median(HELP_RUNS, lambda: reelbridge("--help"))))
        pairs = [marginal(Path(scratch) / "marginal") for _ in range(COLD_RUNS)]
        first = statistics.median(pair[0].cpu for pair in pairs)
        last = statistics.median(pair[1].cpu for pair in pairs)

    print("| whole process, median | wall s | CPU s | peak MB |\n| --- | ---: | ---: | ---: |")
    for name, each in rows:
        print(f"| {name} | {each.wall:.2f} | {each.cpu:.2f} | {each.peak_mb:.0f} |")
    print("\n| stage of the cold demo | pieces | seconds of work |\n| --- | ---: | ---: |")
    for stage, done, seconds in by_stage:
        print(f"| {stage} | {done} | {seconds:.1f} |")
    print(f"\nfirst locale: {first:.2f} CPU s; the 14th: {last:.2f} CPU s, {100 * last / first:.2f} % of the first")


if __name__ == "__main__":
    main()
