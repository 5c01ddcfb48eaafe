"""The plain way: each frame by itself, `cv2.inpaint` (Telea, radius 3) over the true letters, grown by two pixels."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np

from benchmarks.erasing.columns import ENCODING, GROWN
from benchmarks.footage.making import ERASED, text_mask
from benchmarks.footage.truth import read_truth
from benchmarks.reading.engine import frames_of
from reelbridge.tools.ffmpeg import find_ffmpeg

_RADIUS = 3.0
#: pixels around the letters that are handed over with them: the whole picture would take many times longer
_AROUND = 24


def main() -> None:
    """`inpaint.py VIDEO OUT.mp4`."""
    video, out = Path(sys.argv[1]), Path(sys.argv[2])
    truth = read_truth(video.with_suffix(".json"))
    texts = truth.of(*ERASED)
    kernel = np.ones((2 * GROWN + 1, 2 * GROWN + 1), np.uint8)
    encoder = subprocess.Popen(
        [
            *(find_ffmpeg(), "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr24"),
            *("-s", f"{truth.width}x{truth.height}", "-r", f"{truth.rate.numerator}/{truth.rate.denominator}"),
            *("-i", "-", *ENCODING, str(out)),
        ],
        stdin=subprocess.PIPE,
    )
    assert encoder.stdin is not None
    for number, frame in enumerate(frames_of(video)):
        mask = (text_mask(texts, number, (truth.height, truth.width)) > 0).astype(np.uint8)
        if mask.any():
            left, top, width, height = cv2.boundingRect(mask)
            rows = slice(max(0, top - _AROUND), top + height + _AROUND)
            columns = slice(max(0, left - _AROUND), left + width + _AROUND)
            grown = cv2.dilate(np.ascontiguousarray(mask[rows, columns]), kernel)
            part = np.ascontiguousarray(frame[rows, columns])
            frame[rows, columns] = cv2.inpaint(part, grown, _RADIUS, cv2.INPAINT_TELEA)
        encoder.stdin.write(frame.tobytes())
    encoder.stdin.close()
    if encoder.wait() != 0:
        raise SystemExit("the encoder failed")


if __name__ == "__main__":
    main()
