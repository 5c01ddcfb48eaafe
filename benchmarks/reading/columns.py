"""The ways of reading that are compared, each a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.measuring import Measured, run
from benchmarks.reading.answer import Answer, ReadLine, read_answer
from reelbridge.core.codec import decode
from reelbridge.model.cue import CueList
from reelbridge.tools.ffmpeg import find_ffmpeg


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`command(video, out)` is run; `understand(out)` says what it read (None: it reads nothing).

    `count(video, out)` is run afterwards, unmeasured, if the command does not tell its calls of the networks itself.
    `clips` names those that are measured unless all are asked for; empty: all.
    """

    name: str
    title: str
    command: Callable[[Path, Path], tuple[str, ...]]
    understand: Callable[[Path], Answer] | None
    clips: tuple[str, ...] = ()
    count: Callable[[Path, Path], tuple[str, ...]] | None = None


def measure(column: Column, video: Path, out: Path) -> tuple[Measured, Answer | None]:
    """Run a column over a clip."""
    out.unlink(missing_ok=True)
    measured = run(*column.command(video, out))
    answer = column.understand(out) if column.understand else None
    if answer is not None and column.count is not None and video.stem in _SOME:
        counted = out.with_suffix(".calls")
        run(*column.count(video, counted))
        calls = read_answer(counted)
        answer = replace(answer, detections=calls.detections, recognitions=calls.recognitions)
    return measured, answer


def _ours(video: Path, out: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "reelbridge", "read", str(video), "-o", str(out), "--force")


def _understand_cues(out: Path) -> Answer:
    cues = decode(CueList, out.read_bytes()).cues
    return Answer(
        lines=tuple(
            ReadLine(start_ms=cue.start_ms, end_ms=cue.end_ms, text=cue.text, kind=cue.kind.value) for cue in cues
        )
    )


def _module(name: str) -> Callable[[Path, Path], tuple[str, ...]]:
    return lambda video, out: (sys.executable, "-m", f"benchmarks.reading.{name}", str(video), str(out))


def _decode_ffmpeg(video: Path, out: Path) -> tuple[str, ...]:
    del out
    return (find_ffmpeg(), "-v", "error", "-threads", "2", "-i", str(video), "-an", "-f", "null", "-")


#: all clips would take the other ways over half an hour on two cores, these about ten minutes
_FEW = ("white-720", "thin-540")
_SOME = (
    *_FEW, "bilingual-540", "yellow-540", "fading-720", "short-720", "one-character-720", "films-720", "episode-720",
)  # fmt: skip

COLUMNS = (
    Column(name="ours", title="Reelbridge", command=_ours, understand=_understand_cues, count=_module("counting")),
    Column(
        name="sampled", title="5 frames/s, OCR of each", command=_module("sampled"), understand=read_answer, clips=_FEW
    ),
    Column(
        name="binarised",
        title="RapidVideOCR 1: every frame",
        command=_module("binarised"),
        understand=read_answer,
        clips=_SOME,
    ),
    Column(
        name="finder",
        title="RapidVideOCR 3: after VideoSubFinder",
        command=_module("finder"),
        understand=read_answer,
        clips=_SOME,
    ),
    Column(name="decode-pyav", title="decoding only, PyAV", command=_module("decoding"), understand=None),
    Column(name="decode-ffmpeg", title="decoding only, FFmpeg", command=_decode_ffmpeg, understand=None),
)
