"""The ways of finding shots that are compared, each a process of its own."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Measured, run
from benchmarks.technique.answer import Answer, Found, at, read_answer
from benchmarks.technique.planning import nearest_frame
from benchmarks.technique.truth import Film
from reelbridge.tools.ffmpeg import find_ffmpeg

_FRAME = re.compile(r"^frame:(\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`command(video, out)` is run; `understand(out)` says what it found (None: it finds nothing)."""

    name: str
    title: str
    command: Callable[[Path, Path], tuple[str, ...]]
    understand: Callable[[Path], Answer] | None


def measure(column: Column, video: Path, out: Path) -> Measured:
    """Run a column over a film."""
    out.unlink(missing_ok=True)
    return run(*column.command(video, out))


def findings(column: Column, film: Film, out: Path) -> tuple[Found, ...]:
    """What it found; times become the frames that are shown then."""
    assert column.understand is not None
    answer = column.understand(out)
    return answer.found or tuple(at(nearest_frame(film.times_ms, time)) for time in answer.times_ms)


def _module(name: str, *args: str) -> Callable[[Path, Path], tuple[str, ...]]:
    return lambda video, out: (sys.executable, "-m", f"benchmarks.technique.{name}", *args, str(video), str(out))


def _scdet(video: Path, out: Path) -> tuple[str, ...]:
    graph = f"scdet,metadata=mode=print:key=lavfi.scd.time:file={out}"
    return (find_ffmpeg(), "-v", "error", "-i", str(video), "-an", "-vf", graph, "-f", "null", "-")


def _understand_scdet(out: Path) -> Answer:
    """It is told at the first frame of the new shot."""
    text = out.read_text("utf-8") if out.exists() else ""
    return Answer(found=tuple(at(int(frame)) for frame in _FRAME.findall(text)))


COLUMNS = (
    Column(name="ours", title="Reelbridge", command=_module("ours"), understand=read_answer),
    Column(
        name="content",
        title="PySceneDetect Content",
        command=_module("pyscenedetect", "content"),
        understand=read_answer,
    ),
    Column(
        name="adaptive",
        title="PySceneDetect Adaptive",
        command=_module("pyscenedetect", "adaptive"),
        understand=read_answer,
    ),
    Column(name="scdet", title="FFmpeg scdet", command=_scdet, understand=_understand_scdet),
    Column(name="decode-1", title="decoding only, 1 thread", command=_module("decoding", "1"), understand=None),
    Column(name="decode-2", title="decoding only, 2 threads", command=_module("decoding", "2"), understand=None),
)
