"""The step that makes one small picture per line, so that a reader sees the scene a line belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from reelbridge.core.errors import MediaError
from reelbridge.deliver.poster import write_jpeg
from reelbridge.graph.step import NoParams, Work
from reelbridge.model.cue import CueList
from reelbridge.model.media import MediaInfo
from reelbridge.model.package import FrameStrip
from reelbridge.tools.video import PictureStream

#: width of a tile in pixels; a vertical one is about as high as a landscape one is wide
VERTICAL_TILE, LANDSCAPE_TILE = 96, 160

#: where in a line its picture is taken: people speak by then, and the cut at its end is not reached
TILE_PLACE = 0.4

#: a JPEG is at most so many pixels wide; source: ITU-T T.81 allows 65535, libjpeg 65500
MAX_STRIP_WIDTH = 65500

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}

_Image = NDArray[np.uint8]


def make_strip(work: Work, params: NoParams, *, media: MediaInfo, cues: CueList) -> FrameStrip:
    """One tile per cue in their order, in a single row.

    Beyond `MAX_STRIP_WIDTH` (682 lines of a vertical video) there are no more tiles; the lines after have no picture.
    An episode without lines gets one tile of its first frame.
    """
    del params
    width = VERTICAL_TILE if media.is_vertical else LANDSCAPE_TILE
    height = max(1, round(width * media.height / media.width))
    shown = cues.cues[: MAX_STRIP_WIDTH // width]
    times = [(cue.start_ms + TILE_PLACE * cue.duration_ms) / 1000 for cue in shown] or [0.0]
    strip = np.zeros((height, width * len(times), 3), np.uint8)
    for tile, frame in _frames_at(work.path(media.source), times):
        strip[:, tile * width : (tile + 1) * width] = _shrink(frame, width, height, media.rotation)
    target = work.folder / "strip.jpg"
    write_jpeg(strip, target)
    return FrameStrip(
        file=work.keep(target), tile_width=width, tile_height=height, cue_ids=tuple(cue.id for cue in shown)
    )


def _frames_at(video: Path, times: Sequence[float]) -> Iterator[tuple[int, VideoFrame]]:
    """The frame on screen at each time in seconds, with the time's index, in one pass over the video."""
    waiting = sorted(range(len(times)), key=lambda index: times[index])
    shown: VideoFrame | None = None
    for start_ms, frame in PictureStream(video, threads=2):
        while waiting and start_ms > 1000 * times[waiting[0]]:
            yield waiting.pop(0), shown or frame
        if not waiting:
            return
        shown = frame
    if shown is None:
        raise MediaError(f"{video.name}: no frame can be decoded")
    for index in waiting:
        yield index, shown


def _shrink(frame: VideoFrame, width: int, height: int, rotation: int) -> _Image:
    """An upright tile: (height, width, 3) uint8 BGR."""
    stored = (height, width) if rotation in (90, 270) else (width, height)
    small = frame.reformat(width=stored[0], height=stored[1], format="bgr24", interpolation="AREA").to_ndarray()
    return np.asarray(cv2.rotate(small, _TURNS[rotation]) if rotation else small, np.uint8)
