"""Make the bundled sample series: `python tools/make_sample.py [--out DIR] [--episodes 1,2]`.

Draws, speaks and encodes the episodes, and writes the truth about them, the translation memory and the termbase.
Needs espeak-ng and the Noto CJK fonts (Debian packages espeak-ng and fonts-noto-cjk).
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cv2

sys.path.insert(0, str(Path(__file__).resolve().parent))

from sample.captions import require_font
from sample.memory import find_gaps, read_translations, write_memory
from sample.render import render_episode
from sample.sound import require_voice
from sample.story import SampleError, read_story
from sample.truth import write_truth

DEFAULT_OUT = Path(__file__).resolve().parents[1] / "src" / "reelbridge" / "data" / "sample"


def main() -> int:
    """Parse the arguments and make what they ask for."""
    parser = argparse.ArgumentParser(description="Make the bundled sample series of Reelbridge.")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help="folder to write to (default: %(default)s)")
    parser.add_argument("--episodes", default="1,2,3", help="episodes to render, e.g. 1 or 1,3; 0 renders none")
    parser.add_argument("--jobs", type=int, default=2, help="episodes to render at a time (default: %(default)s)")
    options = parser.parse_args()
    try:
        numbers = {int(number) for number in options.episodes.split(",")}
    except ValueError:
        parser.error(f"--episodes {options.episodes!r}: expected numbers with commas, e.g. 1,3")
    try:
        _make(options.out, numbers, options.jobs)
    except SampleError as error:
        print(f"make_sample: {error}", file=sys.stderr)
        return 1
    return 0


def _make(out: Path, numbers: set[int], jobs: int) -> None:
    story = read_story()
    wanted = [episode for episode in story.episodes if episode.number in numbers]
    if wanted:
        require_font()
        require_voice()
    with ProcessPoolExecutor(max_workers=max(1, jobs), initializer=_single_threaded) as pool:
        runs = {
            episode.number: pool.submit(render_episode, story, episode, out / "episodes" / f"第{episode.number}集.mp4")
            for episode in wanted
        }
        for number, run in runs.items():
            run.result()
            path = out / "episodes" / f"第{number}集.mp4"
            print(f"{path}: {path.stat().st_size / 1000:.0f} kB", file=sys.stderr)
    write_truth(story, out / "truth")
    translations = read_translations()
    write_memory(story, translations, out)
    for gap in find_gaps(story, translations):
        print(f"translations: {gap}", file=sys.stderr)


def _single_threaded() -> None:
    cv2.setNumThreads(1)


if __name__ == "__main__":
    raise SystemExit(main())
