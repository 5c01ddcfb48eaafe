"""Making the clips, once, into a folder that is kept."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import IO

import cv2
import numpy as np

from benchmarks.footage.catalogue import CATALOGUE, Clip
from benchmarks.footage.films import list_films, play
from benchmarks.footage.lettering import Floats, Luma, blend, draw
from benchmarks.footage.scenery import Picture, paint
from benchmarks.footage.script import random_of, write_script
from benchmarks.footage.truth import Text, TextKind, Truth, read_truth, write_truth
from reelbridge.tools.ffmpeg import find_ffmpeg

DEFAULT_FOLDER = Path(tempfile.gettempdir()) / "reelbridge-footage"

#: scenes are painted this wide at most and enlarged: filmed pictures are not sharp to the pixel either
_SCENE_SIDE = 540
_GRAIN_TILES = 7
_PROCESSES = 2
_CLEAN = ("-preset", "ultrafast", "-crf", "6")
#: what is taken off the picture: signs and marks stay
ERASED = (TextKind.DIALOGUE, TextKind.SECOND)


def make_footage(folder: Path, films_folder: Path, names: tuple[str, ...] = ()) -> tuple[Truth, ...]:
    """Make what is missing or out of date, and tell what there is: `NAME.mp4` and its truth, `NAME.json`.

    Args:
        folder: where the clips are kept.
        films_folder: films for backgrounds; without it the clips that need them are left out.
        names: of the clips that are wanted; all if empty.
    """
    films = list_films(films_folder)
    wanted = [clip for clip in CATALOGUE if (not names or clip.name in names) and (films or not clip.films)]
    truths = {clip.name: write_script(clip) for clip in wanted}
    _make_missing(folder, [(clip, truths[clip.name]) for clip in wanted], films, is_clean=False)
    return tuple(truths.values())


def make_clean(folder: Path, films_folder: Path, truths: tuple[Truth, ...]) -> None:
    """Make `NAME.clean.mkv` where it is missing: the same pictures without dialogue, nearly lossless."""
    clips = {clip.name: clip for clip in CATALOGUE}
    _make_missing(folder, [(clips[truth.name], truth) for truth in truths], list_films(films_folder), is_clean=True)


def clean_path(folder: Path, truth: Truth) -> Path:
    """Where the clean pictures of a clip lie."""
    return folder / f"{truth.name}.clean.mkv"


def _make_missing(folder: Path, wanted: list[tuple[Clip, Truth]], films: tuple[Path, ...], *, is_clean: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    # two benchmarks may be started at once; the second waits and finds what the first has made
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        jobs = [
            (folder, clip, truth, films, is_clean)
            for clip, truth in wanted
            if not (path := _stamp(folder, truth, is_clean)).exists() or read_truth(path).key != truth.key
        ]
        jobs.sort(key=lambda job: -job[2].frames * job[1].width * job[1].height)
        if not jobs:
            return
        with get_context("spawn").Pool(min(_PROCESSES, len(jobs))) as pool:
            for number, name in enumerate(pool.imap_unordered(_make, jobs), start=1):
                print(f"made {name} ({number} of {len(jobs)})", file=sys.stderr, flush=True)


def _stamp(folder: Path, truth: Truth, is_clean: bool) -> Path:
    """The truth is written last, so what has it is whole."""
    return folder / f"{truth.name}.clean.json" if is_clean else folder / f"{truth.name}.json"


def _make(job: tuple[Path, Clip, Truth, tuple[Path, ...], bool]) -> str:
    folder, clip, truth, films, is_clean = job
    cv2.setNumThreads(1)
    sprites = [
        (text, draw(text.text, text.look, min(clip.width, clip.height)))
        for text in truth.texts
        if not (is_clean and text.kind in ERASED)
    ]
    path = clean_path(folder, truth) if is_clean else folder / f"{clip.name}.mp4"
    with _Encoder(path, truth, _CLEAN if is_clean else ("-preset", "veryfast", "-crf", str(clip.crf))) as encoder:
        for number, frame in enumerate(_film(clip, truth, films)):
            planes = _planes(frame, clip.height, clip.width)
            for text, sprite in sprites:
                if opacity := text.opacity(number):
                    blend(planes, sprite, text.left, text.top, opacity)
            encoder.write(frame)
    write_truth(truth, _stamp(folder, truth, is_clean))
    return path.name


def _film(clip: Clip, truth: Truth, films: tuple[Path, ...]) -> Iterator[Luma]:
    """The pictures without any text, as YUV 4:2:0 of (1.5 H, W)."""
    scale = min(1.0, _SCENE_SIDE / min(clip.width, clip.height))
    size = round(clip.height * scale), round(clip.width * scale)
    random = random_of(clip, "picture")
    scenes = (
        play(films, size, truth.cuts, truth.frames, random)
        if clip.films
        else paint(clip.scenery, size, truth.cuts, truth.frames, random)
    )
    grain = [
        random.normal(0, clip.scenery.grain, (clip.height, clip.width)).astype(np.int16) for _ in range(_GRAIN_TILES)
    ]
    flashes = set(truth.flashes)
    for number, scene in enumerate(scenes):
        lit: Picture = cv2.addWeighted(scene, 0.12, scene, 0, 222) if number in flashes else scene  # type: ignore[assignment]
        large = cv2.resize(lit, (clip.width, clip.height), interpolation=cv2.INTER_LINEAR)
        frame = np.asarray(cv2.cvtColor(large, cv2.COLOR_BGR2YUV_I420), np.uint8)
        tile = grain[int(random.integers(_GRAIN_TILES))]
        frame[: clip.height] = cv2.add(frame[: clip.height], tile, dtype=cv2.CV_8U)
        yield frame


def _planes(frame: Luma, height: int, width: int) -> tuple[Luma, Luma, Luma]:
    half = height // 2, width // 2
    chroma = frame[height:].reshape(2, *half)
    return frame[:height], chroma[0], chroma[1]


def text_mask(texts: tuple[Text, ...], frame: int, size: tuple[int, int]) -> Floats:
    """How much of the picture dialogue covers in a frame: (H, W), 0 to 1. `size` is (height, width)."""
    mask = np.zeros(size, np.float32)
    for text in texts:
        if text.kind in ERASED and (opacity := text.opacity(frame)):
            part = mask[text.top : text.bottom, text.left : text.right]
            np.maximum(part, draw(text.text, text.look, min(size)).alpha * np.float32(opacity), out=part)
    return mask


class _Encoder:
    """FFmpeg with raw pictures at its door; the file appears when it is whole."""

    def __init__(self, path: Path, truth: Truth, settings: tuple[str, ...]) -> None:
        self._path, self._part = path, path.with_name(f"part.{path.name}")
        rate = f"{truth.rate.numerator}/{truth.rate.denominator}"
        self._process = subprocess.Popen(
            [
                *(find_ffmpeg(), "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p"),
                *("-s", f"{truth.width}x{truth.height}", "-r", rate, "-i", "-"),
                *("-an", "-c:v", "libx264", *settings, "-threads", "1", "-pix_fmt", "yuv420p", str(self._part)),
            ],
            stdin=subprocess.PIPE,
        )

    def __enter__(self) -> _Encoder:
        return self

    def write(self, frame: Luma) -> None:
        stdin: IO[bytes] | None = self._process.stdin
        assert stdin is not None
        stdin.write(frame.data)

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        if self._process.wait() != 0 and kind is None:
            raise RuntimeError(f"{self._path.name}: could not be encoded")
        if kind is None:
            self._part.rename(self._path)
