"""Making the films, once, into a folder that is kept."""

from __future__ import annotations

import fcntl
import sys
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path

import av
import cv2
import numpy as np

from benchmarks.footage.films import DEFAULT_FOLDER as FILMS_FOLDER
from benchmarks.footage.lettering import Luma, Sprite, blend, draw
from benchmarks.footage.scenery import Picture
from benchmarks.footage.script import read_lines
from benchmarks.technique.effects import edge, flash, mix
from benchmarks.technique.planning import Plan, plan_film, random_of
from benchmarks.technique.scenes import Shot, make_shot
from benchmarks.technique.takes import Take, has_takes, load_takes
from benchmarks.technique.truth import EventKind, Film, read_film, write_film

DEFAULT_FOLDER = Path(tempfile.gettempdir()) / "reelbridge-technique"

_PROCESSES = 2
_SPEED_SEED = 201
_GRAIN_TILES = 7
#: ticks of the files a second: milliseconds are whole numbers of them
_TICKS = 90_000


def make_films(folder: Path, plans: list[Plan]) -> tuple[Film, ...]:
    """Make what is missing or out of date: `NAME.mp4` and its truth, `NAME.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    if not all(_is_made(folder, plan.film) for plan in plans):
        # two benchmarks may be started at once; the second waits and finds what the first has made
        with (folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _make_missing(folder, plans)
    return tuple(plan.film for plan in plans)


def _make_missing(folder: Path, plans: list[Plan]) -> None:
    jobs = [(folder, plan) for plan in plans if not _is_made(folder, plan.film)]
    if jobs:
        with get_context("spawn").Pool(min(_PROCESSES, len(jobs))) as pool:
            for number, name in enumerate(pool.imap_unordered(_make, jobs), start=1):
                print(f"made {name} ({number} of {len(jobs)})", file=sys.stderr, flush=True)


def plan_films(seeds: list[int], *, seconds: float) -> list[Plan]:
    """What films there will be, one for each seed."""
    return [plan_film(seed, seconds=seconds, has_takes=has_takes(FILMS_FOLDER)) for seed in seeds]


def plan_speed_film(*, seconds: float) -> Plan:
    """The film by which speed is measured: 720x1280 at 25 frames/s."""
    return plan_film(_SPEED_SEED, seconds=seconds, has_takes=has_takes(FILMS_FOLDER), shape=3)


def film_frames(plan: Plan) -> Iterator[Luma]:
    """All frames as YUV 4:2:0 of (1.5 H, W)."""
    film = plan.film
    takes = load_takes(FILMS_FOLDER) if any(shot.is_filmed for shot in plan.shots) else ()
    random = random_of(plan.seed, "grain")
    tiles = [random.normal(0, plan.grain, (film.height, film.width)).astype(np.int16) for _ in range(_GRAIN_TILES)]
    sprites = _letter(plan)
    for number, scene in enumerate(_scenes(plan, takes)):
        large = cv2.resize(scene, (film.width, film.height), interpolation=cv2.INTER_CUBIC)
        frame = np.asarray(cv2.cvtColor(large, cv2.COLOR_BGR2YUV_I420), np.uint8)
        frame[: film.height] = cv2.add(frame[: film.height], tiles[int(random.integers(_GRAIN_TILES))], dtype=cv2.CV_8U)
        for start, end, sprite in sprites:
            if start <= number < end:
                _stick(frame, film, sprite)
        yield frame


def _scenes(plan: Plan, takes: tuple[Take, ...]) -> Iterator[Picture]:
    """All frames before they are enlarged, without text and grain."""
    film = plan.film
    lights = [event for event in film.events if event.kind in (EventKind.FLASH, EventKind.EDGE)]
    before: Shot | None = None
    for number, shot_plan in enumerate(plan.shots):
        shot = make_shot(plan.seed, shot_plan, before, film.events, takes)
        after = film.boundaries[number].start_frame if number < len(film.boundaries) else shot_plan.end
        for frame in range(shot_plan.first, after):
            picture = shot.picture(frame)
            boundary = film.boundaries[number - 1] if number else None
            if boundary is not None and before is not None and frame < boundary.end_frame:
                picture = mix(boundary, before.picture(frame), picture, frame)
            for event in lights:
                if event.start_frame <= frame < event.end_frame:
                    picture = (flash if event.kind is EventKind.FLASH else edge)(picture, event, frame)
            yield picture
        before = shot


def _letter(plan: Plan) -> list[tuple[int, int, Sprite]]:
    """The subtitles: first frame, frame after the last, and lettering."""
    film = plan.film
    random = random_of(plan.seed, "lines")
    lines = [line.split("|")[0] for line in read_lines()["dialogue"]]
    look = str(random.choice(("white", "white-large", "yellow", "white-shadow", "boxed")))
    lettered = []
    for event in film.events:
        if event.kind is EventKind.SUBTITLE:
            rows = [str(random.choice(lines))[:13] for _ in range(2 if random.random() < 0.3 else 1)]
            sprite = draw("\n".join(rows), look, film.width)
            lettered.append((event.start_frame, event.end_frame, sprite))
    return lettered


def _stick(frame: Luma, film: Film, sprite: Sprite) -> None:
    """In the middle of the lower third."""
    half = film.height // 2, film.width // 2
    chroma = frame[film.height :].reshape(2, *half)
    height, width = sprite.shape
    left = (film.width - width) // 2 // 2 * 2
    top = (round(0.76 * film.height) - height // 2) // 2 * 2
    blend((frame[: film.height], chroma[0], chroma[1]), sprite, max(0, left), top, 1.0)


def _is_made(folder: Path, film: Film) -> bool:
    """The truth is written last, so what has it is whole."""
    path = folder / f"{film.name}.json"
    return path.exists() and read_film(path) == film


def _make(job: tuple[Path, Plan]) -> str:
    folder, plan = job
    cv2.setNumThreads(1)
    film = plan.film
    path = folder / f"{film.name}.mp4"
    part = path.with_name(f"part.{path.name}")
    crf = int(random_of(plan.seed, "crf").integers(20, 28))
    with av.open(str(part), "w") as container:
        stream = container.add_stream("libx264", rate=film.rate)
        stream.width, stream.height, stream.pix_fmt = film.width, film.height, "yuv420p"
        stream.options = {"preset": "veryfast", "crf": str(crf)}
        stream.codec_context.thread_count = 1
        stream.codec_context.time_base = Fraction(1, _TICKS)
        for at_ms, number, planes in zip(film.times_ms, range(film.frames), film_frames(plan), strict=True):
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            exact = Fraction(at_ms, 1000) if film.is_variable else number / film.rate
            frame.pts, frame.time_base = round(exact * _TICKS), Fraction(1, _TICKS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    part.rename(path)
    write_film(film, folder / f"{film.name}.json")
    return path.name
