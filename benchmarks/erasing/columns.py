"""The ways of erasing that are compared, each a process of its own. All encode with the same settings."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.footage.making import ERASED
from benchmarks.footage.truth import Truth, read_truth
from reelbridge.core.codec import encode
from reelbridge.model.cue import Box, Cue, CueList
from reelbridge.subtitles.erasing.encoding import FINAL
from reelbridge.tools.ffmpeg import find_ffmpeg

ENCODING = ("-an", "-c:v", "libx264", "-preset", FINAL.preset, "-crf", str(FINAL.crf), "-pix_fmt", "yuv420p")

#: pixels that a mask or a rectangle is grown by
GROWN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`command(video, lines, out)` is run; `lines` is a list of cues, which only our own way is given."""

    name: str
    title: str
    command: Callable[[Path, Path, Path], tuple[str, ...]]


def _ours(video: Path, lines: Path, out: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "reelbridge", "erase", str(video), "--lines", str(lines), "-o", str(out))


def _inpaint(video: Path, lines: Path, out: Path) -> tuple[str, ...]:
    del lines
    return (sys.executable, "-m", "benchmarks.erasing.inpaint", str(video), str(out))


def _delogo(video: Path, lines: Path, out: Path) -> tuple[str, ...]:
    """FFmpeg's filter over the true rectangle of each line, for as long as the line is up."""
    del lines
    truth = read_truth(video.with_suffix(".json"))
    filters = []
    for text in truth.of(*ERASED):
        # the filter needs a pixel of picture around its rectangle
        left, top = max(1, text.left - GROWN), max(1, text.top - GROWN)
        right, bottom = min(truth.width - 1, text.right + GROWN), min(truth.height - 1, text.bottom + GROWN)
        filters.append(
            f"delogo={left}:{top}:{right - left}:{bottom - top}:"
            f"enable='between(n,{text.start_frame},{text.end_frame - 1})'"
        )
    return (
        *(find_ffmpeg(), "-nostdin", "-v", "error", "-y", "-i", str(video), "-vf", ",".join(filters) or "null"),
        *(*ENCODING, str(out)),
    )


def _untouched(video: Path, lines: Path, out: Path) -> tuple[str, ...]:
    del lines
    return (find_ffmpeg(), "-nostdin", "-v", "error", "-y", "-i", str(video), *ENCODING, str(out))


COLUMNS = (
    Column(name="ours", title="Reelbridge", command=_ours),
    Column(name="inpaint", title="cv2.inpaint, frame by frame", command=_inpaint),
    Column(name="delogo", title="FFmpeg delogo", command=_delogo),
    Column(name="untouched", title="nothing erased, only encoded", command=_untouched),
)


def write_true_lines(truth: Truth, path: Path) -> None:
    """The true lines as our own way takes them: a line and the one in a second language under it in one box."""
    texts = truth.of(*ERASED)
    cues = []
    for number, text in enumerate(text for text in texts if text.kind == "dialogue"):
        group = [other for other in texts if other.start_frame == text.start_frame]
        box = Box(
            left=min(each.left for each in group) / truth.width,
            top=min(each.top for each in group) / truth.height,
            right=max(each.right for each in group) / truth.width,
            bottom=max(each.bottom for each in group) / truth.height,
        )
        second = next((each.text for each in group if each.kind == "second"), None)
        cues.append(
            Cue(id=f"c{number:04d}", start_ms=text.start_ms, end_ms=text.end_ms, text=text.text, box=box, second=second)
        )
    path.write_bytes(encode(CueList(language="zh-Hans", origin="burned-in", cues=tuple(cues))))
